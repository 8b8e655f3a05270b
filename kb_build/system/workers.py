"""Runs functions in processes of their own, side by side, and ends them all when one fails."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, NamedTuple, TypeVar

from kb_build.errors import KbError, from_os_error

T = TypeVar("T")
Tell = Callable[[int], None]
"""Told by a process how many more things it has done."""


class _Failure(NamedTuple):
    """Why a function gave up."""

    message: str
    hint: str = ""


class _Result(NamedTuple):
    """What a function has returned."""

    value: Any


def run(work: Callable[[T, Tell], Any], tasks: Sequence[T], jobs: int, tell: Tell) -> Iterator[Any]:
    """Call `work(task, tell)` for each task, at most `jobs` at a time; yield what they return.

    The order is that of their ends. Whatever happens, no process outlives this call; when this
    process is killed, the others end by themselves.

    Raises:
        KbError: a function raised, or a process was killed.
    """
    waiting = list(reversed(tasks))
    running: dict[Connection, SpawnProcess] = {}
    try:
        while waiting or running:
            while waiting and len(running) < max(jobs, 1):
                connection, process = _start(work, waiting.pop())
                running[connection] = process
            ready = wait(list(running))
            for connection in [one for one in running if one in ready]:
                message = _receive(connection, running[connection])
                if isinstance(message, int):
                    tell(message)
                    continue
                running.pop(connection).join()
                connection.close()
                if isinstance(message, _Failure):
                    raise KbError(message.message, message.hint)
                yield message.value
    finally:
        for process in running.values():
            process.kill()
        for process in running.values():
            process.join()


def _start(work: Callable[[T, Tell], Any], task: T) -> tuple[Connection, SpawnProcess]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_inside, args=(work, task, theirs), daemon=True)
    with _without_interrupts():
        process.start()
    theirs.close()
    return ours, process


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Let processes that are started here never see Ctrl-C, which reaches the whole group.

    This process decides what to do about it; for the moment the signal waits.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _receive(connection: Connection, process: SpawnProcess) -> int | _Failure | _Result:
    try:
        message: int | _Failure | _Result = connection.recv()
    except EOFError:
        process.join()
        raise KbError(
            f"a process of the build ended with code {process.exitcode}",
            "the machine may be short of memory; try --jobs 1",
        ) from None
    return message


def _inside(work: Callable[[T, Tell], Any], task: T, connection: Connection) -> None:
    """Do one task, in the new process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    message: _Failure | _Result
    try:
        message = _Result(work(task, connection.send))
    except KbError as error:
        message = _Failure(error.message, error.hint)
    except OSError as error:
        known = from_os_error(error)
        message = _Failure(known.message, known.hint)
    except (Exception, SystemExit) as error:  # noqa: BLE001, whatever it is, the parent tells it
        message = _Failure(f"{type(error).__name__}: {error}")
    with suppress(BrokenPipeError):
        connection.send(message)


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
