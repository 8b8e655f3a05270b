"""Reads the examples in `tests/fixtures/bad` and `good`; their format is in the README there."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FIXTURES = Path(__file__).parents[1] / "fixtures"
PROJECT = FIXTURES / "project"
EXPECT_RE = re.compile(
    r"expect: (?P<path>.+?):(?P<line>\d+|\*):(?P<column>\d+) (?P<code>KB\d+) (.*)"
)
FILE_RE = re.compile(r"=== (?P<path>.+?)(?: \((?P<ways>[^()]+)\))?")
ESCAPE_RE = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|t)")

Content = bytes | Path | None
"""What a file holds, where a symbolic link leads, or that there is no file."""


class Problem(NamedTuple):
    """A problem that an example declares."""

    path: str
    line: int
    """0 where it depends on the label files of the site."""
    column: int
    code: str
    words: str
    """A part of the message and its hint."""


class Example(NamedTuple):
    """A project with a fault, told as the files in which it differs from the base project."""

    name: str
    problems: tuple[Problem, ...]
    files: dict[str, Content]


def read_all(folder: str) -> list[Example]:
    """Return the examples of `bad` or `good`, sorted by name."""
    return [read(path) for path in sorted((FIXTURES / folder).glob("*.txt"))]


def read(path: Path) -> Example:
    head, *blocks = re.split(r"^(?==== )", path.read_text("utf-8"), flags=re.MULTILINE)
    return Example(path.stem, tuple(_problems(head)), dict(map(_file, blocks)))


def _problems(head: str) -> Iterator[Problem]:
    for line in head.splitlines():
        if line.startswith("expect"):
            match = EXPECT_RE.fullmatch(line)
            assert match, f"not understood: {line}"
            path, number, column, code, words = match.groups()
            yield Problem(_unescaped(path), int(number.replace("*", "0")), int(column), code, words)


def _file(block: str) -> tuple[str, Content]:
    title, _, text = block.partition("\n")
    match = FILE_RE.fullmatch(title)
    assert match, f"not understood: {title}"
    content: Content = text.encode()
    for way in (match["ways"] or "").split(", "):
        content = _made(way, content, match["path"]) if way else content
    return _unescaped(match["path"]), content


def _made(way: str, content: Content, path: str) -> Content:
    """Return what a file holds once one of the ways in brackets has been followed."""
    name, _, value = way.partition(" ")
    if name == "missing":
        return None
    if name == "link":
        return Path(value)
    if name == "like":
        return _place(value).read_bytes()
    assert isinstance(content, bytes), f"no text to change: {path}"
    text = content.decode()
    if name == "changed":
        return _changed(text, value or path).encode()
    if name == "escaped":
        return _unescaped(text).encode()
    if name == "repeated":
        return content.removesuffix(b"\n") * int(value)
    if name == "crlf":
        return content.replace(b"\n", b"\r\n")
    return text.encode(way)


def _changed(text: str, path: str) -> str:
    """Apply lines with `-` and `+` to a file of the base project."""
    whole = _place(path).read_text("utf-8")
    changes = []
    for hunk in re.findall(r"(?:^-.*\n)+(?:^\+.*\n)*|(?:^\+.*\n)+", text, re.MULTILINE):
        lines = hunk.splitlines(keepends=True)
        old, new = ("".join(line[2:] or "\n" for line in lines if line[0] == sign) for sign in "-+")
        pattern = "^" + re.escape(old).replace("…", ".*") if old else r"\A"
        found = list(re.finditer(pattern, whole, re.MULTILINE))
        assert len(found) == 1, f"{len(found)} times in {path}: {old}"
        changes.append((found[0].span(), new))
    for (start, end), new in sorted(changes, reverse=True):
        whole = whole[:start] + new + whole[end:]
    return whole


def _place(path: str) -> Path:
    return PROJECT / path


def _unescaped(text: str) -> str:
    return ESCAPE_RE.sub(lambda match: match[0].encode().decode("unicode_escape"), text)
