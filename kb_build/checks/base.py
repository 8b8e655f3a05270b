"""What a check is, and what it may look at.

Most problems can be seen in a single text: their checks are given its `Reading`, which is dropped
afterwards, and the `Conventions`; what they find is kept between runs. The others are given a
`Text`, or a label file, and the whole `Project`.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

from kb_build.checks.diagnostics import Level
from kb_build.content.findings import Finding
from kb_build.text.near import nearest
from kb_build.text.normal import fold
from kb_build.text.positions import Fault

__all__ = [
    "Check",
    "Finding",
    "HasFaults",
    "Scope",
    "any_file",
    "faults",
    "label",
    "linked",
    "local",
]


class Scope(Enum):
    """What a check looks at."""

    FAULTS = "faults"
    """The faults of a file of any kind: `HasFaults`, and nothing else."""
    LOCAL = "local"
    """A single text: `Reading` and `Conventions`."""
    LINKED = "linked"
    """A text among all others: `Text` and `Project`."""
    LABELS = "labels"
    """A label file among those of the other languages: `LabelFile` and `Project`."""


class HasFaults(Protocol):
    """A file as it was read: a `Reading`, a `LabelFile` or a `Stray`."""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All that could not be read."""


Run = Callable[..., Iterator[Finding]]
"""A generator; what it is given depends on its scope."""


@dataclass(frozen=True)
class Check:
    """One problem that can be found; calling it yields where."""

    code: str
    """`KB` and three digits."""
    level: Level
    """How much the problem matters."""
    scope: Scope
    """What the check looks at."""
    run: Run
    """What finds the problem."""

    def __call__(self, *subject: Any) -> Iterator[Finding]:
        """Yield each place of a subject that has the problem."""
        return self.run(*subject)

    @property
    def manual(self) -> str:
        """The page of the manual: what it means, a bad and a good example."""
        return inspect.cleandoc(self.run.__doc__ or "")

    @property
    def summary(self) -> str:
        """The first line of the manual."""
        return self.manual.partition("\n")[0]


def any_file(code: str, level: Level = Level.ERROR) -> Callable[[Run], Check]:
    """Make a generator a check of files of any kind; its docstring becomes the manual page."""
    return lambda run: Check(code, level, Scope.FAULTS, run)


def local(code: str, level: Level = Level.ERROR) -> Callable[[Run], Check]:
    """Make a generator a check of single texts; its docstring becomes the manual page."""
    return lambda run: Check(code, level, Scope.LOCAL, run)


def linked(code: str, level: Level = Level.ERROR) -> Callable[[Run], Check]:
    """Make a generator a check of texts among others; its docstring becomes the manual page."""
    return lambda run: Check(code, level, Scope.LINKED, run)


def label(code: str, level: Level = Level.ERROR) -> Callable[[Run], Check]:
    """Make a generator a check of label files; its docstring becomes the manual page."""
    return lambda run: Check(code, level, Scope.LABELS, run)


def faults(subject: HasFaults, kind: str) -> Iterator[Fault]:
    """Yield the faults of one kind."""
    return (fault for fault in subject.faults if fault.kind == kind)


def did_you_mean(word: str, known: Mapping[str, str]) -> str:
    """Return the value of the key that is most like `word`, or an empty text.

    The keys are folded, as `normal.fold` does it.
    """
    return known.get(nearest(fold(word.replace("_", "-")), known), "")
