"""Whatever happens to a build, the old site is whole and the next build is clean."""

import os
import random
import resource
import signal
import time
from pathlib import Path

import pytest

from tests.building import run_kb, start_kb, tree

pytestmark = pytest.mark.site
CASE = "cases/lost-ninja.md"
KILLS = 12


@pytest.fixture
def published(make_project) -> Path:
    """A project whose site has been built."""
    root = make_project()
    assert run_kb("build", cwd=root).returncode == 0
    return root


def touch(root: Path, number: int) -> None:
    """Change a case, so that the next site differs from the last."""
    path = root / CASE
    text = path.read_text("utf-8")
    path.write_text(f"{text}\nQuesta è la riga numero {number} di questo testo.\n", "utf-8")


def leftovers(root: Path) -> list[str]:
    return [one.name for one in (*root.glob(".site*"), *root.glob(".kb/run-*"))]


def ends_soon(group: int) -> bool:
    """Return whether no process of a group is left after at most five seconds."""
    for _ in range(50):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_a_build_that_is_killed_at_any_moment_leaves_the_old_site_or_the_new_one(published):
    start = time.monotonic()
    assert run_kb("build", cwd=published).returncode == 0
    duration = time.monotonic() - start
    chance = random.Random(3)
    for number in range(KILLS):
        before = tree(published / "site")
        touch(published, number)
        with start_kb("build", cwd=published, start_new_session=True) as process:
            time.sleep(chance.uniform(0.2, 1.1) * duration)
            os.kill(process.pid, signal.SIGKILL)  # its children have to notice by themselves
            process.wait()
        if tree(published / "site") != before:
            page = (published / "site/it/cases/lost-ninja/index.html").read_text("utf-8")
            assert f"numero {number} di" in page
    done = run_kb("build", cwd=published)
    assert done.returncode == 0, done.stderr
    assert leftovers(published) == []


def test_a_site_that_is_missing_after_a_kill_is_brought_back(published):
    # Where folders cannot be exchanged in one step, a kill may come between the two renames.
    (published / "site").rename(published / ".site.kb-old")
    (published / CASE).write_text("---\ntitle: Broken\n---\n", "utf-8")
    assert run_kb("build", cwd=published).returncode == 1
    text = (published / "site/it/index.html").read_text("utf-8")
    assert "<title>" in text


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_asked_to_end_ends_its_children_and_leaves_nothing(published, end):
    before = tree(published / "site")
    touch(published, 1)
    with start_kb("build", cwd=published, start_new_session=True) as process:
        for line in process.stderr:
            if line.startswith("staging"):
                break
        time.sleep(0.5)
        os.killpg(process.pid, end)
        _, said = process.communicate(timeout=20)
    assert process.returncode == 2
    assert "interrupted" in said
    assert "Traceback" not in said
    assert ends_soon(process.pid)
    assert tree(published / "site") == before
    assert leftovers(published) == []


def test_of_two_builds_at_once_one_says_that_the_other_is_running(published):
    touch(published, 1)
    with start_kb("build", cwd=published) as first:
        for line in first.stderr:
            if line.startswith("staging"):
                break
        second = run_kb("build", cwd=published)
        first.communicate()
    assert first.returncode == 0
    assert second.returncode == 2
    assert "error: another build of this project is running" in second.stderr


def test_a_full_disk_ends_in_one_sentence(published):
    before = tree(published / "site")

    def limit() -> (
        None
    ):  # the nearest thing to a full disk that needs no rights: no file above 20 KB
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    touch(published, 1)
    # The measuring of coverage, too, would meet the limit, and say so in its own words.
    unmeasured = {name: None for name in os.environ if name.startswith("COVERAGE_")}
    done = run_kb("build", cwd=published, preexec_fn=limit, env=unmeasured)
    assert done.returncode == 2
    assert [line for line in done.stderr.splitlines() if line.startswith("error:")]
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(published / "site") == before
    assert run_kb("build", cwd=published).returncode == 0


def test_a_folder_that_cannot_be_written_to_ends_in_one_sentence(make_project):
    done = run_kb("build", "--site-dir", "/proc/site", cwd=make_project())
    assert done.returncode == 2
    assert "error: /proc/" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_symbolic_link_is_not_replaced(published):
    (published / "public").symlink_to("site")
    done = run_kb("build", "--site-dir", "public", cwd=published)
    assert done.returncode == 2
    assert "is a symbolic link" in done.stderr


def test_a_fault_in_the_finished_pages_keeps_the_old_site(published):
    before = tree(published / "site")
    (published / "docs/assets/chooser.css").unlink()
    done = run_kb("build", cwd=published)
    assert done.returncode == 2
    assert "assets/chooser.css leads to no file" in done.stderr
    assert tree(published / "site") == before
