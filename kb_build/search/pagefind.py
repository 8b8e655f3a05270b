"""Lets Pagefind make the index of a language, once, and lays beside it what browsers show.

Pagefind gets nothing but the words of a page, in alphabetical order within title, summary, text and
terms: ranking counts words and not their places, and the index is a third smaller so. The index is
not stemmed; inflection, accents and typing errors are the business of the word list, with which
the scripts rewrite a query before Pagefind sees it. What a result shows is written here from the
entry itself, with its accents and apostrophes.

Pagefind is driven through its service, as its Python and Node packages do, and not through its
command line. Measured with 1.5.2 on 2 cores, 3 × 3,334 pages of 470 words, one language after
another, everything from entries to files:

============  ======  ======  ==============================================================
way           wall    CPU     memory of Pagefind, and of this process
============  ======  ======  ==============================================================
command line  21.4 s  24.5 s  896 MB, 120 MB; 20,000 more files are written, read and deleted
service       18.5 s  22.7 s  881 MB, 215 MB
============  ======  ======  ==============================================================

The Python API (`pagefind` 1.5.2) is out of the question: its client reads one answer each 0.1 s
(20.5 s for 200 pages, which makes 17 minutes for these), and reads no answer beyond 2 MiB, so that
`get_files` did not return for 334 pages. Pagefind itself takes 17.0 s of the CPU by the command
line and 18.6 s by the service.

The service also ends when its input does, so that it cannot outlive this process.
"""

import base64
import hashlib
import json
import os
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import pagefind_bin

from kb_build.errors import KbError
from kb_build.search.data import FOLDER, FRAGMENT, SEARCH, to_json
from kb_build.search.entries import Entry, sections
from kb_build.search.words import common, count, endings, word_list, words
from kb_build.system.exchange import exchange
from kb_build.system.workers import Tell

IDS = "ids.json"
"""The file beside the index that keeps the ids of its pages; no browser needs it."""
UNSTEMMED = "zz"
"""A language that Pagefind does not know, so that it does not stem."""
_ENTRY = "pagefind-entry.json"
_NEEDED_RE = re.compile(
    r"pagefind\.js|wasm\.[\w-]+\.pagefind|[\w.-]+\.pf_meta|index/[\w-]+\.pf_index"
)
"""What the scripts need of Pagefind's files; the rest belongs to its own interfaces."""
_FRAGMENT_RE = re.compile(r"fragment/(\w+)\.pf_fragment")
_BEGINNING_RE = re.compile(rb'pagefind_dcd\{"url":"([^"]*)"')
_BEGINNING = 1024
"""Bytes of a fragment, packed and in base64, that certainly have its address."""
_ACCENT_RE = re.compile(r"([^\W\d_a-zA-Z])[\u0300-\u036f]+")
"""A letter that is not Latin with the accents that follow it in the decomposed form."""
_NOTHING = "_"
"""Stands in for the words of a page that has none: Pagefind would leave it out. No query is `_`."""
_EACH = 100
"""After so many pages the progress is reported."""
_ENVIRONMENT = {"TOKIO_WORKER_THREADS": "1"}
"""More threads only wait for each other: they took 1 s more for 1,000 pages."""


@dataclass(frozen=True)
class Index:
    """The index of a language that is to be made."""

    lang: str
    """The language (BCP 47)."""
    entries: tuple[Entry, ...]
    """Its pages, in any order; each has an address of its own."""
    data: Mapping[str, Any]
    """What `search.json` has beside the words of the texts: `data.vocabulary`."""
    folder: Path
    """A new folder for the result: `FOLDER`, to be published, and `IDS`."""


class _Page(NamedTuple):
    """The words of an entry, by the part in which they occur."""

    title: list[str]
    summary: list[str]
    text: list[str]
    terms: list[str]


def digest(lang: str, entries: Iterable[Entry], data: Mapping[str, Any]) -> str:
    """Return a text that changes whenever the index of a language would.

    The code of this package and the versions of what it uses are a part of it.
    """
    content = [lang, sorted(map(astuple, entries)), data, _program()]
    return hashlib.blake2b(to_json(content), digest_size=16).hexdigest()


def index(job: Index, tell: Tell) -> tuple[str, dict[str, str]]:
    """Make the index of a language; return the language, and the id of each page by its address.

    The same entries give the same bytes, in whatever order they come.

    Args:
        job: what to make.
        tell: receives the number of pages that were handed to Pagefind, and 1 at the end.

    Raises:
        KbError: Pagefind failed, or its formats are not those that the scripts know.
        OSError: it could not be started, or a file could not be written.
    """
    entries = sorted(job.entries, key=lambda entry: entry.url)
    pages = [_Page(*(words(getattr(one, part)) for part in _Page._fields)) for one in entries]
    files = _run(entries, pages, tell)
    folder = job.folder / FOLDER
    for name in filter(_NEEDED_RE.fullmatch, files):
        _write(folder / name, base64.b64decode(files[name]))
    ids = _ids(files)
    if ids.keys() != {entry.url for entry in entries}:
        raise KbError(f"Pagefind {_version()} has not made a fragment of each page")
    for entry in entries:
        _write(folder / FRAGMENT.format(id=ids[entry.url]), to_json(_fragment(entry)))
    _write(folder / SEARCH, to_json(_search(job, pages, files)))
    _write(job.folder / IDS, to_json(ids))
    tell(1)
    return job.lang, ids


