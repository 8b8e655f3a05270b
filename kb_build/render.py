"""Runs MkDocs, one process per language, side by side."""

import logging
import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import NamedTuple

from mkdocs.commands.build import build
from mkdocs.config import load_config

from kb_build.errors import KbError

STEP = 20
"""After how many pages a process tells how far it is."""


class Rendered(NamedTuple):
    """What a process says at its end."""

    failure: str
    """Why MkDocs gave up; empty when it did not."""
    warnings: tuple[str, ...]
    """What MkDocs complained about."""


def render(projects: Sequence[Path], jobs: int, progress: Callable[[int], None]) -> tuple[str, ...]:
    """Build the MkDocs projects; each leaves its pages in its folder `site`.

    Args:
        projects: the folders with a `mkdocs.yml`.
        jobs: how many processes may run at a time.
        progress: told how many more pages are done.

    Returns:
        The warnings of MkDocs.

    Raises:
        KbError: MkDocs failed, or a process was killed.
    """
    waiting = list(projects)
    running: dict[Connection, tuple[SpawnProcess, Path]] = {}
    warnings: list[str] = []
    try:
        while waiting or running:
            while waiting and len(running) < max(jobs, 1):
                connection, process = _start(waiting[0])
                running[connection] = process, waiting.pop(0)
            ready = wait(list(running))
            for connection in [one for one in running if one in ready]:
                message = _receive(connection, *running[connection])
                if isinstance(message, int):
                    progress(message)
                    continue
                process, project = running.pop(connection)
                process.join()
                warnings.extend(f"{project.name}: {one}" for one in message.warnings)
                if message.failure:
                    raise KbError(f"MkDocs could not build {project}: {message.failure}")
    finally:
        for process, _ in running.values():
            process.kill()
            process.join()
    return tuple(warnings)


def _start(project: Path) -> tuple[Connection, SpawnProcess]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(project, theirs), daemon=True)
    process.start()
    theirs.close()
    return ours, process


def _receive(connection: Connection, process: SpawnProcess, project: Path) -> int | Rendered:
    try:
        message: int | Rendered = connection.recv()
    except EOFError:
        process.join()
        raise KbError(
            f"the process that rendered {project.name} ended with code {process.exitcode}",
            "the machine may be short of memory; try --jobs 1",
        ) from None
    return message


def _work(project: Path, connection: Connection) -> None:
    """Build one project; runs in a process of its own."""
    # Ctrl-C reaches the whole process group; the parent decides what to do about it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    listener = _Listener(connection)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(listener)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    failure = ""
    try:
        config = load_config(config_file=str(project / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except (Exception, SystemExit) as error:  # noqa: BLE001, whatever it is, the parent tells it
        failure = f"{type(error).__name__}: {error}"
    connection.send(listener.pages % STEP)
    connection.send(Rendered(failure, tuple(listener.warnings)))


class _Listener(logging.Handler):
    """Counts the pages that MkDocs tells it has built, and keeps its warnings."""

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        self.connection = connection
        self.pages = 0
        self.warnings: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.WARNING:
            self.warnings.append(record.getMessage())
        elif str(record.msg).startswith("Building page"):
            self.pages += 1
            if self.pages % STEP == 0:
                self.connection.send(STEP)
