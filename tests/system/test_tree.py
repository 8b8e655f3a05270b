"""A new folder takes over what has not changed, and never touches the old one."""

import os
import shutil

import pytest

from kb_build.system.store import digest
from kb_build.system.tree import Tree, file_of, is_intact
from tests.building import tree as snapshot

PAGE, FEED = b"<p>a page</p>", b"<feed/>"


@pytest.fixture
def old(tmp_path):
    folder = tmp_path / "old"
    (folder / "it").mkdir(parents=True)
    (folder / "it" / "index.html").write_bytes(PAGE)
    (folder / "it" / "feed.xml").write_bytes(FEED)
    return folder


@pytest.fixture
def new(tmp_path):
    folder = tmp_path / "new"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("", "index.html"),
        ("it/", "it/index.html"),
        ("it/feed.xml", "it/feed.xml"),
        ("it/a.b/", "it/a.b/index.html"),
    ],
)
def test_an_address_has_the_file_that_a_web_server_shows(address, path):
    assert file_of(address) == path


def test_what_is_put_is_there(new, old):
    tree = Tree(new, old)
    assert tree.put("it/cases/a/", PAGE) == digest(PAGE)
    assert (new / "it/cases/a/index.html").read_bytes() == PAGE
    assert tree.files == {"it/cases/a/": digest(PAGE)}
    assert tree.folder("it/cases/a/") == new / "it/cases/a"


def test_a_file_that_has_not_changed_is_taken_over(new, old):
    tree = Tree(new, old)
    assert tree.reuse("it/", digest(PAGE))
    assert (new / "it/index.html").read_bytes() == PAGE
    assert tree.files == {"it/": digest(PAGE)}


@pytest.mark.parametrize("content", [b"", PAGE[:-1], PAGE + b" ", PAGE.upper()])
def test_a_file_with_other_content_is_not_taken_over(new, old, content):
    (old / "it/index.html").write_bytes(content)
    tree = Tree(new, old)
    assert not tree.reuse("it/", digest(PAGE))
    assert snapshot(new) == {}
    assert tree.files == {}


def test_what_is_no_file_is_not_taken_over(new, old):
    tree = Tree(new, old)
    assert not tree.reuse("it/cases/", digest(PAGE))
    (old / "it/cases/index.html").mkdir(parents=True)
    assert not tree.reuse("it/cases/", digest(PAGE))
    assert not Tree(new, old / "nowhere").reuse("it/", digest(PAGE))


def test_a_symbolic_link_is_not_taken_over(new, old, tmp_path):
    outside = tmp_path / "outside.html"
    outside.write_bytes(PAGE)
    (old / "it/index.html").unlink()
    (old / "it/index.html").symlink_to(outside)
    assert not Tree(new, old).reuse("it/", digest(PAGE))
    assert snapshot(new) == {}


def test_without_links_a_file_is_copied(new, old, monkeypatch):
    def refuse(*_, **__):
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    tree = Tree(new, old)
    assert tree.reuse("it/", digest(PAGE))
    assert (new / "it/index.html").read_bytes() == PAGE
    assert (new / "it/index.html").stat().st_nlink == 1
    assert tree.files == {"it/": digest(PAGE)}


def test_nothing_is_ever_written_through_a_link_into_the_old_folder(new, old):
    before = snapshot(old)
    tree = Tree(new, old)
    tree.reuse("it/", digest(PAGE))
    tree.put("it/", b"another page")
    assert (new / "it/index.html").read_bytes() == b"another page"
    assert snapshot(old) == before


def test_nothing_is_written_through_a_symbolic_link(new, old, tmp_path):
    outside = tmp_path / "outside.html"
    outside.write_bytes(PAGE)
    (new / "it").mkdir()
    (new / "it/index.html").symlink_to(outside)
    Tree(new, old).put("it/", b"another page")
    assert outside.read_bytes() == PAGE


def test_a_file_is_taken_over_once_more(new, old):
    """A result that is kept twice must not fail at a file that is there already."""
    tree = Tree(new, old)
    assert tree.reuse("it/", digest(PAGE))
    assert tree.reuse("it/", digest(PAGE))
    assert (new / "it/index.html").read_bytes() == PAGE


def test_a_folder_that_a_file_stands_in_the_way_of_is_an_error(new, old):
    (new / "it").write_text("a file")
    with pytest.raises(OSError, match="it"):
        Tree(new, old).put("it/cases/", PAGE)


# Whether a folder is as it was left


def files():
    return {"it/": digest(PAGE), "it/feed.xml": digest(FEED)}


def test_a_folder_is_intact_with_its_files_and_the_named_others_only(old):
    assert is_intact(old, files())
    (old / ".mark").touch()
    assert not is_intact(old, files())
    assert is_intact(old, files(), ".mark")


def test_a_folder_is_not_intact_without_a_file_or_with_another_content(old):
    assert not is_intact(old, {**files(), "es/": digest(PAGE)})
    (old / "it/feed.xml").write_bytes(PAGE)
    assert not is_intact(old, files())
    (old / "it/feed.xml").unlink()
    assert not is_intact(old, files())
    shutil.rmtree(old)
    assert not is_intact(old, files())


def test_a_folder_with_a_symbolic_link_is_not_intact(old, tmp_path):
    (old / "it/index.html").rename(tmp_path / "moved")
    (old / "it/index.html").symlink_to(tmp_path / "moved")
    assert not is_intact(old, files())


def test_a_symbolic_link_to_a_folder_is_noticed(old):
    (old / "es").symlink_to(old / "it")
    assert not is_intact(old, files())
