"""Runs functions in processes of their own, side by side, and ends them all when one fails.

On Linux a process begins as a copy of this one, so that it has all data without their being sent;
elsewhere tasks are pickled. It must be called while this process has a single thread.
"""

import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple, Self, TypeVar

from kb_build.errors import KbError, from_os_error

T = TypeVar("T")
Tell = Callable[[int], None]
"""Called by a worker with the number of items finished since its last call."""
Progress = Callable[[str, int, int], None]
"""Progress callback `(step, done, total)`; counts are items of that step."""
METHOD = "fork" if sys.platform == "linux" else "spawn"


class _Failure(NamedTuple):
    """Why a function gave up."""

    message: str
    hint: str = ""
    details: str = ""


class _Result(NamedTuple):
    """What a function has returned."""

    value: Any


def run(work: Callable[[T, Tell], Any], tasks: Sequence[T], jobs: int, tell: Tell) -> Iterator[Any]:
    """Call `work(task, tell)` for each task, at most `jobs` at a time; yield what they return.

    Results come in order of completion. No process outlives this call, whatever happens; when
    this process is killed, the others end by themselves.

    Raises:
        KbError: a function raised, or a process was killed.
    """
    waiting = list(reversed(tasks))
    running: dict[Connection, BaseProcess] = {}
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
                yield _value(message)
    finally:
        for process in running.values():
            process.kill()
        for process in running.values():
            process.join()


class Background:
    """One call of a function in a process of its own, while this process goes on.

    Used as a context manager, so that the process never outlives the block.
    """

    def __init__(self, work: Callable[[T, Tell], Any], task: T) -> None:
        self._connection, self._process = _start(work, task)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.join()
        self._connection.close()

    def result(self) -> Any:
        """Wait for the end; return what the function has returned.

        Raises:
            KbError: the function raised, or the process was killed.
        """
        message = _receive(self._connection, self._process)
        while isinstance(message, int):
            message = _receive(self._connection, self._process)
        return _value(message)


def _value(message: _Failure | _Result) -> Any:
    if isinstance(message, _Failure):
        raise KbError(message.message, message.hint, message.details)
    return message.value


def _start(work: Callable[[T, Tell], Any], task: T) -> tuple[Connection, BaseProcess]:
    context: Any = multiprocessing.get_context(METHOD)
    is_copy = METHOD == "fork"
    ours, theirs = context.Pipe(duplex=not is_copy)
    given = (work, task) if is_copy else None
    process: BaseProcess = context.Process(target=_inside, args=(theirs, given), daemon=True)
    with _without_interrupts():
        process.start()
    theirs.close()
    if not is_copy:
        _hand_over(work, task, ours, process)
    return ours, process


def _hand_over(work: Any, task: Any, connection: Connection, process: BaseProcess) -> None:
    """Send a process what to do.

    Given to `multiprocessing` at its start, a large task would block this process for ever where
    the other one dies before it reads it: the reading end of that pipe is open here, too.
    """
    try:
        connection.send((work, task))
    except OSError:  # it has died, which the reading side reports
        return
    except BaseException:
        process.kill()
        process.join()
        raise


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Keep Ctrl-C, which reaches the whole group, from processes that are started here.

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


def _receive(connection: Connection, process: BaseProcess) -> int | _Failure | _Result:
    try:
        message: int | _Failure | _Result = connection.recv()
    except (EOFError, OSError):  # the latter, where it was killed in the middle of a message
        process.join()
        raise KbError(
            f"a process of the build ended with code {process.exitcode}",
            "the machine may be short of memory; try --jobs 1",
        ) from None
    return message


def _inside(connection: Connection, given: tuple[Callable[[T, Tell], Any], T] | None) -> None:
    """Do one task, in the new process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    message: _Failure | _Result
    try:
        work, task = given or connection.recv()
        message = _Result(work(task, connection.send))
    except KbError as error:
        message = _Failure(error.message, error.hint, error.details or traceback.format_exc())
    except OSError as error:
        known = from_os_error(error)
        message = _Failure(known.message, known.hint, traceback.format_exc())
    except (Exception, SystemExit) as error:  # noqa: BLE001, the parent reports it, whatever it is
        message = _Failure(f"{type(error).__name__}: {error}", "", traceback.format_exc())
    with suppress(BrokenPipeError):
        connection.send(message)


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