def ids(folder: Path) -> dict[str, str]:
    """Return the ids of an index that was made before, as `index` returned them.

    Raises:
        OSError: there is no such index.
        ValueError: the file is damaged.
    """
    found: dict[str, str] = json.loads((folder / IDS).read_bytes())
    return found


def plain(text: str) -> str:
    """Return a text without the accents of letters that are not Latin.

    Pagefind finds words without their accents anyway. But when it parts the index it counts only
    those without: an index of accented Greek would come in parts ten times too large. In Latin
    letters accents may tell words apart (ano, año), and Pagefind ranks by them.
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _ACCENT_RE.sub(r"\1", unicodedata.normalize("NFD", text)))


def _run(entries: Sequence[Entry], pages: Sequence[_Page], tell: Tell) -> dict[str, str]:
    """Return the files of the index, in base64, by their paths."""
    command = [str(pagefind_bin.get_executable()), "--service"]
    messages = _messages(entries, pages, tell)
    found = exchange(command, messages, len(entries) + 2, b",", {**os.environ, **_ENVIRONMENT})
    answers = [json.loads(base64.b64decode(one))["payload"] for one in found]
    for answer in answers:
        if answer["type"] == "Error":
            raise KbError(f"Pagefind {_version()} failed: {answer['message']}")
    return {file["path"]: file["content"] for file in answers[-1]["files"]}


def _messages(entries: Sequence[Entry], pages: Sequence[_Page], tell: Tell) -> Iterator[bytes]:
    """Yield what Pagefind's service is to do: a new index, all pages, and the files of it."""
    steps: list[dict[str, Any]] = [{"type": "NewIndex", "config": {"force_language": UNSTEMMED}}]
    yield _message(0, steps[0])
    for number, (entry, page) in enumerate(zip(entries, pages, strict=True), 1):
        content = {"url": entry.url, "file_contents": _html(page)}
        yield _message(number, {"type": "AddFile", "index_id": 0, **content})
        if number % _EACH == 0:
            tell(_EACH)
    tell(len(entries) % _EACH)
    yield _message(len(entries) + 1, {"type": "GetFiles", "index_id": 0})


def _message(number: int, payload: Mapping[str, Any]) -> bytes:
    return base64.b64encode(to_json({"message_id": number, "payload": payload}))


def _html(page: _Page) -> str:
    """Return what Pagefind reads of a page."""
    if not any(page):
        page = page._replace(text=[_NOTHING])
    # Words are letters, digits and marks: there is nothing to escape. Pagefind ranks matches in
    # title and summary also as metadata.
    title, summary, text, terms = (plain(" ".join(sorted(part))) for part in page)
    return (
        f'<html lang="{UNSTEMMED}"><body data-pagefind-body><h1>{title}</h1>'
        f'<p data-pagefind-weight="4" data-pagefind-meta="summary">{summary}</p>'
        f'<p>{text}</p><p data-pagefind-weight="3">{terms}</p></body></html>'
    )


def _ids(files: Mapping[str, str]) -> dict[str, str]:
    """Return for each address the id that Pagefind has given its page.

    Only the beginning of a fragment is unpacked: Pagefind keeps the words there that it was given.
    """
    found = {}
    for name, content in files.items():
        if match := _FRAGMENT_RE.fullmatch(name):
            packed = base64.b64decode(content[:_BEGINNING])
            beginning = zlib.decompressobj(wbits=31).decompress(packed)
            address = _BEGINNING_RE.match(beginning)
            if address is None:
                raise KbError(
                    f"Pagefind {_version()} writes fragments in another form than 1.5 does:"
                    f" {beginning[:40]!r}"
                )
            found[address[1].decode()] = match[1]
    return found


def _fragment(entry: Entry) -> dict[str, Any]:
    """Return what a result shows of a page."""
    return {
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "sections": [part._asdict() for part in sections(entry.html)],
    }


def _search(job: Index, pages: Sequence[_Page], files: Mapping[str, str]) -> dict[str, Any]:
    """Return the content of `search.json`."""
    counts = count({word for part in page for word in part} for page in pages)
    return {
        **job.data,
        "entry": json.loads(base64.b64decode(files[_ENTRY])),
        "words": word_list(counts, job.lang),
        "endings": endings(job.lang),
        "common": common(counts, len(pages)),
    }


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _version() -> str:
    return version("pagefind_bin")


@cache
def _program() -> list[str]:
    """Return what makes an index: this package and what it uses, each in its version."""
    code = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
    used = [f"{name} {version(name)}" for name in ("pagefind_bin", "snowballstemmer")]
    return [hashlib.blake2b(b"".join(code)).hexdigest(), *used, unicodedata.unidata_version]
