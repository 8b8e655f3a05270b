"""Processes work side by side, fail loudly, and never outlive the one that started them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kb_build.errors import KbError
from kb_build.system import workers
from kb_build.system.workers import METHOD, Background, run
from tests.building import ROOT
from tests.system import programs

pytestmark = pytest.mark.skipif(os.name != "posix", reason="looks at processes as Unix has them")


@pytest.fixture(params=["fork", "spawn"])
def method(request, monkeypatch):
    """The way in which processes begin."""
    monkeypatch.setattr(workers, "METHOD", request.param)
    return request.param


def silent(_):
    pass


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")


def wait_for(condition, seconds=10):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def pids(folder):
    return [int(path.name) for path in folder.iterdir()]


# What they return


def test_each_task_has_its_result_and_every_step_is_counted(method):
    assert method
    counts = []
    assert sorted(run(programs.double, [1, 2, 3, 4], 2, counts.append)) == [2, 4, 6, 8]
    assert sum(counts) == sum(task % 3 for task in (1, 2, 3, 4))


def test_without_tasks_nothing_is_started(monkeypatch):
    monkeypatch.setattr(workers, "_start", lambda *_: pytest.fail("started"))
    assert list(run(programs.double, [], 4, silent)) == []


@pytest.mark.parametrize("jobs", [0, 1, 9])
def test_any_number_of_processes_gives_the_same_results(jobs):
    assert sorted(run(programs.double, list(range(5)), jobs, silent)) == [0, 2, 4, 6, 8]


def test_large_tasks_and_large_results_stop_neither_side(method):
    assert method
    tasks = [bytes([number]) * 10**6 for number in range(3)]
    assert sorted(run(programs.size, tasks, 2, silent)) == [(10**6, task) for task in tasks]


# How they fail


@pytest.mark.parametrize(
    ("task", "message"),
    [
        ("value", r"^ValueError: not this one$"),
        ("known", r"^a known failure$"),
        ("file", r"^/nowhere/at/all: No such file or directory$"),
        ("exit", r"^SystemExit: 3$"),
    ],
)
def test_a_failure_has_the_traceback_of_its_process(task, message):
    with pytest.raises(KbError, match=message) as caught:
        list(run(programs.fail, [task], 1, silent))
    assert "programs.py" in caught.value.details
    assert caught.value.details.startswith("Traceback")


def test_a_known_failure_keeps_its_hint():
    with pytest.raises(KbError) as caught:
        list(run(programs.fail, ["known"], 1, silent))
    assert caught.value.hint == "do this"


@pytest.mark.parametrize(
    ("task", "method"), [("killed", "fork"), ("killed", "spawn"), ("half", "fork")]
)
def test_a_process_that_is_killed_is_reported(task, method, monkeypatch):
    monkeypatch.setattr(workers, "METHOD", method)
    with pytest.raises(KbError, match=r"ended with code -9") as caught:
        list(run(programs.fail, [task], 1, silent))
    assert "--jobs 1" in caught.value.hint


def test_a_result_that_cannot_be_sent_is_reported(capfd):
    with pytest.raises(KbError, match=r"ended with code 1|pickle"):
        list(run(programs.fail, ["result"], 1, silent))
    capfd.readouterr()


def test_the_first_failure_ends_all_others(tmp_path):
    def fail_when_the_other_runs(task, tell):
        if task == "second":
            wait_for(lambda: pids(tmp_path))
            raise ValueError("enough")
        return programs.wait(tmp_path, tell)

    if METHOD != "fork":
        pytest.skip("sends a function of a test")
    with pytest.raises(KbError, match="enough"):
        list(run(fail_when_the_other_runs, ["first", "second"], 2, silent))
    (other,) = pids(tmp_path)
    assert not is_running(other)


def test_what_interrupts_the_caller_ends_all_processes(tmp_path):
    def interrupt(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        next(run(programs.wait, [str(tmp_path)] * 2, 2, interrupt))
    assert not [pid for pid in pids(tmp_path) if is_running(pid)]


def test_results_that_nobody_takes_end_all_processes(tmp_path):
    def first(task, tell):
        return programs.wait(tmp_path, tell) if task else task

    if METHOD != "fork":
        pytest.skip("sends a function of a test")
    results = run(first, [0, 1], 2, silent)
    assert next(results) == 0
    wait_for(lambda: pids(tmp_path))
    results.close()
    assert not [pid for pid in pids(tmp_path) if is_running(pid)]


def test_a_task_that_cannot_be_sent_leaves_no_process(monkeypatch):
    monkeypatch.setattr(workers, "METHOD", "spawn")
    started = []
    real = workers._hand_over

    def noted(work, task, connection, process):
        started.append(process)
        real(work, task, connection, process)

    monkeypatch.setattr(workers, "_hand_over", noted)
    with pytest.raises(Exception, match=r"pickle|local object"):
        list(run(programs.double, [lambda: None], 1, silent))
    assert [process.is_alive() for process in started] == [False]


# How they end


BEGINNING = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from kb_build.system import workers
from tests.system import programs
"""


