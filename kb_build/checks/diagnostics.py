"""Problems in the content, as values: what is wrong, where, and what to write instead."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a problem matters."""

    ERROR = "error"
    """Keeps the site from being published."""
    WARNING = "warning"
    """Keeps it from being published under `--strict` only."""
    INFO = "info"
    """Worth knowing; never keeps anything from being published."""


class Format(StrEnum):
    """The output formats of `kb check`."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One problem of one file. The order of the fields is the order of a report."""

    path: str
    """The file, relative to the project's root, with `/`."""
    line: int
    """Line, from 1."""
    column: int
    """Column, from 1, in characters."""
    code: str
    """`KB` and three digits; `kb explain` knows more about it."""
    level: Level
    """How much it matters."""
    message: str
    """What is wrong."""
    hint: str = ""
    """What to write instead."""


def render(diagnostics: Iterable[Diagnostic], output_format: Format) -> str:
    """Return all diagnostics as one text; the JSON form is always one list."""
    found = sorted(diagnostics)
    if output_format is Format.JSON:
        text = json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2)
        # Names of files may hold lone surrogates, which no encoding can write.
        return text.encode("utf-8", "backslashreplace").decode("utf-8")
    line = _as_github if output_format is Format.GITHUB else _as_text
    return "\n".join(line(one) for one in found)


def count(diagnostics: Iterable[Diagnostic]) -> Counter[Level]:
    """Return how many diagnostics there are of each level."""
    return Counter(one.level for one in diagnostics)


def printable(text: str) -> str:
    """Return `text` with control characters and lone surrogates spelt out.

    Files come in by pull request: what they hold must not steer a terminal.
    """
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )


def _as_text(one: Diagnostic) -> str:
    hint = f" ({one.hint})" if one.hint else ""
    where = f"{one.path}:{one.line}:{one.column}"
    return printable(f"{where}: {one.level} {one.code}: {one.message}{hint}")


def _as_github(one: Diagnostic) -> str:
    # https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    command = "notice" if one.level is Level.INFO else one.level.value
    where = f"file={_escape_property(one.path)},line={one.line},col={one.column}"
    text = f"{one.message} ({one.hint})" if one.hint else one.message
    return f"::{command} {where},title={one.code}::{_escape_data(text)}"


def _escape_data(text: str) -> str:
    return printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
