"""A program is talked to over pipes, fails loudly, and ends with this process."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kb_build.errors import KbError
from kb_build.system.exchange import exchange

UPPER = """
import sys
while message := sys.stdin.buffer.readline():
    sys.stdout.buffer.write(message.upper())
    sys.stdout.buffer.flush()
"""


def test_each_message_has_its_answer():
    command = (sys.executable, "-c", UPPER)
    assert exchange(command, [b"a", b"b"], 2, b"\n") == [b"A", b"B"]


def test_pipes_that_fill_up_stop_neither_side():
    message = b"x" * 100_000
    answers = exchange((sys.executable, "-c", UPPER), [message] * 100, 100, b"\n")
    assert answers == [message.upper()] * 100


def test_a_program_that_ends_too_early_is_reported_with_its_words():
    command = (sys.executable, "-c", "import sys; print('a'); sys.exit('no room')")
    with pytest.raises(KbError, match=r"ended with code 1: no room"):
        exchange(command, [b"a"] * 100_000, 2, b"\n")


def test_a_message_that_cannot_be_made_ends_the_exchange():
    def messages():
        yield b"a"
        raise ValueError("not this one")

    with pytest.raises(ValueError, match="not this one"):
        exchange((sys.executable, "-c", UPPER), messages(), 2, b"\n")


@pytest.mark.skipif(os.name != "posix", reason="needs /bin/sh and signals")
def test_pagefind_ends_when_this_process_is_killed(tmp_path):
    """The service ends with its input, as `exchange` demands."""
    code = f"""
import pagefind_bin, time
from kb_build.system.exchange import exchange
def messages():
    open({str(tmp_path / "started")!r}, "w").close()
    time.sleep(60)
    yield b""
program = str(pagefind_bin.get_executable())
command = ["/bin/sh", "-c", 'echo $$ >{tmp_path / "pid"}; exec "$0" --service', program]
exchange(command, messages(), 1, b",")
"""
    parent = subprocess.Popen([sys.executable, "-c", code])
    try:
        _wait_for(lambda: (tmp_path / "started").exists() and _read(tmp_path / "pid"))
        child = int(_read(tmp_path / "pid"))
        assert _runs(child)
    finally:
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    _wait_for(lambda: not _runs(child))


def _read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")


def _wait_for(condition) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)
