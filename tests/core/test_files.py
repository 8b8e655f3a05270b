"""How the bytes of a file become text, and which files of a project are read."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_build.content.files import SIZE_LIMIT, decode, read, read_tree
from kb_build.content.kinds import Kind

from .strategies import steady


@pytest.mark.parametrize(
    ("data", "text", "faults"),
    [
        pytest.param("è\r\nω\rx\n".encode(), "è\nω\nx\n", [], id="line ends of three systems"),
        pytest.param(
            b"\xef\xbb\xbfa\r\n", "a\n", ["1:1 byte-order-mark"], id="mark, still readable"
        ),
        pytest.param("a\nòè\u00a0".encode("cp1252"), "", ["2:1 not-utf-8 f2"], id="Windows-1252"),
        pytest.param("è è".encode() + b"\xe8", "", ["1:4 not-utf-8 e8"], id="column in characters"),
        pytest.param("ωραία".encode("cp1253"), "", ["1:1 not-utf-8 f9"], id="Windows-1253"),
        pytest.param("text".encode("utf-16"), "", ["1:1 utf-16"], id="UTF-16 with mark"),
        pytest.param("a\ntext".encode("utf-16-le"), "", ["1:1 utf-16"], id="UTF-16 without mark"),
        pytest.param(b"some text\nmore\0text\n", "", ["2:1 nul-byte"], id="a NUL in a text"),
        pytest.param(b"\xed\xa0\x80", "", ["1:1 not-utf-8 ed"], id="a lone surrogate"),
        pytest.param(b"", "", ["1:1 empty"], id="empty"),
        pytest.param(b"\xef\xbb\xbf \r\n\t", "", ["1:1 empty"], id="only white space"),
    ],
)
def test_bytes_become_text_or_a_fault_at_the_right_place(data, text, faults):
    found, found_faults = decode(data)
    assert found == text
    assert [
        f"{one.at.line}:{one.at.column} {one.kind} {one.detail}".strip() for one in found_faults
    ] == faults


endings = st.sampled_from(
    [b"\r", b"\n", b"\r\n", b"\0", b"\xef\xbb\xbf", b"\xff\xfe", "è".encode()]
)
some_bytes = st.lists(endings | st.binary(max_size=4), max_size=12).map(b"".join)


@steady
@given(some_bytes | st.text().map(str.encode) | st.text().map(lambda text: text.encode("utf-16")))
def test_any_bytes_become_a_clean_text(data):
    text, faults = decode(data)
    assert "\r" not in text
    assert "\0" not in text
    assert not text.startswith("\ufeff")
    text.encode("utf-8")  # a lone surrogate would raise
    assert text or faults
    for fault in faults:
        assert 1 <= fault.at.line <= data.count(b"\n") + 1


def test_all_source_files_of_a_project_are_read_in_the_order_of_their_paths(tmp_path):
    for name in (
        "cases/b.md",
        "cases/a.MD",
        "cases/deep/c.markdown",
        "cases/.hidden.md",
        "cases/.git/d.md",
        "cases/notes.txt",
        "docs/it/index.md",
        "docs/assets/e.md",
        "docs/assets/f.png",
        "translations/it/b.md",
        "translations/it/site.yml",
        "translations/xx/b.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text\n")
    found = read_tree(tmp_path, ("it",))
    assert [one.location for one in found.sources] == [
        ("cases/a.MD", Kind.ORIGINAL, "", "a"),
        ("cases/b.md", Kind.ORIGINAL, "", "b"),
        ("cases/deep/c.markdown", Kind.ORIGINAL, "", "c"),
        ("docs/it/index.md", Kind.PAGE, "it", "index"),
        ("translations/it/b.md", Kind.TRANSLATION, "it", "b"),
        ("translations/it/site.yml", Kind.SITE, "it", "site"),
        ("translations/it/vocabulary.yml", Kind.VOCABULARY, "it", "vocabulary"),
    ]
    missing = "translations/it/vocabulary.yml"
    assert [one.location.path for one in found.sources if one.faults] == [missing]
    strays = ["cases/notes.txt", "docs/assets/e.md", "translations/xx/b.md"]
    assert [one.path for one in found.strays] == strays
    assert found.assets == {"docs/assets/f.png"}


@pytest.mark.parametrize("place", ["cases", "docs", "docs/assets", "docs/it", "translations"])
def test_a_folder_that_is_a_link_is_told_and_not_entered(tmp_path, place):
    outside = tmp_path / "outside" / "it"
    outside.mkdir(parents=True)
    for name in ("a.md", "a.png"):
        (outside / name).write_text("secret\n")
    link = tmp_path / "root" / place
    link.parent.mkdir(parents=True)
    link.symlink_to(outside.parent)
    found = read_tree(tmp_path / "root", ("it",))
    assert [(one.path, one.faults[0].kind) for one in found.strays] == [(place, "linked-folder")]
    assert not found.assets
    assert all(one.faults for one in found.sources)


def test_a_folder_that_cannot_be_read_is_told(tmp_path, monkeypatch):
    for name in ("cases/sub/a.md", "cases/b.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text\n")
    list_folder = os.scandir

    def refused(path):
        if str(path).endswith("sub"):  # root may read any folder
            raise PermissionError(13, "Permission denied", path)
        return list_folder(path)

    monkeypatch.setattr(os, "scandir", refused)
    found = read_tree(tmp_path, ())
    assert [one.location.path for one in found.sources] == ["cases/b.md"]
    told = [("cases/sub", "unreadable-folder", "Permission denied")]
    assert [(one.path, one.faults[0].kind, one.faults[0].detail) for one in found.strays] == told


def _large(path):
    path.write_bytes(b"x" * (SIZE_LIMIT + 1))


def _leads_out(path):
    outside = path.parents[1].with_suffix(".secret")
    outside.write_text("secret")
    path.symlink_to(outside)


def _leads_nowhere(path):
    path.symlink_to(path.with_name("gone.md"))


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (_large, "too-large"),
        (_leads_out, "outside"),
        (_leads_nowhere, "not-found"),
        (lambda path: path.symlink_to(path), "unreadable"),
        (lambda path: path.mkdir(), "unreadable"),
    ],
    ids=["too large", "link out of the project", "link to nothing", "link to itself", "folder"],
)
def test_a_file_that_cannot_be_read_is_empty_and_says_why(tmp_path, make, kind):
    path = tmp_path / "cases" / "x.md"
    path.parent.mkdir()
    make(path)
    assert read(tmp_path.resolve(), "cases/x.md").kind == kind
