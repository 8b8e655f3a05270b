"""`kb build` where nothing is built: what it refuses, and what keeps it from publishing."""

import os
import subprocess
import sys

import pytest

from kb_build.system import swap
from tests.building import ROOT, tree

CASE = "cases/lost-ninja.md"
BROKEN = "---\ntitle: Only a title\n---\n"
SITE = {"site/.kb-site": "made by kb build", "site/it/index.html": "<title>The old site</title>"}


def test_an_error_in_the_content_keeps_the_old_site(kb, make_project):
    root = make_project({CASE: BROKEN, **SITE})
    before = tree(root / "site")
    done = kb(root, "build")
    assert done.exit_code == 1
    assert f"{CASE}:1:1: error KB110: the field summary is missing" in done.stderr
    assert "nothing was published" in done.stderr
    assert tree(root / "site") == before


def test_a_warning_keeps_from_publishing_only_under_strict(kb, make_project):
    english = "We are very sorry to hear that your parcel never arrived at your house."
    root = make_project(SITE)
    path = root / CASE
    path.write_text(f"{path.read_text('utf-8')}\n{english}\n", "utf-8")
    before = tree(root / "site")
    done = kb(root, "build", "--strict")
    assert done.exit_code == 1
    assert "KB302" in done.stderr
    assert tree(root / "site") == before
    assert kb(root, "check").exit_code == 0
    assert kb(root, "check", "--strict").exit_code == 1


def test_a_site_that_is_missing_after_a_kill_is_brought_back(kb, make_project):
    # Where folders cannot be exchanged in one step, a kill may come between the two renames.
    root = make_project({CASE: BROKEN, **SITE})
    before = tree(root / "site")
    (root / ".kb").mkdir()
    swap.note(root / ".kb", root / "site")
    (root / "site").rename(root / ".site.kb-old")
    assert kb(root, "build").exit_code == 1
    assert tree(root / "site") == before


@pytest.mark.parametrize("folder", ["cases", "docs/site", "."])
def test_a_folder_with_sources_is_not_replaced(kb, make_project, folder):
    root = make_project()
    before = tree(root)
    done = kb(root, "build", "--site-dir", folder)
    assert done.exit_code == 2
    assert "sources of the project" in done.stderr
    assert tree(root) == before


def test_a_folder_that_no_build_has_made_is_not_replaced(kb, make_project):
    root = make_project({"public/holiday.jpg": b"\xff\xd8"})
    done = kb(root, "build", "--site-dir", "public")
    assert done.exit_code == 2
    assert "files that no build has made" in done.stderr
    assert (root / "public" / "holiday.jpg").is_file()


def test_a_symbolic_link_is_not_replaced(kb, make_project):
    root = make_project(SITE)
    (root / "public").symlink_to("site")
    done = kb(root, "build", "--site-dir", "public")
    assert done.exit_code == 2
    assert "is a symbolic link" in done.stderr


def test_a_folder_that_cannot_be_written_to_ends_in_one_sentence(kb, make_project):
    done = kb(make_project(), "build", "--site-dir", "/proc/site")
    assert done.exit_code == 2
    assert "error: /proc/" in done.stderr
    assert "Traceback" not in done.stderr


def test_of_two_builds_at_once_one_says_that_the_other_is_running(kb, make_project):
    root = make_project()
    with swap.exclusive(root / ".kb", root / "site"):
        done = kb(root, "build")
    assert done.exit_code == 2
    assert "error: another build of this project is running" in done.stderr


def test_plain_mkdocs_says_which_command_builds_the_site():
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 1
    assert "run: make site, or: kb build" in done.stderr
