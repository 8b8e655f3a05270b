"""Where failures end and how things are printed, for all commands."""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import NoReturn, ParamSpec, TypeVar

import click

from kb_build.checks.diagnostics import Diagnostic, Format, Level, count, printable, render
from kb_build.errors import KbError, from_os_error

P = ParamSpec("P")
R = TypeVar("R")

CONTENT_PROBLEMS = 1
CANNOT_RUN = 2

CONFIG_FILE = click.option(
    "--config-file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The configuration; its folder is the project's root.",
)
JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    show_default="the number of cores",
    help="How many processes may work at a time.",
)


def boundary(command: Callable[P, R]) -> Callable[P, R]:
    """Let a failure end in one clear sentence and exit code 2."""

    @wraps(command)
    def inside(*args: P.args, **kwargs: P.kwargs) -> R:
        for one in (signal.SIGINT, signal.SIGTERM):  # both clear up, then end
            signal.signal(one, signal.default_int_handler)
        try:
            return command(*args, **kwargs)
        except KbError as error:
            fail(error)
        except KeyboardInterrupt:
            fail(KbError("interrupted; nothing was changed"))
        except BrokenPipeError:  # the reader, such as `head`, has had enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(CANNOT_RUN)
        except OSError as error:
            fail(from_os_error(error))
        except Exception as error:  # noqa: BLE001, whatever it is, a person reads one sentence
            message = f"{type(error).__name__}: {error}"
            fail(
                KbError(message, "this is a defect of kb; kb --debug shows where, please report it")
            )

    return inside


def fail(error: KbError) -> NoReturn:
    """Print a failure and end; under `--debug` also where it comes from."""
    if click.get_current_context().find_root().params.get("debug"):
        click.echo(error.details or traceback.format_exc(), err=True)
    click.echo(f"error: {printable(error.message)}", err=True)
    if error.hint:
        click.echo(f"  try: {printable(error.hint)}", err=True)
    sys.exit(CANNOT_RUN)


def echo(line: str) -> None:
    """Print a line that is no result."""
    click.echo(line, err=True)


def echo_json(text: str) -> None:
    """Print JSON, in ASCII where the output does not know all of its letters."""
    try:
        text.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        text = json.dumps(json.loads(text), indent=2)
    click.echo(text)


def report(found: Iterable[Diagnostic], least: Level) -> None:
    """Print the problems that matter at least so much."""
    levels = list(Level)
    shown = [one for one in found if levels.index(one.level) <= levels.index(least)]
    if shown:
        echo(render(shown, Format.TEXT))


def summary(found: Iterable[Diagnostic]) -> str:
    """Return how many problems there are of each level."""
    numbers = count(found)
    names = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}
    return ", ".join(numbered(numbers[level], name) for level, name in names.items())


def numbered(number: int, name: str) -> str:
    """Return a number with the name of what is counted."""
    return f"{number} {name}{'' if number == 1 else 's'}"
