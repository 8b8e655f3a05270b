"""Finds and reads the source files; whatever is wrong with one becomes a fault of that file."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kb_build.text.positions import Fault, Position

SIZE_LIMIT = 1_000_000
"""Bytes; the longest case written so far has 4,000."""
START = Position(1, 1)


class Kind(StrEnum):
    """What a file is, by its place alone."""

    ORIGINAL = "original"
    TRANSLATION = "translation"
    PAGE = "page"
    SITE = "site"
    VOCABULARY = "vocabulary"
    STRAY = "stray"
    """It stands where writers put things, and is none of them."""


@dataclass(frozen=True)
class SourceFile:
    """A source file as it was read."""

    path: str
    """Relative to the project's root, with `/`."""
    kind: Kind
    lang: str
    """The language that the folder stands for; empty for originals."""
    stem: str
    """The name without its ending: a case id, or the name of a page."""
    text: str
    """The content with `\\n` as line end; empty where it cannot be read."""
    faults: tuple[Fault, ...] = ()


def read_all(root: Path, languages: tuple[str, ...]) -> list[SourceFile]:
    """Read every source file of a project, sorted by path."""
    return [
        read(root, path, kind, lang)
        for lang, kind, path in sorted(_find(root, languages), key=lambda found: found[2])
    ]


def read(root: Path, path: Path, kind: Kind, lang: str) -> SourceFile:
    """Read one file; never raises for what the file holds."""
    text, faults = _load(root, path)
    name = path.relative_to(root).as_posix()
    return SourceFile(name, kind, lang, path.stem, text, faults)


def _find(root: Path, languages: tuple[str, ...]) -> Iterator[tuple[str, Kind, Path]]:
    for path in _markdown(root / "cases"):
        yield "", Kind.ORIGINAL, path
    for lang in languages:
        for path in _markdown(root / "translations" / lang):
            yield lang, Kind.TRANSLATION, path
        for path in _markdown(root / "docs" / lang):
            yield lang, Kind.PAGE, path
        yield lang, Kind.SITE, root / "translations" / lang / "site.yml"
        yield lang, Kind.VOCABULARY, root / "translations" / lang / "vocabulary.yml"


def strays(root: Path, languages: tuple[str, ...]) -> Iterator[SourceFile]:
    """Yield the files among the texts that nobody will read; each has the fault `stray`."""
    texts = {path for _, _, path in _find(root, languages)}
    for top in (root / "cases", root / "translations"):
        for path in sorted(top.rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(top).parts)
            if path in texts or hidden or path.stem == "README" or not path.is_file():
                continue
            name = path.relative_to(root).as_posix()
            fault = Fault("stray", START, _why_stray(name, languages))
            yield SourceFile(name, Kind.STRAY, "", path.stem, "", (fault,))


def _why_stray(name: str, languages: tuple[str, ...]) -> str:
    parts = name.split("/")
    if parts[0] == "translations" and parts[1] not in languages:
        return f"the languages are {', '.join(languages)}; others have to be added to mkdocs.yml"
    if name.endswith((".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")):
        return "put pictures into docs/assets/"
    return "a text has a name that ends in .md"


def _markdown(folder: Path) -> Iterator[Path]:
    """Yield the Markdown files below a folder, those with a wrong name too."""
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.lower().endswith((".md", ".markdown", ".mdown")) and name[0] != ".":
                yield Path(parent, name)


def _load(root: Path, path: Path) -> tuple[str, tuple[Fault, ...]]:
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            return "", (Fault("outside", START, str(path.readlink())),)
        if not stat.S_ISREG(path.stat().st_mode):
            return "", (Fault("unreadable", START, "it is not an ordinary file"),)
        if (size := path.stat().st_size) > SIZE_LIMIT:
            return "", (Fault("too-large", START, str(size)),)
        return decode(path.read_bytes())
    except FileNotFoundError:
        return "", (Fault("not-found", START),)
    except OSError as error:
        return "", (Fault("unreadable", START, error.strerror or str(error)),)
    except RuntimeError:  # up to Python 3.12, from Path.resolve
        return "", (Fault("unreadable", START, "a symbolic link that leads back to itself"),)


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
