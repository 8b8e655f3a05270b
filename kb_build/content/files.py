"""Finds and reads the source files; whatever is wrong with one becomes a fault of that file."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from kb_build.content import assets
from kb_build.content.assets import FOLDER as ASSETS
from kb_build.content.assets import PICTURES
from kb_build.content.kinds import LABELS, Kind, classify
from kb_build.text.positions import START, Fault, Position

SIZE_LIMIT = 1_000_000
"""Bytes; the longest case written so far has 4,000."""
TEXT_LIMIT = 100_000
"""Bytes of a text; some of what reads it takes time with the square of its size."""
SOURCES = ("cases", "translations", "docs")
"""The folders in which writers put things."""
NOT_FOUND = Fault("not-found", START)
TEXTS_ONLY = ("cases/", "translations/")
"""The beginnings of paths at which nothing but texts and label files is expected."""


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
    """A file or folder that is not read or not published."""

    path: str
    """Relative to the project's root, with `/`."""
    faults: tuple[Fault, ...]
    """Why that is so."""


@dataclass(frozen=True)
class Tree:
    """All that writers have put into a project."""

    sources: tuple[SourceFile, ...]
    """Texts and label files, sorted by path."""
    strays: tuple[Stray, ...] = ()
    """What is neither a text nor an asset, though it is where these are expected."""
    assets: frozenset[str] = frozenset()
    """Paths of the files below `docs/assets/` that may be published, relative to the root."""


Read = Callable[[str], bytes | Fault]
"""Returns what the file at a path of the project holds, or why it cannot be read."""


def read_tree(root: Path, languages: tuple[str, ...]) -> Tree:
    """Read the files of a project; never raises for what they hold."""
    root = root.resolve()
    lost: list[Stray] = []
    paths = (one for one in _find(root, lost) if classify(one, languages) or (root / one).is_file())
    found = tree(paths, partial(read, root), languages)
    away = {one: fault for one in found.assets if (fault := _leads_away(root, one))}
    strays = (*found.strays, *lost, *(Stray(path, (fault,)) for path, fault in away.items()))
    ordered = tuple(sorted(strays, key=lambda one: one.path))
    return Tree(found.sources, ordered, found.assets - away.keys())


def tree(paths: Iterable[str], read: Read, languages: tuple[str, ...]) -> Tree:
    """Sort files by what they are, and read the texts and label files among them.

    Hidden files are left out. Label files that every language must have are read even if they are
    not among `paths`.
    """
    shown = sorted(path for path in paths if "/." not in path)
    found = {path: classify(path, languages) for path in shown}
    needed = {
        label.path.replace("{lang}", lang): (kind, lang)
        for lang in languages
        for kind, label in LABELS.items()
    }
    known = {path: what for path, what in {**needed, **found}.items() if what}
    sources = tuple(
        _source(Location(path, *known[path], PurePosixPath(path).stem), read(path))
        for path in sorted(known)
    )
    rest = [
        path for path, what in found.items() if not what and PurePosixPath(path).stem != "README"
    ]
    below = {path: _asset_faults(path, read) for path in rest if path.startswith(f"{ASSETS}/")}
    strays = {path: faults for path, faults in below.items() if faults} | {
        path: (Fault("stray", START, _why_stray(path, languages)),)
        for path in rest
        if path.startswith(TEXTS_ONLY)
    }
    return Tree(
        sources,
        tuple(Stray(path, strays[path]) for path in sorted(strays)),
        frozenset(below.keys() - strays.keys()),
    )


def _asset_faults(path: str, read: Read) -> tuple[Fault, ...]:
    """Return what keeps a file below `docs/assets/` from being published."""
    if not assets.has_known_kind(path):
        return (Fault("asset", START),)
    content = read(path) if assets.must_be_read(path) else b""
    if isinstance(content, Fault):
        return (content,)
    return assets.faults(path, content) if assets.must_be_read(path) else ()


def tree_in_memory(contents: Mapping[str, bytes], languages: tuple[str, ...]) -> Tree:
    """Sort files that are given with their contents, by path."""
    return tree(contents, lambda path: contents.get(path, NOT_FOUND), languages)


def _source(location: Location, content: bytes | Fault) -> SourceFile:
    if isinstance(content, Fault):
        return SourceFile(location, b"", (content,))
    if len(content) > TEXT_LIMIT and location.kind not in LABELS:
        return SourceFile(location, b"", (Fault("too-large", START, str(len(content))),))
    return SourceFile(location, content)


def _why_stray(path: str, languages: tuple[str, ...]) -> str:
    parts = path.split("/")
    if parts[0] == "translations" and parts[1] not in languages:
        return f"the languages are {', '.join(languages)}; others have to be added to mkdocs.yml"
    if path.endswith(PICTURES):
        return f"put pictures into {ASSETS}/"
    return "a text has a name that ends in .md"


def _find(root: Path, lost: list[Stray]) -> Iterator[str]:
    """Yield the paths of all files outside hidden folders; note folders that are not entered."""

    def note(path: Path, kind: str, detail: str) -> None:
        lost.append(Stray(path.relative_to(root).as_posix(), (Fault(kind, START, detail),)))

    def unreadable(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            note(Path(error.filename), "unreadable-folder", error.strerror or str(error))

    for top in SOURCES:
        if (root / top).is_symlink():
            note(root / top, "linked-folder", str((root / top).readlink()))
            continue
        for parent, folders, names in os.walk(root / top, onerror=unreadable):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for link in (Path(parent, name) for name in folders):
                if link.is_symlink():
                    note(link, "linked-folder", str(link.readlink()))
            below = Path(parent).relative_to(root).as_posix()
            yield from (f"{below}/{name}" for name in names)


def _leads_away(root: Path, path: str) -> Fault | None:
    """Return what is wrong with an asset that is a link out of the folder of assets."""
    full = root / path
    if full.is_symlink() and not full.resolve().is_relative_to(root / ASSETS):
        return Fault("outside", START, str(full.readlink()))
    return None


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
