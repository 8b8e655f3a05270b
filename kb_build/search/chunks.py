"""The inverted index in files of which a query needs few: chunks of the sorted list of words."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise
from typing import NamedTuple

import msgspec

from kb_build.search.postings import Postings
from kb_build.text.normal import plain

SIZE = 30_000
"""Bytes from which a chunk is closed, before it is packed for the network."""

Entry = tuple[str, dict[int, list[int]]]
"""A word and, by impact, its pages: the first row, then the difference of each to the last."""


class Chunk(NamedTuple):
    """Neighbouring words with their pages."""

    first: str
    """Its first word, folded. All spellings of a folded word are in the same chunk."""
    content: bytes
    """A JSON array of entries."""


def chunks(index: Mapping[str, Postings]) -> Iterator[Chunk]:
    """Yield the index in the order of its folded words, which is that of UTF-16 code units.

    JavaScript compares strings so; words that begin alike are neighbours.
    """
    ordered = sorted((plain(word).encode("utf-16-be"), word) for word in index)
    first, content, size = "", [], 0
    for folded, group in groupby(ordered, key=lambda one: one[0]):
        first = first or folded.decode("utf-16-be")
        entries = [msgspec.json.encode(_entry(word, index[word])) for _, word in group]
        content += entries
        size += sum(map(len, entries))
        if size >= SIZE:
            yield Chunk(first, _array(content))
            first, content, size = "", [], 0
    if content:
        yield Chunk(first, _array(content))


def _entry(word: str, postings: Postings) -> Entry:
    return word, {impact: _deltas(rows) for impact, rows in sorted(postings.items())}


def _deltas(rows: Iterable[int]) -> list[int]:
    return [row - before for before, row in pairwise((0, *rows))]


def _array(entries: Iterable[bytes]) -> bytes:
    return b"[" + b",\n".join(entries) + b"]"
