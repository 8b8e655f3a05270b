"""Which language a text is in, by the letters and the n-grams of its passages.

langdetect's profiles of the candidate languages hold how often each sequence of one to three
letters occurs. Its detector draws a random sample of a text's n-grams; here all of them are added
up (naive Bayes), which gives the same accuracy, the same answer every time, and a log-likelihood
ratio as margin. N-grams never cross the end of a word, so that the score of a passage is the sum of
the scores of its words, and those are kept.

The thresholds rest on measurements over 4,500 passages of Italian, Spanish, Greek, English,
Portuguese and Catalan. The number of words tells best whether a verdict can be relied on.
"""

import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import langdetect
from langdetect.utils.ngram import NGram

from kb_build.text.outline import Passage

CANDIDATES = ("it", "es", "el", "en", "pt", "ca", "fr", "de")
"""The languages told apart. Without Portuguese and Catalan both would pass for Spanish."""
GREEK_SHARE = 0.10
"""A passage with at least this share of Greek letters is Greek.

At 0.10 all Greek passages of the measurement were recognised, those full of brand names too.
"""
LETTERS_TO_VOTE = 12
"""Fewer letters say nothing: they are names and numbers."""
WORDS_TO_BE_SURE = 13
"""From 13 words on, every method measured was right in at least 99 % of the passages."""
SHARE_TO_BE_SURE = 0.60
"""Least share of the letters that the language of a document must have."""
WORDS_TO_FLAG = 8
"""Shorter passages are titles, slogans and signatures."""
MARGIN_TO_FLAG = 15.0
"""Nats by which a passage must be likelier in its own language than in that of the document.

At 15 nats 98.2 % of the flagged passages of mixed documents were foreign.
"""
SMOOTHING = 0.5 / 10_000
"""Added to each frequency, as langdetect does (`ALPHA_DEFAULT / BASE_FREQ`)."""

UNDECIDED = ""
Scores = tuple[float, ...]
"""Log-likelihoods in nats, in the order of `CANDIDATES`."""

_GREEK_RE = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]+")
_LATIN_RE = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_WORD_RE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ADDRESS_RE = re.compile(r"https?://\S+|[-_.0-9A-Za-z]+@[-_.0-9A-Za-z]+")


@dataclass(frozen=True)
class Vote:
    """What one passage says."""

    passage: Passage
    """The passage."""
    language: str
    """A language tag, or `UNDECIDED` for fewer than 12 letters, or letters of another script."""
    letters: int
    """How many letters it has: the weight of the vote."""
    words: int
    """How many words it has."""
    scores: Scores = ()
    """How likely it is in each language; empty where the script alone decided."""

    def margin(self, language: str) -> float:
        """Return by how many nats the passage is likelier in its own language than in another."""
        if not self.scores or language not in CANDIDATES:
            return math.inf
        return max(self.scores) - self.scores[CANDIDATES.index(language)]


@dataclass(frozen=True)
class Verdict:
    """What all passages of a document say together."""

    language: str
    """The language with most letters, or `UNDECIDED`."""
    share: float
    """Its share of the letters that voted, 0 to 1."""
    words: int
    """How many words voted."""
    votes: tuple[Vote, ...]
    """The vote of each passage, in the order of the document."""

    @property
    def sure(self) -> bool:
        """Whether the verdict may contradict what a person declared."""
        return self.words >= WORDS_TO_BE_SURE and self.share >= SHARE_TO_BE_SURE

    def foreign(self, language: str) -> list[Vote]:
        """Return the votes for another language than `language`, quotations left out."""
        return [
            vote
            for vote in self.votes
            if vote.language not in (UNDECIDED, language)
            and vote.words >= WORDS_TO_FLAG
            and not vote.passage.quoted
            and vote.margin(language) >= MARGIN_TO_FLAG
        ]


def detect(passages: Iterable[Passage]) -> Verdict:
    """Let the passages of a document vote, each with the weight of its letters.

    Quotations have no vote.
    """
    votes = tuple(map(_vote, passages))
    letters: Counter[str] = Counter()
    words = 0
    for vote in votes:
        if vote.language and not vote.passage.quoted:
            letters[vote.language] += vote.letters
            words += vote.words
    if not letters:
        return Verdict(UNDECIDED, 0.0, 0, votes)
    language = min(letters, key=lambda tag: (-letters[tag], tag))
    return Verdict(language, letters[language] / letters.total(), words, votes)


def _vote(passage: Passage) -> Vote:
    text = passage.text
    if "@" in text or "://" in text:
        text = _ADDRESS_RE.sub(" ", text)
    found = _WORD_RE.findall(text)
    joined = "".join(found)
    words, letters = len(found), len(joined) - joined.count("'") - joined.count("’")
    if letters < LETTERS_TO_VOTE:
        return Vote(passage, UNDECIDED, letters, words)
    if not text.isascii():
        if _count(_GREEK_RE, text) >= GREEK_SHARE * letters:
            return Vote(passage, "el", letters, words)
        if 2 * _count(_LATIN_RE, text) < letters:  # the profiles would call Russian Catalan
            return Vote(passage, UNDECIDED, letters, words)
    scores = tuple(map(sum, zip(*map(_word_scores, found), strict=True)))
    language = CANDIDATES[scores.index(max(scores))] if any(scores) else UNDECIDED
    return Vote(passage, language, letters, words, scores)


def _count(letters: re.Pattern[str], text: str) -> int:
    return sum(map(len, letters.findall(text)))


@lru_cache(maxsize=50_000)
def _word_scores(word: str) -> Scores:
    """Return how likely a word is in each language; all zero without any known n-gram."""
    profiles = _profiles()
    letters = "".join(map(NGram.normalize, unicodedata.normalize("NFC", word)))
    grams = (gram for part in letters.split() for gram in _ngrams(part))
    known = [profiles[gram] for gram in grams if gram in profiles]
    return tuple(map(sum, zip(*known, strict=True))) if known else (0.0,) * len(CANDIDATES)


def _ngrams(word: str) -> Iterator[str]:
    """Yield what langdetect looks at: one to three characters, a space at both ends among them.

    Sequences that end within a row of capitals are left out, because abbreviations have no
    language.
    """
    padded = f" {word} "
    for end in range(1, len(padded)):
        if padded[end - 1].isupper() and padded[end].isupper():
            continue
        for start in range(max(end - 2, 0), end + 1):
            if padded[start : end + 1] != " ":
                yield padded[start : end + 1]


@cache
def _profiles() -> Mapping[str, Scores]:
    """Return for each n-gram the logarithm of its frequency in each language."""
    folder = Path(langdetect.__file__).with_name("profiles")
    read = [json.loads((folder / tag).read_text("utf-8")) for tag in CANDIDATES]
    frequencies: dict[str, list[float]] = {}
    for number, profile in enumerate(read):
        for gram, count in profile["freq"].items():
            row = frequencies.setdefault(gram, [0.0] * len(CANDIDATES))
            row[number] = count / profile["n_words"][len(gram) - 1]
    return {
        gram: tuple(math.log(one + SMOOTHING) for one in row) for gram, row in frequencies.items()
    }
