"""Talks to a program over its standard input and output."""

import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import IO

from kb_build.errors import KbError

_CHUNK = 1 << 20
"""Bytes."""


def exchange(
    command: Sequence[str],
    messages: Iterable[bytes],
    answers: int,
    separator: bytes,
    env: Mapping[str, str] | None = None,
) -> list[bytes]:
    """Send messages to a program, and return its answers.

    Messages are made and sent while answers are read, so that neither side waits for the other
    with a full pipe. The program must end when its input does: then it cannot outlive this process,
    however that is killed.

    Args:
        command: the program and its arguments.
        messages: what it is sent, without the separator.
        answers: the number of answers to wait for.
        separator: the byte that follows each message and each answer.
        env: its environment; by default, that of this process.

    Raises:
        KbError: the program ended before it had given all answers.
        OSError: it cannot be started.
    """
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(  # noqa: S603, the command is ours
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=env
        ) as process,
        ThreadPoolExecutor(1) as pool,
    ):
        assert process.stdin is not None  # noqa: S101, for mypy: both are pipes
        assert process.stdout is not None  # noqa: S101
        try:
            sending = pool.submit(_send, process.stdin, messages, separator)
            found = b"".join(_receive(process.stdout, answers, separator)).split(separator)[:-1]
            sending.result()
        except BaseException:
            process.kill()
            raise
        finally:
            _close(process.stdin)
        if len(found) < answers:
            errors.seek(0)
            said = " ".join(errors.read().decode(errors="replace").split())
            raise KbError(f"{command[0]} ended with code {process.wait()}: {said}")
    return found


def _send(pipe: IO[bytes], messages: Iterable[bytes], separator: bytes) -> None:
    """Send all messages; where one cannot be made, end the program, which waits for it."""
    try:
        for message in messages:
            pipe.write(message + separator)
        pipe.flush()
    except BrokenPipeError:  # the program has ended, which the reading side reports
        return
    except BaseException:
        _close(pipe)
        raise


def _close(pipe: IO[bytes]) -> None:
    """Close a pipe, even with messages in it that the program will never read."""
    with suppress(BrokenPipeError):
        pipe.close()


def _receive(pipe: IO[bytes], answers: int, separator: bytes) -> Iterator[bytes]:
    while answers > 0:
        chunk = pipe.read1(_CHUNK)  # type: ignore[attr-defined]
        if not chunk:
            return
        answers -= chunk.count(separator)
        yield chunk
