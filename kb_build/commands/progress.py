"""Shows how far a long step is: a bar in a terminal, a line where the output is kept."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from kb_build.system.workers import Progress as Say

LONG = 500
"""How many things to do make a step long."""


@contextmanager
def progress(echo: Callable[[str], None]) -> Iterator[Say]:
    """Yield the progress callback of a command; `echo` prints a line."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Lines(echo)
        return
    columns = TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn()
    # Without a thread that refreshes: processes are forked while the bars are shown.
    shown = Progress(
        *columns, TimeElapsedColumn(), console=console, transient=True, auto_refresh=False
    )
    with shown as bars:
        tasks: dict[str, Any] = {}

        def say(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total)
            bars.update(tasks[step], completed=done, total=total, refresh=True)

        yield say


class _Lines:
    """Prints a step when it is done, and a long one ten times on the way."""

    def __init__(self, echo: Callable[[str], None]) -> None:
        self.echo = echo
        self.shown: dict[str, int] = {}

    def __call__(self, step: str, done: int, total: int) -> None:
        tenths = 10 if total < LONG else done * 10 // total
        if tenths > self.shown.get(step, 0) and (done == total or total >= LONG):
            self.shown[step] = tenths
            self.echo(f"{step}: {done}/{total}")
