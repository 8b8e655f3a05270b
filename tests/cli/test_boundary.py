"""Failures end at one boundary: a sentence, what to do, and the traceback on demand."""

import errno
import os
import re
import signal
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from kb_build.commands import build as build_command
from kb_build.commands import main
from kb_build.commands.boundary import CANNOT_RUN, boundary
from kb_build.errors import KbError
from kb_build.system.workers import run
from tests.building import ROOT
from tests.system import programs


@pytest.fixture
def ends(monkeypatch):
    """Return a function that runs a command which does something, and returns how it ended."""

    def run_it(action, *options):
        @click.command("try")
        @boundary
        def command():
            action()

        monkeypatch.setitem(main.commands, "try", command)
        before = [(one, signal.getsignal(one)) for one in (signal.SIGINT, signal.SIGTERM)]
        try:
            return CliRunner().invoke(main, [*options, "try"])
        finally:
            for one, handler in before:
                signal.signal(one, handler)

    return run_it


def raises(error):
    def action():
        raise error

    return action


def in_a_worker():
    list(run(programs.fail, ["value"], 1, lambda _: None))


def test_what_ends_well_ends_with_0(ends):
    done = ends(lambda: None)
    assert (done.exit_code, done.output) == (0, "")


def test_a_failure_is_a_sentence_and_what_to_do(ends):
    done = ends(raises(KbError("it is broken", "mend it", "a traceback")))
    assert (done.exit_code, done.stdout) == (CANNOT_RUN, "")
    assert done.stderr == "error: it is broken\n  try: mend it\n"


def test_a_failure_without_remedy_is_one_line(ends):
    assert ends(raises(KbError("it is broken"))).stderr == "error: it is broken\n"


def test_debug_shows_where_a_failure_comes_from(ends):
    done = ends(raises(KbError("it is broken")), "--debug")
    first, *_, last = done.stderr.splitlines()
    assert first == "Traceback (most recent call last):"
    assert last == "error: it is broken"
    assert "test_boundary.py" in done.stderr


def test_debug_shows_the_traceback_of_the_process_that_failed(ends):
    done = ends(in_a_worker, "--debug")
    assert done.exit_code == CANNOT_RUN
    assert re.search(r'programs\.py", line \d+, in fail', done.stderr)
    assert done.stderr.endswith("error: ValueError: not this one\n")


def test_without_debug_no_traceback_is_shown(ends):
    assert ends(in_a_worker).stderr == "error: ValueError: not this one\n"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            OSError(errno.ENOSPC, "No space left on device", "/site/a"),
            (
                "error: the disk is full (/site/a: No space left on device)\n"
                "  try: make room; what was there is untouched\n"
            ),
        ),
        (
            PermissionError(errno.EACCES, "Permission denied", "/site"),
            (
                "error: /site: Permission denied\n"
                "  try: check the permissions, or choose another folder\n"
            ),
        ),
        (OSError(errno.EIO, "Input/output error"), "error: Input/output error\n"),
        (KeyboardInterrupt(), "error: interrupted; nothing was changed\n"),
    ],
)
def test_failures_of_the_system_are_sentences_too(ends, error, said):
    done = ends(raises(error))
    assert (done.exit_code, done.stderr) == (CANNOT_RUN, said)


def test_no_control_character_reaches_the_terminal(ends):
    said = ends(raises(KbError("a\x1b[31mb\u202ec", "d\x07e"))).stderr
    assert not set(said) & set("\x1b\x07\u202e")


def test_a_build_whose_worker_fails_is_explained_under_debug(kb, make_project, monkeypatch):
    def fail(*_, **__):
        in_a_worker()

    monkeypatch.setattr(sys.modules[build_command.callback.__module__], "build_site", fail)
    done = kb(make_project(), "--debug", "build")
    assert done.exit_code == CANNOT_RUN
    assert "programs.py" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="pipes and signals as Unix has them")
def test_a_reader_that_has_had_enough_ends_the_command_without_a_word():
    with subprocess.Popen(
        [sys.executable, "-m", "kb_build", "explain", "all"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as process:
        process.stdout.close()
        said = process.stderr.read()
    assert said == b""
    assert process.returncode in (CANNOT_RUN, 0)


@pytest.mark.skipif(os.name != "posix", reason="signals as Unix has them")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_is_a_sentence(end):
    code = """
import os, signal, sys
import click
from kb_build.commands.boundary import boundary

@click.command()
@boundary
def wait():
    os.kill(os.getpid(), int(sys.argv.pop()))
    signal.pause()

number = sys.argv[1]
wait([])
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(int(end))],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.stderr == "error: interrupted; nothing was changed\n"
    assert done.returncode == CANNOT_RUN
