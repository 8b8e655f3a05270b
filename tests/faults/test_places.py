"""Nothing outside the project is written to or deleted, whatever links a pull request brings."""

from pathlib import Path

import pytest

from kb_build import config
from kb_build.build import build
from kb_build.content.reading import silent
from kb_build.errors import KbError
from kb_build.system import places, swap
from tests.building import tree

WRITTEN = [
    ".kb",
    ".kb/cache",
    ".kb/cache/kept.sqlite",
    ".kb/cache/kept.sqlite-journal",
    ".kb/lock",
    ".kb/published",
    ".kb/run-1",
]
BESIDE = ["site", ".site.kb-new", ".site.kb-old", ".site.kb-lock"]


@pytest.fixture
def outside(tmp_path) -> Path:
    folder = tmp_path / "outside"
    (folder / "deep").mkdir(parents=True)
    (folder / "file").write_text("mine")
    (folder / "deep" / "file").write_text("mine too")
    return folder


def plant(root: Path, name: str, target: Path) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


@pytest.mark.parametrize("target", ["", "file", "gone"])
@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("command", ["check", "build"])
def test_a_link_in_the_work_folder_is_refused(kb, make_project, outside, command, name, target):
    root = make_project()
    plant(root, name, outside / target)
    before = tree(outside)
    done = kb(root, command)
    assert done.exit_code == 2
    assert f"{name} is a symbolic link" in done.stderr
    assert "  try: " in done.stderr
    assert tree(outside) == before
    assert not (root / "site").exists()


@pytest.mark.parametrize("target", ["", "file", "gone"])
@pytest.mark.parametrize("name", BESIDE)
def test_a_link_at_the_site_or_beside_it_is_refused(kb, make_project, outside, name, target):
    root = make_project()
    plant(root, name, outside / target)
    before = tree(outside)
    done = kb(root, "build")
    assert done.exit_code == 2
    assert f"{name} is a symbolic link" in done.stderr
    assert tree(outside) == before


@pytest.mark.parametrize("name", ["translations/es/.cold-soup.md.new", "translations/es"])
def test_a_prepared_translation_is_not_written_through_a_link(kb, make_project, outside, name):
    root = make_project()
    path = root / name
    if path.is_dir():
        path.rename(outside / "es")
    plant(root, name, outside / ("es" if name.endswith("es") else "file"))
    before = tree(outside)
    kb(root, "translate", "cold-soup", "es")
    assert tree(outside) == before


@pytest.fixture
def work(tmp_path) -> Path:
    return tmp_path / "project" / ".kb"


@pytest.fixture
def site(work) -> Path:
    """The place of a site, from whose project a build has published."""
    folder = work.parent / "site"
    work.mkdir(parents=True)
    publish(folder, work, "one")
    return folder


def publish(folder: Path, work: Path, text: str) -> None:
    with swap.exclusive(work, folder), swap.replacing(folder, work) as new:
        (new / "page").write_text(text)


def test_two_projects_do_not_write_to_one_site_at_once(site, work, tmp_path):
    with (
        swap.exclusive(work, site),
        pytest.raises(KbError, match="another build is writing to"),
        swap.exclusive(tmp_path / "other", site),
    ):
        pass
    publish(site, tmp_path / "other", "two")
    assert (site / "page").read_text() == "two"
    assert [one.name for one in site.parent.glob(".site*")] == []


def test_a_site_that_a_killed_build_left_is_taken_back(site, work):
    site.rename(site.with_name(".site.kb-old"))
    swap.recover(site, work)
    assert (site / "page").read_text() == "one"


@pytest.mark.parametrize("mark", [True, False])
def test_a_planted_site_is_not_taken_back(site, work, mark):
    site.rename(site.with_name("aside"))
    planted = site.with_name(".site.kb-old")
    planted.mkdir()
    (planted / "page").write_text("planted")
    if mark:
        (planted / swap.MARK).touch()
    with pytest.raises(KbError, match="was not left by a build of this project") as caught:
        swap.recover(site, work)
    assert caught.value.hint
    assert not site.exists()
    assert (planted / "page").exists()


def test_a_folder_beside_the_site_that_no_build_has_left_is_not_deleted(site, work):
    planted = site.with_name(".site.kb-old")
    planted.mkdir()
    with pytest.raises(KbError, match="was not left by a build"):
        swap.recover(site, work)
    assert planted.exists()


def test_an_old_site_that_may_not_be_written_to_is_replaced_and_deleted(site, work, as_nobody):
    (site / "deep" / "deeper").mkdir(parents=True)
    (site / "deep" / "deeper" / "page").touch()
    for one in (site / "deep" / "deeper", site / "deep", site):
        one.chmod(0o500)
    as_nobody(publish, site, work, "two")
    assert (site / "page").read_text() == "two"
    assert [one.name for one in site.parent.glob(".site*")] == []


def test_what_cannot_be_deleted_is_named_with_what_to_do(site, work, monkeypatch):
    left = site.with_name(".site.kb-new")
    left.mkdir()
    monkeypatch.setattr(places.shutil, "rmtree", lambda *_, **__: None)
    with pytest.raises(KbError, match="cannot be deleted") as caught:
        publish(site, work, "two")
    assert caught.value.hint
    assert (site / "page").read_text() == "one"


def test_clearing_does_not_follow_links(tmp_path, outside):
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / "link").symlink_to(outside)
    (outside / "deep").chmod(0o500)
    before = tree(outside)
    places._permit(folder)
    places.clear(folder)
    assert tree(outside) == before
    assert (outside / "deep").stat().st_mode & 0o777 == 0o500


def test_two_whole_builds_with_one_site(make_project):
    one, two = make_project(name="one"), make_project(name="two")
    shared = one.parent / "shared"
    settings = config.load(two / "mkdocs.yml")
    with (
        swap.exclusive(one / ".kb", shared),
        pytest.raises(KbError, match="another build is writing to"),
    ):
        build(settings, shared, strict=False, jobs=1, say=silent)
    assert not shared.exists()
