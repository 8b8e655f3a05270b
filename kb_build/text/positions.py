"""Places in a file, and what is wrong at one."""

from typing import NamedTuple

YamlPath = tuple[str | int, ...]
"""The keys and indices that lead to a value of a YAML document: `("sources", 0, "url")`.

Pydantic names the place of a violation in the same way.
"""


class Position(NamedTuple):
    """A place in a file."""

    line: int
    """From 1."""
    column: int
    """From 1, in characters."""


START = Position(1, 1)
"""The beginning of a file, where problems of the file as a whole are reported."""


class Fault(NamedTuple):
    """Something that cannot be read as it was meant; `checks` turns it into a diagnostic."""

    kind: str
    """A short name, such as `duplicate-key`."""
    at: Position
    """Where it is."""
    detail: str = ""
    """What the message needs to know: the key, or the parser's words."""
