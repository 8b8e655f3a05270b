"""The words of a language's texts, grouped by inflection, in the form that browsers load.

The search rewrites what a reader types with these words; `rewrite.js` reads them.
Word lists are the same for the same texts, whatever the order in which those were read.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile

import snowballstemmer
from babel import Locale

LONGEST = 35
"""Letters of a word beyond which it is an address or an accident, and nobody types it."""
COMMON = 0.5
"""A word that stands on more than this share of the pages does not tell them apart."""
COMMON_FROM = 8
"""Below this number of pages no word counts as common."""
_WORD_RE = re.compile(r"[^\W_]+")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def words(text: str) -> Iterator[str]:
    """Yield the words of a text in lower case; apostrophes and hyphens part them.

    >>> list(words("L’orario dell'e-mail"))
    ['l', 'orario', 'dell', 'e', 'mail']
    """
    for word in _WORD_RE.findall(unicodedata.normalize("NFC", text).lower()):
        if len(word) <= LONGEST:
            yield word


def fold(word: str) -> str:
    """Return a word without accents and with a plain sigma, as `fold.js` does.

    >>> fold("Εξυπηρέτησης"), fold("señor")
    ('εξυπηρετησησ', 'senor')
    """
    letters = unicodedata.normalize("NFD", word)
    plain = "".join(char for char in letters if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", plain).lower().replace("ς", "σ")


def word_list(pages: Counter[str], lang: str) -> str:
    """Return the word list of a language: on each line the words of one inflection group.

    A line begins with the length of the stem, as one digit of base 36, and the first word. Each
    other word is the number of letters that it shares with the first, and the rest of it:
    `6cliente 6i` is «cliente» and «clienti» with the stem «client».

    Args:
        pages: each word with the number of pages on which it stands; the empty word stands on all.
        lang: the language; without a stemmer for it each word is its own group.
    """
    stem = _stemmer(lang)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for word in filter(None, pages):
        groups[fold(stem(word))].append(word)
    return "\n".join(sorted(_line(name, group, pages) for name, group in groups.items()))


def endings(lang: str) -> list[str]:
    """Return the folded endings that the stemmer of a language knows.

    With them an inflection is recognised that no text has. They are read from the stemmer's
    tables; without these only the endings of the texts are known.
    """
    tables = vars(type(getattr(_stemmer(lang), "__self__", None))).values()
    entries = [one for table in tables if isinstance(table, list | tuple) for one in table]
    found = {str(getattr(one, "s", "")) for one in entries}
    return sorted({fold(one) for one in found if one.isalpha() and one.islower()})


def common(pages: Counter[str]) -> list[str]:
    """Return the folded words that stand on so many pages that they say nothing."""
    if pages[""] < COMMON_FROM:
        return []
    found = {fold(word) for word, count in pages.items() if count > COMMON * pages[""]}
    return sorted(found - {""})


def _line(stem: str, group: Iterable[str], pages: Counter[str]) -> str:
    first, *others = sorted(group, key=lambda word: (-pages[word], word))
    parts = [_DIGITS[_shared(stem, fold(first))] + first]
    for word in others:
        shared = _shared(first, word)
        parts.append(_DIGITS[shared] + word[shared:])
    return " ".join(parts)


def _shared(one: str, other: str) -> int:
    """Return how many letters two words have in common at their beginning."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in pairs)


def _stemmer(lang: str) -> Callable[[str], str]:
    """Return the Snowball stemmer of a language (BCP 47), or one that leaves words as they are."""
    name = Locale.parse(lang, sep="-").get_language_name("en") or ""
    if name.lower() not in snowballstemmer.algorithms():
        return str
    stem: Callable[[str], str] = snowballstemmer.stemmer(name.lower()).stemWord
    return stem
