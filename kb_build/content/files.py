"""Finds and reads the source files; whatever is wrong with one becomes a fault of that file."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from kb_build.content.kinds import LABELS, Kind, classify
from kb_build.text.positions import START, Fault, Position

SIZE_LIMIT = 1_000_000
"""Bytes; the longest case written so far has 4,000."""
ASSETS = "docs/assets"
"""The folder of pictures and other files to which texts may link."""
SOURCES = ("cases", "translations", "docs")
"""The folders in which writers put things."""
NOT_FOUND = Fault("not-found", START)
TEXTS_ONLY = ("cases/", "translations/")
"""The beginnings of paths at which nothing but texts and label files is expected."""
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")


class Location(NamedTuple):
    """A source file without its content."""

    path: str
    """Relative to the project's root, with `/`."""
    kind: Kind
    """What it is."""
    lang: str
    """The language of the folder; empty for originals."""
    stem: str
    """The name without its ending: a case id, or the name of a page."""


@dataclass(frozen=True)
class SourceFile:
    """A source file as it was read."""

    location: Location
    """Where it is."""
    data: bytes
    """What it holds; empty where it cannot be read."""
    faults: tuple[Fault, ...] = ()
    """Why it cannot be read."""


@dataclass(frozen=True)
class Stray:
    """A file among the texts that nothing reads."""

    path: str
    """Relative to the project's root, with `/`."""
    faults: tuple[Fault, ...]
    """The fault `stray`, with what to do about it."""


@dataclass(frozen=True)
class Tree:
    """All that writers have put into a project."""

    sources: tuple[SourceFile, ...]
    """Texts and label files, sorted by path."""
    strays: tuple[Stray, ...] = ()
    """The rest of `cases/` and `translations/`, sorted by path."""
    assets: frozenset[str] = frozenset()
    """Paths of the files below `docs/assets/`, relative to the root."""


Read = Callable[[str], bytes | Fault]
"""Returns what the file at a path of the project holds, or why it cannot be read."""


def read_tree(root: Path, languages: tuple[str, ...]) -> Tree:
    """Read the files of a project; never raises for what they hold."""
    root = root.resolve()
    paths = (one for one in _find(root) if classify(one, languages) or _is_file(root, one))
    return tree(paths, partial(read, root), languages)


def tree(paths: Iterable[str], read: Read, languages: tuple[str, ...]) -> Tree:
    """Sort files by what they are, and read the texts and label files among them.

    Hidden files are left out. Label files that every language must have are read even if they are
    not among `paths`.
    """
    shown = sorted(path for path in paths if "/." not in path)
    found = {path: classify(path, languages) for path in shown}
    needed = {
        label.path.format(lang=lang): (kind, lang)
        for lang in languages
        for kind, label in LABELS.items()
    }
    known = {path: what for path, what in {**needed, **found}.items() if what}
    sources = tuple(
        _source(Location(path, *known[path], PurePosixPath(path).stem), read(path))
        for path in sorted(known)
    )
    rest = [path for path, what in found.items() if not what]
    assets = frozenset(path for path in rest if path.startswith(f"{ASSETS}/"))
    strays = (
        Stray(path, (Fault("stray", START, _why_stray(path, languages)),))
        for path in rest
        if path.startswith(TEXTS_ONLY) and PurePosixPath(path).stem != "README"
    )
    return Tree(sources, tuple(strays), assets)


def tree_in_memory(contents: Mapping[str, bytes], languages: tuple[str, ...]) -> Tree:
    """Sort files that are given with their contents, by path."""
    return tree(contents, lambda path: contents.get(path, NOT_FOUND), languages)


def _source(location: Location, content: bytes | Fault) -> SourceFile:
    if isinstance(content, Fault):
        return SourceFile(location, b"", (content,))
    return SourceFile(location, content)


def _why_stray(path: str, languages: tuple[str, ...]) -> str:
    parts = path.split("/")
    if parts[0] == "translations" and parts[1] not in languages:
        return f"the languages are {', '.join(languages)}; others have to be added to mkdocs.yml"
    if path.endswith(PICTURES):
        return f"put pictures into {ASSETS}/"
    return "a text has a name that ends in .md"


def _find(root: Path) -> Iterator[str]:
    """Yield the paths of all files outside hidden folders."""
    for top in SOURCES:
        for parent, folders, names in os.walk(root / top):
            folders[:] = [name for name in folders if not name.startswith(".")]
            below = Path(parent).relative_to(root).as_posix()
            yield from (f"{below}/{name}" for name in names)


def _is_file(root: Path, path: str) -> bool:
    """Return whether something that is no text is a file; what leads elsewhere is no asset."""
    full = root / path
    is_asset = path.startswith(f"{ASSETS}/")
    return full.is_file() and (not is_asset or full.resolve().is_relative_to(root))


def read(root: Path, path: str) -> bytes | Fault:
    """Return what a file holds, or why it cannot be read.

    Args:
        root: the project, as an absolute path without symbolic links.
        path: the file, relative to the root.
    """
    full = root / path
    try:
        status = full.lstat()
        if stat.S_ISLNK(status.st_mode) or full.parent.resolve() != full.parent:
            if not full.resolve().is_relative_to(root):
                return Fault("outside", START, str(full.readlink() if full.is_symlink() else full))
            status = full.stat()
        if not stat.S_ISREG(status.st_mode):
            return Fault("unreadable", START, "it is not an ordinary file")
        if status.st_size > SIZE_LIMIT:
            return Fault("too-large", START, str(status.st_size))
        return full.read_bytes()
    except FileNotFoundError:
        return NOT_FOUND
    except OSError as error:
        return Fault("unreadable", START, error.strerror or str(error))
    except RuntimeError:  # up to Python 3.12, from Path.resolve
        return Fault("unreadable", START, "a symbolic link that leads back to itself")


def decode(data: bytes) -> tuple[str, tuple[Fault, ...]]:
    """Return the text of a file with plain line feeds, and what is wrong with its encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", (Fault("utf-16", START),)
    if b"\0" in data:
        kind = "utf-16" if _every_other_byte_is_nul(data) else "nul-byte"
        return "", (Fault(kind, Position(data[: data.index(b"\0")].count(b"\n") + 1, 1)),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        column = len(data[: error.start].rpartition(b"\n")[2].decode("utf-8")) + 1
        return "", (Fault("not-utf-8", Position(line, column), f"{data[error.start]:02x}"),)
    faults = (Fault("byte-order-mark", START),) if text.startswith("\ufeff") else ()
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return "", (Fault("empty", START),)
    return text, faults


def _every_other_byte_is_nul(data: bytes) -> bool:
    head = data[:200]
    return max(head[::2].count(0), head[1::2].count(0)) * 4 > len(head)
