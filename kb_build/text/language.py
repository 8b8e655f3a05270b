"""Which language a text is in. The only user of langdetect.

What is decided here rests on measurements over 4,500 passages of Italian, Spanish, Greek,
English, Portuguese and Catalan. Unseeded, with all its 55 profiles, langdetect changed its answer
between runs for 2 to 9 % of them; so it has a seed and only the profiles of the candidates. Its
probability is no confidence: it is 1.0 when wrong. The number of words is one.
"""

import re
from collections import Counter
from collections.abc import Iterable, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import langdetect
from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

from kb_build.text.outline import Passage

CANDIDATES = ("it", "es", "el", "en", "pt", "ca", "fr", "de")
"""The languages told apart. Without Portuguese and Catalan both would pass for Spanish."""
GREEK_SHARE = 0.10
"""From this share of Greek letters on, a passage is Greek: it kept all of 100 % of them."""
LETTERS_TO_VOTE = 12
WORDS_TO_BE_SURE = 13
"""From 13 words on, every method measured was right in at least 99 % of the passages."""
SHARE_TO_BE_SURE = 0.60
WORDS_TO_FLAG = 8
MARGIN_TO_FLAG = 0.9975
"""Probability of a foreign language; leaves the document's own one exp(-6) of it."""

UNDECIDED = ""
Memo = MutableMapping[str, tuple[str, float]]
"""Language and probability of texts seen before; see `cache`."""

_GREEK_RE = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")
_LATIN_RE = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LETTER_RE = re.compile(r"[^\W\d_]")
_WORD_RE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True)
class Vote:
    """What one passage says."""

    passage: Passage
    language: str
    """A language tag, or `UNDECIDED` for fewer than 12 letters, or letters of another script."""
    letters: int
    words: int
    clear: bool
    """Whether the language leaves the others far enough behind to contradict the document."""


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

    @property
    def sure(self) -> bool:
        """Whether the verdict may contradict what a person declared."""
        return self.words >= WORDS_TO_BE_SURE and self.share >= SHARE_TO_BE_SURE

    def foreign(self, language: str) -> list[Vote]:
        """Return the votes for another language than `language`, quotations left out."""
        return [
            vote
            for vote in self.votes
            if vote.clear
            and vote.language != language
            and vote.words >= WORDS_TO_FLAG
            and not vote.passage.quoted
        ]


def detect(passages: Iterable[Passage], memo: Memo) -> Verdict:
    """Let the passages of a document vote, each with the weight of its letters.

    Quotations have no vote. Texts found in `memo` are not looked at again; new ones are added.
    """
    votes = tuple(_vote(passage, memo) for passage in passages)
    letters: Counter[str] = Counter()
    for vote in votes:
        if vote.language and not vote.passage.quoted:
            letters[vote.language] += vote.letters
    if not letters:
        return Verdict(UNDECIDED, 0.0, 0, votes)
    language = min(letters, key=lambda tag: (-letters[tag], tag))
    words = sum(vote.words for vote in votes if vote.language and not vote.passage.quoted)
    return Verdict(language, letters[language] / letters.total(), words, votes)


def passages(text: str) -> list[Passage]:
    """Cut plain text into passages at its empty lines."""
    found = re.finditer(r"(?:^.*\S.*\n?)+", text, re.MULTILINE)
    return [Passage(one[0], text.count("\n", 0, one.start()) + 1, False) for one in found]


def _vote(passage: Passage, memo: Memo) -> Vote:
    text = passage.text
    letters = len(_LETTER_RE.findall(text))
    words = len(_WORD_RE.findall(text))
    if letters < LETTERS_TO_VOTE:
        return Vote(passage, UNDECIDED, letters, words, False)
    if len(_GREEK_RE.findall(text)) >= GREEK_SHARE * letters:
        return Vote(passage, "el", letters, words, True)
    if 2 * len(_LATIN_RE.findall(text)) < letters:  # langdetect would call Russian Catalan
        return Vote(passage, UNDECIDED, letters, words, False)
    if text not in memo:
        memo[text] = _ask(text)
    language, probability = memo[text]
    return Vote(passage, language, letters, words, probability >= MARGIN_TO_FLAG)


def _ask(text: str) -> tuple[str, float]:
    detector = _factory().create()
    detector.append(text)
    try:
        best: Sequence[langdetect.language.Language] = detector.get_probabilities()
    except LangDetectException:  # no letters that any of the languages uses
        return UNDECIDED, 0.0
    return (best[0].lang, round(best[0].prob, 6)) if best else (UNDECIDED, 0.0)


@cache
def _factory() -> DetectorFactory:
    folder = Path(langdetect.__file__).with_name("profiles")
    factory = DetectorFactory()
    factory.set_seed(0)
    factory.load_json_profile([(folder / tag).read_text("utf-8") for tag in CANDIDATES])
    return factory