@pytest.mark.parametrize("size", [1, 10**6], ids=["small", "large"])
def test_a_process_that_dies_before_it_begins_is_reported(size):
    """A script from standard input has no file from which spawned processes could begin."""
    code = f"""{BEGINNING}
workers.METHOD = "spawn"
try:
    list(workers.run(programs.size, [b"x" * {size}], 1, print))
except workers.KbError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-"],
        input=code,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.stdout == "a process of the build ended with code 1\n", done.stderr


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_no_process_outlives_one_that_is_killed(tmp_path, method):
    script = tmp_path / "script.py"
    folder = tmp_path / "pids"
    folder.mkdir()
    script.write_text(f"""{BEGINNING}
if __name__ == "__main__":
    workers.METHOD = {method!r}
    list(workers.run(programs.wait, [{str(folder)!r}] * 2, 2, lambda _: None))
""")
    parent = subprocess.Popen([sys.executable, script])
    try:
        wait_for(lambda: len(pids(folder)) == 2)
    finally:
        parent.kill()
        parent.wait()
    wait_for(lambda: not [pid for pid in pids(folder) if is_running(pid)])


def test_an_interrupt_of_the_whole_group_is_met_by_the_parent_alone(tmp_path):
    folder = tmp_path / "pids"
    folder.mkdir()
    script = tmp_path / "script.py"
    script.write_text(f"""{BEGINNING}
if __name__ == "__main__":
    try:
        list(workers.run(programs.wait, [{str(folder)!r}] * 2, 2, lambda _: None))
    except KeyboardInterrupt:
        print("interrupted")
""")
    parent = subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    wait_for(lambda: len(pids(folder)) == 2)
    os.killpg(parent.pid, signal.SIGINT)
    stdout, stderr = parent.communicate(timeout=20)
    assert (stdout, stderr) == ("interrupted\n", "")
    assert not [pid for pid in pids(folder) if is_running(pid)]


def test_an_interrupt_while_processes_start_waits_until_they_have_started():
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    with workers._without_interrupts():
        assert signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before


# In the background


def test_a_result_is_waited_for(method):
    assert method
    with Background(programs.double, 5) as started:
        assert started.result() == 10


def test_a_failure_in_the_background_is_raised_where_the_result_is_taken():
    with (
        Background(programs.fail, "value") as started,
        pytest.raises(KbError, match="not this one") as caught,
    ):
        started.result()
    assert "programs.py" in caught.value.details


def test_a_process_in_the_background_never_outlives_its_block(tmp_path):
    with pytest.raises(ValueError, match="enough"), Background(programs.wait, str(tmp_path)):  # noqa: PT012
        wait_for(lambda: pids(tmp_path))
        raise ValueError("enough")
    (pid,) = pids(tmp_path)
    assert not is_running(pid)


def test_a_killed_process_in_the_background_is_reported():
    with (
        Background(programs.fail, "killed") as started,
        pytest.raises(KbError, match="ended with code -9"),
    ):
        started.result()
