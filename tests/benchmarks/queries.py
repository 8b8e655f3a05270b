"""Makes queries from the texts of a built site, and knows which pages each should find."""

import json
import random
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import simplemma
from simplemma.strategies import DefaultDictionaryFactory

from kb_build.search.words import words
from kb_build.text.normal import plain as fold

EACH = 60
"""Queries of each class and language."""
SHORTEST = 4
RARE = 0.3
"""A word on more than this share of the pages is not worth a query."""
ELIDED = ["l", "dell", "all", "nell", "quell", "un"]
LATIN = {
    "ου": ["ou", "u"],
    "αι": ["ai", "e"],
    "ει": ["ei", "i"],
    "οι": ["oi", "i"],
    "αυ": ["au", "av", "af"],
    "ευ": ["eu", "ev", "ef"],
    "μπ": ["mp", "b"],
    "ντ": ["nt", "d"],
    "γκ": ["gk", "g"],
    "γγ": ["gg", "ng"],
    "α": ["a"],
    "β": ["v", "b"],
    "γ": ["g"],
    "δ": ["d"],
    "ε": ["e"],
    "ζ": ["z"],
    "η": ["i", "h"],
    "θ": ["th", "8"],
    "ι": ["i"],
    "κ": ["k"],
    "λ": ["l"],
    "μ": ["m"],
    "ν": ["n"],
    "ξ": ["ks", "x", "3"],
    "ο": ["o"],
    "π": ["p"],
    "ρ": ["r"],
    "σ": ["s"],
    "τ": ["t"],
    "υ": ["y", "i", "u"],
    "φ": ["f", "ph"],
    "χ": ["x", "h", "ch"],
    "ψ": ["ps"],
    "ω": ["o", "w"],
}
"""How Greek is typed in Latin letters; written down apart from the table of the search."""


class Query(NamedTuple):
    """What is typed, and the addresses of the pages of which it should find one."""

    kind: str
    text: str
    relevant: frozenset[str]


class Texts:
    """The texts of one language of a site, with their lemmas."""

    def __init__(self, site: Path, lang: str) -> None:
        self.lang = lang
        self.pages: dict[str, set[str]] = {}
        self.with_lemma: defaultdict[str, set[str]] = defaultdict(set)
        self.with_word: defaultdict[str, set[str]] = defaultdict(set)
        for path in sorted((site / lang / "search" / "fragment").iterdir()):
            page = json.loads(path.read_bytes())
            url = f"{lang}/{page['url']}"
            parts = [f"{one['title']} {one['text']}" for one in page["sections"]]
            self.pages[url] = set(words(" ".join([page["title"], page["summary"], *parts])))
            for word in self.pages[url]:
                self.with_word[word].add(url)
                self.with_lemma[lemma(word, lang)].add(url)

    @property
    def telling(self) -> list[str]:
        """The words that are worth a query."""
        most = max(2, RARE * len(self.pages))
        return sorted(
            word
            for word, urls in self.with_word.items()
            if len(word) >= SHORTEST and word.isalpha() and len(urls) <= most
        )

    def relevant(self, *typed: str) -> frozenset[str]:
        """Return the pages that have a word with the same lemma for each of some words."""
        return frozenset(
            set.intersection(*(self.with_lemma[lemma(one, self.lang)] for one in typed))
        )


@cache
def lemma(word: str, lang: str) -> str:
    """Return the dictionary form of a word."""
    return fold(simplemma.lemmatize(word, lang=lang))


