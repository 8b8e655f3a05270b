"""Which pages have a word, and how much it says about each: an inverted index with BM25F impacts.

The score of a word on a page is the saturated, field-weighted frequency of the simple BM25F of
S. Robertson and H. Zaragoza, “The Probabilistic Relevance Framework: BM25 and Beyond”, Foundations
and Trends in Information Retrieval 3 (4), 2009, section 3.6::

    tf = Σ_field boost · occurrences / ((1 - B) + B · length / mean length)
    score = tf / (K1 + tf)

It is quantised to a small integer, the impact (V. N. Anh and A. Moffat, “Vector-space ranking with
effective early termination”, SIGIR 2001). The inverse document frequency is left to the browser,
which weights all inflections of a typed word as one term.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

K1 = 1.2
"""How soon more occurrences stop counting: the lower end of Robertson and Zaragoza's 1.2 to 2."""
B = 0.75
"""How much long fields are held back: within Robertson and Zaragoza's 0.5 to 0.8, as in Lucene."""
LEVELS = 63
"""The greatest impact: six bits. Anh and Moffat lose no precision from five bits on."""

Postings = Mapping[int, Sequence[int]]
"""For each impact, the rows of the pages with it, in ascending order."""


class Fields(NamedTuple):
    """The words of a page, by the part in which they occur."""

    title: Sequence[str]
    """Those of its title."""
    summary: Sequence[str]
    """Those of its summary."""
    text: Sequence[str]
    """Those of its prose."""
    terms: Sequence[str]
    """Those by which it is found although its text does not contain them."""


BOOSTS = (7, 4, 1, 1)
"""The weight of an occurrence, in the order of `Fields`; a term is one of few and needs no more."""


def invert(pages: Sequence[Fields]) -> dict[str, Postings]:
    """Return the postings of each word.

    Args:
        pages: all pages of a language; the row of a page is its place in this list.
    """
    means = _mean_lengths(pages)
    found: defaultdict[str, defaultdict[int, list[int]]] = defaultdict(_lists)
    for row, page in enumerate(pages):
        for word, frequency in _frequencies(page, means).items():
            found[word][round(LEVELS * frequency / (K1 + frequency)) or 1].append(row)
    return dict(found)


def _mean_lengths(pages: Sequence[Fields]) -> list[float]:
    """Return the mean length of each field, which is 1 where the field is always empty."""
    fields = range(len(Fields._fields))
    return [sum(len(page[field]) for page in pages) / max(1, len(pages)) or 1 for field in fields]


def _frequencies(page: Fields, means: Sequence[float]) -> dict[str, float]:
    """Return the weighted frequency of each word of a page."""
    found: dict[str, float] = {}
    for words, boost, mean in zip(page, BOOSTS, means, strict=True):
        weight = boost / (1 - B + B * len(words) / mean)
        for word, occurrences in Counter(words).items():
            found[word] = found.get(word, 0.0) + weight * occurrences
    return found


def _lists() -> defaultdict[int, list[int]]:
    return defaultdict(list)
