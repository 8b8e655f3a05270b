"""A new folder takes the place of the old one in one step, or the old one stays."""

import os
import subprocess
import sys

import pytest

from kb_build.errors import KbError
from kb_build.system import swap
from kb_build.system.swap import MARK, check_target
from tests.building import ROOT
from tests.building import tree as snapshot

WORK = {}
"""The work folder of the project in each test, which remembers what has been published."""


@pytest.fixture(autouse=True)
def work(tmp_path_factory):
    WORK["folder"] = tmp_path_factory.mktemp("work")


def replacing(folder):
    return swap.replacing(folder, WORK["folder"])


def recover(folder):
    swap.recover(folder, WORK["folder"])


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    with replacing(folder) as new:
        (new / "page").write_text("old")
    return folder


@pytest.fixture(params=["one step", "two steps"])
def steps(request, monkeypatch):
    """How folders are exchanged: as on Linux, or as elsewhere."""
    if request.param == "two steps":
        monkeypatch.setattr(swap, "_exchanged", lambda *_: False)
    return request.param


def beside(folder):
    return sorted(one.name for one in folder.parent.iterdir() if one != folder)


@pytest.mark.usefixtures("steps")
class TestReplacing:
    def test_the_new_folder_takes_the_place_of_the_old_one(self, site):
        with replacing(site) as new:
            assert (site / "page").read_text() == "old"
            (new / "page").write_text("new")
            (new / "more").touch()
        assert (site / "page").read_text() == "new"
        assert sorted(snapshot(site)) == [MARK, "more", "page"]
        assert beside(site) == []

    def test_a_folder_that_is_not_there_is_made_with_those_above_it(self, tmp_path):
        with replacing(tmp_path / "a" / "b" / "site") as new:
            (new / "page").touch()
        assert (tmp_path / "a/b/site/page").exists()

    @pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit, KbError])
    def test_whatever_is_raised_leaves_the_old_folder_and_nothing_beside_it(self, site, error):
        before = snapshot(site)
        with pytest.raises(error), replacing(site) as new:  # noqa: PT012
            (new / "page").write_text("half")
            raise error("no")
        assert snapshot(site) == before
        assert beside(site) == []

    def test_what_an_earlier_build_left_behind_is_cleared_away(self, site):
        for name in (".site.kb-new", ".site.kb-old"):
            (site.parent / name).mkdir()
            (site.parent / name / MARK).touch()
            (site.parent / name / "left").touch()
        with replacing(site) as new:
            assert not (new / "left").exists()
        assert not (site / "left").exists()
        assert beside(site) == []

    def test_a_relative_folder_may_be_named(self, site, monkeypatch):
        monkeypatch.chdir(site.parent)
        with replacing(swap.Path("site")) as new:
            (new / "page").write_text("new")
        assert (site / "page").read_text() == "new"

    def test_an_exchange_that_fails_leaves_a_site(self, site, monkeypatch):
        def refuse(*_):
            raise OSError(5, "Input/output error")

        before = snapshot(site)
        monkeypatch.setattr(swap, "_exchange", refuse)
        with pytest.raises(OSError, match="Input/output"), replacing(site):
            pass
        recover(site)
        assert snapshot(site) == before


def test_a_second_rename_that_fails_loses_nothing(site, monkeypatch):
    """Between the two steps there is no site: it has to come back."""
    before = snapshot(site)
    monkeypatch.setattr(swap, "_exchanged", lambda *_: False)
    real = swap.Path.rename

    def once(self, target):
        if self.name.endswith("kb-new"):
            raise OSError(5, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(swap.Path, "rename", once)
    with pytest.raises(OSError, match="Input/output"), replacing(site):
        pass
    recover(site)
    assert snapshot(site) == before
    assert beside(site) == []


def test_a_site_that_was_moved_away_is_brought_back(site):
    before = snapshot(site)
    site.rename(site.parent / ".site.kb-old")
    recover(site)
    assert snapshot(site) == before


def test_an_old_site_beside_a_new_one_is_cleared_away(site):
    before = snapshot(site)
    (site.parent / ".site.kb-old").mkdir()
    (site.parent / ".site.kb-old" / MARK).touch()
    recover(site)
    assert snapshot(site) == before
    assert beside(site) == []


def test_without_a_site_there_is_nothing_to_recover(tmp_path):
    recover(tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="renameat2 is of Linux")
def test_linux_exchanges_in_one_step(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    (one / "first").touch()
    assert swap._exchanged(one, other)
    assert (other / "first").exists()
    assert not swap._exchanged(one, tmp_path / "nowhere")


# What may be replaced


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("cases", "contains sources"),
        ("docs/assets", "contains sources"),
        (".", "contains sources"),
        ("..", "contains sources"),
        (".kb/site", "contains sources"),
        ("translations/../translations/it", "contains sources"),
        ("notes", "holds files that no build has made"),
        ("file", "is not a folder"),
        ("link", "is a symbolic link"),
        ("to-cases", "contains sources"),
    ],
)
def test_what_no_build_has_made_is_not_replaced(tmp_path, name, said):
    root = tmp_path / "project"
    (root / "cases").mkdir(parents=True)
    (root / "notes").mkdir()
    (root / "notes" / "a.txt").touch()
    (root / "file").touch()
    (root / "link").symlink_to("notes")
    (root / "to-cases").symlink_to("cases")
    with pytest.raises(KbError, match=said):
        check_target(root / name, root)


def test_an_empty_a_new_and_a_built_folder_may_be_replaced(site, tmp_path):
    (tmp_path / "empty").mkdir()
    for folder in (site, tmp_path / "empty", tmp_path / "new" / "site"):
        check_target(folder, tmp_path / "project")


# One build at a time


def test_a_second_build_is_kept_out_until_the_first_one_ends(tmp_path):
    code = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from kb_build.system.swap import exclusive
with exclusive(Path({str(tmp_path)!r}), Path({str(tmp_path / "site")!r})):
    print("locked", flush=True)
    sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as first:
        assert first.stdout.readline() == b"locked\n"
        with (
            pytest.raises(KbError, match="another build of this project is running"),
            swap.exclusive(tmp_path, tmp_path / "site"),
        ):
            pytest.fail("was let in")
        first.kill()
    with swap.exclusive(tmp_path, tmp_path / "site"):
        assert os.path.exists(tmp_path / "lock")  # noqa: PTH110


def test_the_lock_is_given_back_after_a_failure(tmp_path):
    with (
        pytest.raises(ValueError, match="no"),
        swap.exclusive(tmp_path / "work", tmp_path / "site"),
    ):
        raise ValueError("no")
    with swap.exclusive(tmp_path / "work", tmp_path / "site"):
        pass