@cache
def forms(lang: str) -> dict[str, list[str]]:
    """Return for each lemma the forms that the dictionary knows."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for form, base in DefaultDictionaryFactory().get_dictionary(lang).items():
        found[_text(base)].append(_text(form))
    return found


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


def queries(own: Texts, others: list[Texts]) -> list[Query]:
    """Return the queries of one language, of each class the same number where there are so many."""
    drawn = random.Random(own.lang)
    found = []
    kinds = {
        name.removeprefix("_as_"): make for name, make in globals().items() if name[:4] == "_as_"
    }
    for kind, make in kinds.items():
        made = list(dict.fromkeys(Query(kind, *one) for one in make(own, drawn)))
        found += drawn.sample(made, min(EACH, len(made)))
    made = list(_elsewhere(own, others))
    return found + drawn.sample(made, min(EACH, len(made)))


Made = Iterator[tuple[str, frozenset[str]]]


def _as_exact(own: Texts, _: random.Random) -> Made:
    for word in own.telling:
        yield word, own.relevant(word)


def _as_accentless(own: Texts, _: random.Random) -> Made:
    for word in own.telling:
        plain = _plain(word)
        if plain != word:
            yield plain, own.relevant(word)


def _as_upper(own: Texts, _: random.Random) -> Made:
    for word in own.telling:
        yield (_plain(word) if own.lang == "el" else word).upper(), own.relevant(word)


def _as_inflected(own: Texts, drawn: random.Random) -> Made:
    """Yield other forms of words, whether any text has them or not."""
    known = forms(own.lang)
    for word in own.telling:
        base = simplemma.lemmatize(word, lang=own.lang)
        others = [
            one for one in known.get(base, ()) if one != word and one.isalpha() and one.islower()
        ]
        near = [one for one in others if _shared(fold(one), fold(word)) >= SHORTEST]
        if near and base == base.lower():
            yield drawn.choice(sorted(near)), own.relevant(word)


def _as_greeklish(own: Texts, drawn: random.Random) -> Made:
    if own.lang == "el":
        for word in own.telling:
            yield greeklish(word, drawn), own.relevant(word)


def _as_typo(own: Texts, drawn: random.Random) -> Made:
    for word in own.telling:
        if len(word) > SHORTEST:
            typed = _mistyped(word, drawn)
            if typed not in own.with_word:
                yield typed, own.relevant(word)


def _as_two_words(own: Texts, drawn: random.Random) -> Made:
    telling = set(own.telling)
    for url in sorted(own.pages):
        there = sorted(telling & own.pages[url])
        for _ in range(10):
            if len(there) > 1:
                one, other = drawn.sample(there, 2)
                yield f"{one} {other}", own.relevant(one, other)


def _as_prefix(own: Texts, _: random.Random) -> Made:
    """Yield beginnings, as they stand in the field while a reader types."""
    for word in own.telling:
        if len(word) > SHORTEST + 2:
            start = word[: max(SHORTEST, len(word) * 2 // 3)]
            begun = (
                urls for one, urls in own.with_word.items() if fold(one).startswith(fold(start))
            )
            yield start, frozenset().union(*begun)


def _as_elision(own: Texts, drawn: random.Random) -> Made:
    if own.lang == "it":
        for word in own.telling:
            if word[0] in "aeiouàèéìòù":
                yield drawn.choice(ELIDED) + drawn.choice("'’") + word, own.relevant(word)


def _elsewhere(own: Texts, others: list[Texts]) -> Iterator[Query]:
    """Yield words of the other languages that this one does not have."""
    for other in others:
        for word in other.telling:
            if fold(word) not in {fold(one) for one in own.with_word}:
                there = {url.removeprefix(other.lang) for url in other.relevant(word)}
                cases = {url for url in there if url.startswith("/cases/")}
                relevant = {own.lang + url for url in cases if own.lang + url in own.pages}
                relevant |= {other.lang + url for url in there if own.lang + url not in own.pages}
                if cases:
                    yield Query("other language", word, frozenset(relevant))


def greeklish(word: str, drawn: random.Random) -> str:
    """Return a Greek word in Latin letters, each spelt at random."""
    letters, typed = fold(word), ""
    while letters:
        name = letters[:2] if letters[:2] in LATIN else letters[0]
        typed += drawn.choice(LATIN.get(name, [name]))
        letters = letters[len(name) :]
    return typed


def _mistyped(word: str, drawn: random.Random) -> str:
    """Return a word with one slip of a finger, not in its first letter."""
    at = drawn.randrange(1, len(word) - 1)
    letter = drawn.choice([one for one in word if one != word[at]] or ["x"])
    return drawn.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    return "".join(one for one in letters if not unicodedata.combining(one))


def _shared(one: str, other: str) -> int:
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    return at
