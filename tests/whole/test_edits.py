"""What happens to a project and its builds on the way does not matter: only the sources do."""

import os
import shutil
import signal
from pathlib import Path

import pytest

from tests.building import SITE_URL, run_kb, start_kb, tree
from tests.conftest import CONTENT

pytestmark = pytest.mark.site
ENGLISH = "We are very sorry to hear that your parcel never arrived at your house."
STEPS = ("reading", "pages", "indexing")
"""What a build says on its way, each when a step is done."""
OTHERWISE = {"PYTHONHASHSEED": "42", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}


def edit(path: Path, text: str) -> None:
    path.write_text(f"{path.read_text('utf-8')}\n{text}\n", "utf-8")


def leftovers(root: Path) -> list[str]:
    return [one.name for one in (*root.glob(".site*"), *root.glob(".kb/run-*"))]


def build(root: Path, *args, **kwargs) -> str:
    """Build a site; return what was said."""
    done = run_kb("build", "--site-url", SITE_URL, *args, cwd=root, **kwargs)
    assert done.returncode == 0, done.stderr
    return done.stderr


def kill(root: Path, step: str) -> dict[str, str]:
    """Kill a build when a step is done; return the site that is there then."""
    with start_kb("build", "--site-url", SITE_URL, cwd=root, start_new_session=True) as process:
        assert any(line.startswith(step) for line in process.stderr)
        os.kill(process.pid, signal.SIGKILL)  # its children have to notice by themselves
    return tree(root / "site")


def clean(root: Path, elsewhere: Path) -> dict[str, str]:
    """Return the site that the sources of a project make elsewhere, in other circumstances."""
    elsewhere.mkdir(parents=True)
    for name in CONTENT:
        copy = shutil.copytree if (root / name).is_dir() else shutil.copyfile
        copy(root / name, elsewhere / name)
    for path in elsewhere.rglob("*.md"):
        path.touch()
    build(elsewhere, "--jobs", "7", "--site-dir", elsewhere.parent / "out", env=OTHERWISE)
    return tree(elsewhere.parent / "out")


def test_edits_and_kills_end_in_the_site_of_a_clean_build(project_copy, tmp_path):
    root = project_copy()
    text = (root / "cases/late-flight.md").read_text("utf-8")
    (root / "cases/early-flight.md").write_text(text.replace("L’ultimo", "Il primo"), "utf-8")
    edit(root / "cases/lost-ninja.md", ENGLISH)
    said = build(root)
    assert "KB302" in said, "a warning is shown, and keeps nobody from publishing"
    first = tree(root / "site")
    (root / "cases/cold-soup.md").unlink()
    after_kills = [kill(root, step) for step in STEPS]
    build(root)
    last = tree(root / "site")
    assert leftovers(root) == []
    assert [one for one in after_kills if one not in (first, last)] == []
    assert "el/cases/cold-soup/index.html" in first.keys() - last.keys()
    assert last == clean(root, tmp_path / "another" / "place")


def test_what_was_kept_and_is_damaged_counts_as_absent(project_copy):
    root = project_copy()
    before = tree(root / "site")
    (store,) = (root / ".kb/cache").glob("*.sqlite")
    data = bytearray(store.read_bytes())
    third = len(data) // 3
    data[third : third + 5000] = b"\xff" * 5000
    store.write_bytes(data[: 2 * third])  # garbage in the middle, and the end is missing
    shutil.rmtree(root / "site")
    build(root)
    assert tree(root / "site") == before


def test_where_nothing_has_changed_nothing_is_made(project_copy, kb):
    root = project_copy()
    page = root / "site/it/index.html"
    before = page.stat()
    done = kb(root, "build", "--site-url", SITE_URL)
    assert done.exit_code == 0
    assert done.stderr.startswith("unchanged: ")
    assert (page.stat().st_ino, page.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
