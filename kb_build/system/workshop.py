"""What all steps of a build share."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kb_build.system.store import Store
from kb_build.system.tree import Tree
from kb_build.system.workers import Progress, Tell, run

T = TypeVar("T")


@dataclass(frozen=True)
class Workshop:
    """Where a site is made, and by how many processes."""

    store: Store
    """What earlier builds have kept, and this one keeps."""
    tree: Tree
    """The new site."""
    scratch: Path
    """A folder for what is needed on the way."""
    jobs: int
    """How many processes may work at a time."""
    say: Progress
    """The progress callback."""

    def run(
        self, work: Callable[[T, Tell], Any], tasks: Sequence[T], step: str, total: int
    ) -> Iterator[Any]:
        """Call `work` for each task, see `workers.run`; report the progress of a step.

        Raises:
            KbError: a function raised, or a process was killed.
        """
        return run(work, tasks, self.jobs, counting(step, total, self.say))


def counting(step: str, total: int, say: Progress) -> Tell:
    """Return a callback that sums the counts of all workers and reports the total for a step."""
    done = 0

    def more(number: int) -> None:
        nonlocal done
        done += number
        say(step, done, total)

    return more
