"""Markdown files with front matter: cut in two, and changed in one exact place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import indent
from typing import Any

from frontmatter.default_handlers import YAMLHandler
from yaml import YAMLError

from kb_build.text import yaml
from kb_build.text.positions import START, Fault, Position
from kb_build.text.yaml import YamlText

BYTE_ORDER_MARK = "\ufeff"
_BOUNDARY_RE = re.compile(
    # As python-frontmatter has it, except that blank lines after the hyphens are no part of it.
    YAMLHandler.FM_BOUNDARY.pattern.replace(r"\s", r"[ \t\r]"),
    re.MULTILINE,
)


@dataclass(frozen=True)
class FrontMatter:
    """A Markdown file, cut in two."""

    yaml: YamlText
    """The fields; an empty dictionary when there are none."""
    body: str
    """The text below the front matter, with `\\n` as line end."""
    body_line: int
    """The line on which the body begins, from 1."""
    faults: tuple[Fault, ...] = ()
    """Faults of the front matter as a whole and of its YAML."""

    @property
    def data(self) -> dict[str, Any]:
        """The fields by name."""
        return self.yaml.data if isinstance(self.yaml.data, dict) else {}


def split(text: str) -> FrontMatter:
    """Cut a Markdown file with plain line feeds into front matter and body, and read the former."""
    boundaries = list(_boundaries(text))
    if not boundaries or boundaries[0].start() > 0:
        return FrontMatter(YamlText({}), text, 1, (Fault("no-front-matter", START),))
    if len(boundaries) == 1:
        return FrontMatter(YamlText({}), "", 1, (Fault("front-matter-open", START),))
    opening, closing = boundaries
    read = yaml.read(text[opening.end() : closing.start()])
    faults = read.faults
    if not faults and not isinstance(read.data, dict | None):
        faults = (Fault("not-a-mapping", Position(2, 1)),)
    body = text[closing.end() :].removeprefix("\n")
    return FrontMatter(read, body, text.count("\n", 0, closing.end()) + 2, faults)


def replace_key(text: str, key: str, block: str) -> str:
    """Return a file in which one field of the front matter is another, or a new one.

    Nothing but the bytes of that entry changes: comments, blank lines, quotation marks, line ends
    and a byte order mark stay as they are.

    Args:
        text: the file as it is, whatever its line ends.
        key: the field.
        block: the field and its value as lines of YAML.

    Raises:
        ValueError: the front matter has faults or is written in braces, or `block` is not that
            field alone.
    """
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    text = text.removeprefix(mark)
    boundaries = list(_boundaries(text))
    if len(boundaries) < 2 or boundaries[0].start() > 0:
        raise ValueError("there is no front matter")
    start, end = boundaries[0].end(), boundaries[1].start()
    line_end = "\r\n" if text[:start].endswith("\r") else "\n"
    new = _with_key(text[start:end], key, block, line_end)
    return f"{mark}{text[:start]}{new}{text[end:]}"


def _with_key(front: str, key: str, block: str, line_end: str) -> str:
    before = yaml.read(front)
    if before.faults:
        raise ValueError(f"the front matter has a fault: {before.faults[0].kind}")
    try:
        new = _spliced(front, key, block.strip("\n"), line_end)
    except YAMLError as error:
        raise ValueError(str(error)) from None
    after, alone = yaml.read(new), yaml.read(block)
    expected = {**(before.data or {}), **(alone.data if isinstance(alone.data, dict) else {})}
    if after.faults or after.data != expected or list(alone.data or ()) != [key]:
        raise ValueError(f"the field {key} cannot be replaced")
    return new


def _spliced(front: str, key: str, block: str, line_end: str) -> str:
    entries = yaml.entries(front)
    first = min((entry.start for entry in entries.values()), default=0)
    margin = front[front.rfind("\n", 0, first) + 1 : first] if entries else ""
    lines = indent(block, margin).replace("\n", line_end)
    if key in entries:
        start, end = entries[key]
        return front[:start] + lines.removeprefix(margin) + front[end:]
    return f"{front}{lines}{line_end}"


def _boundaries(text: str) -> Iterator[re.Match[str]]:
    """Yield the two lines of hyphens around the front matter."""
    for number, match in enumerate(_BOUNDARY_RE.finditer(text)):
        if number == 2:
            return
        yield match
