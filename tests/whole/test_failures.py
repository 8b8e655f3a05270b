"""Whatever ends a build, the old site is whole and the next build is not in its way."""

import os
import resource
import signal
import time

import pytest

from tests.building import run_kb, start_kb, tree
from tests.whole.test_edits import edit, leftovers

pytestmark = pytest.mark.site
CASE = "cases/lost-ninja.md"
SENTENCE = "Questa riga è nuova, e la pagina di prima non la aveva ancora."


@pytest.fixture
def root(project_copy):
    """A project with a site and with a change that is not in it yet."""
    root = project_copy()
    edit(root / CASE, SENTENCE)
    return root


def ends_soon(group: int) -> bool:
    """Return whether no process of a group is left after at most five seconds."""
    for _ in range(50):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_a_build_that_is_interrupted_ends_its_children_and_leaves_nothing(root):
    before = tree(root / "site")
    with start_kb("build", cwd=root, start_new_session=True) as process:
        assert process.stderr.readline().startswith("reading")
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=20)
    assert process.returncode == 2
    assert "interrupted" in said
    assert "Traceback" not in said
    assert ends_soon(process.pid)
    assert tree(root / "site") == before
    assert leftovers(root) == []


def test_a_full_disk_ends_in_one_sentence(root):
    before = tree(root / "site")

    def limit() -> None:
        # The nearest thing to a full disk that needs no rights: no file above 10 KB.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

    # The measuring of coverage, too, would meet the limit, and say so in its own words.
    unmeasured = {name: None for name in os.environ if name.startswith("COVERAGE_")}
    done = run_kb("build", cwd=root, preexec_fn=limit, env=unmeasured)
    assert done.returncode == 2
    assert [line for line in done.stderr.splitlines() if line.startswith("error:")]
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(root / "site") == before
    assert leftovers(root) == []


def test_a_fault_in_the_finished_pages_keeps_the_old_site(root):
    before = tree(root / "site")
    settings = root / "mkdocs.yml"
    settings.write_text(f"extra_css: [assets/gone.css]\n{settings.read_text('utf-8')}", "utf-8")
    done = run_kb("build", cwd=root)
    assert done.returncode == 2
    assert "a link to /assets/gone.css leads nowhere" in done.stderr
    assert "nothing is published" in done.stderr
    assert tree(root / "site") == before
    assert leftovers(root) == []
