"""What a check finds in a text, before it becomes a diagnostic."""

from typing import NamedTuple

from kb_build.text.positions import Position


class Finding(NamedTuple):
    """One problem at one place; the file and the level are known from where it was found."""

    at: Position
    """Where it is."""
    message: str
    """What is wrong."""
    hint: str = ""
    """What to write instead."""


class Found(NamedTuple):
    """A finding with the problem that it is an instance of."""

    code: str
    """The code of the check."""
    finding: Finding
    """What it found."""
