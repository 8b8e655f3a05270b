"""What the processes of the tests do; at the top of a module, so that it can be sent to them."""

import os
import signal
import time
from pathlib import Path

from kb_build.errors import KbError


def double(task, tell):
    for _ in range(task % 3):
        tell(1)
    return task * 2


def size(task, tell):  # noqa: ARG001
    return len(task), task


def fail(task, tell):
    """Fail in the way that the task names; wait where it names none."""
    match task:
        case "value":
            raise ValueError("not this one")
        case "known":
            raise KbError("a known failure", "do this")
        case "file":
            Path("/nowhere/at/all").read_bytes()
        case "exit":
            raise SystemExit(3)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "half":
            half_a_message(tell)
        case "result":
            return lambda: None
        case _:
            return wait(task, tell)
    return None


def half_a_message(tell):
    """Announce a message of a thousand bytes, and die before it."""
    connection = tell.__self__
    os.write(connection.fileno(), (1000).to_bytes(4, "big") + b"x")
    os.kill(os.getpid(), signal.SIGKILL)


def wait(folder, tell):
    """Leave the process id in a folder, and go on for a minute."""
    tell(1)
    Path(folder, str(os.getpid())).touch()
    time.sleep(60)
    return folder
