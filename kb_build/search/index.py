"""Makes the index of a language: page values in, files out. It touches no disk.

The index is not stemmed; inflection, accents and typing errors are the business of the word list,
with which the scripts rewrite a query before they look words up. The names of chunks and fragments
are digests of their content, so that a reader who has an old `search.json` never gets new files
with it.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import msgspec

from kb_build.search.chunks import chunks
from kb_build.search.data import CHUNK, FRAGMENT, SEARCH, to_json
from kb_build.search.entries import Entry, sections
from kb_build.search.postings import Fields, Postings, invert
from kb_build.search.words import common, endings, word_list, words
from kb_build.system import store
from kb_build.system.version import fingerprint
from kb_build.system.workers import Tell

NAME_LENGTH = 12
"""Hexadecimal digits of a name. Among 10,000 files two are alike with a probability of 2 · 10⁻⁷."""
_EACH = 100
"""After so many pages the progress is reported."""


@dataclass(frozen=True)
class Index:
    """What browsers load of a language, and what others must know of it."""

    files: Mapping[str, bytes]
    """Content by name, relative to the folder of the language's search."""
    ids: Mapping[str, str]
    """The id of each page, which its fragment is named by, by address."""


def digest(lang: str, entries: Iterable[Entry], vocabulary: Mapping[str, Any]) -> bytes:
    """Return a digest that changes whenever the index of a language would."""
    found = hashlib.blake2b(fingerprint(), digest_size=16)
    found.update(to_json([lang, unicodedata.unidata_version, vocabulary]))
    for entry in sorted(entries, key=attrgetter("url")):
        found.update(msgspec.json.encode(entry))
    return found.digest()


def build(lang: str, entries: Iterable[Entry], vocabulary: Mapping[str, Any], tell: Tell) -> Index:
    """Make the index of a language.

    The same entries give the same bytes, in whatever order they come.

    Args:
        lang: the language (BCP 47).
        entries: its pages, each with an address of its own.
        vocabulary: what `search.json` has beside the words of the texts: `data.vocabulary`.
        tell: receives the number of pages whose words have been read.
    """
    ordered = sorted(entries, key=attrgetter("url"))
    files: dict[str, bytes] = {}
    ids = {entry.url: _put(files, FRAGMENT, to_json(_fragment(entry))) for entry in ordered}
    inverted = invert(_pages(ordered, tell))
    parts = [(one.first, _put(files, CHUNK, one.content)) for one in chunks(inverted)]
    search = {
        **vocabulary,
        **_words(lang, inverted, len(ordered)),
        "pages": list(ids.values()),
        "chunks": parts,
    }
    return Index(files | {SEARCH: to_json(search)}, ids)


def _put(files: dict[str, bytes], name: str, content: bytes) -> str:
    """Add a file that is named by its content; return its id."""
    found = store.digest(content).hex()[:NAME_LENGTH]
    files[name.format(id=found)] = content
    return found


def _pages(entries: Sequence[Entry], tell: Tell) -> list[Fields]:
    pages = []
    for number, entry in enumerate(entries, 1):
        pages.append(Fields(*(words(getattr(entry, part)) for part in Fields._fields)))
        if number % _EACH == 0:
            tell(_EACH)
    tell(len(entries) % _EACH)
    return pages


def _fragment(entry: Entry) -> dict[str, Any]:
    """Return what a result shows of a page."""
    return {
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "sections": [part._asdict() for part in sections(entry.html)],
    }


def _words(lang: str, inverted: Mapping[str, Postings], pages: int) -> dict[str, Any]:
    """Return what rewriting a query takes."""
    counts = {word: sum(map(len, found.values())) for word, found in inverted.items()}
    return {
        "words": word_list(counts, lang),
        "endings": endings(lang),
        "common": common(counts, pages),
    }
