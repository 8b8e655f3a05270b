"""A store makes a run faster and changes nothing else, whatever has become of it."""

import os
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_build.system import store as module
from kb_build.system.store import SEAL_SIZE, Store, Used, digest
from tests.core.strategies import steady

VALUES = {digest(b"%d" % number): b"value %d" % number * 50 for number in range(40)}
OTHERS = {digest(b"other"): b"other"}


@pytest.fixture
def path(tmp_path):
    """A store with values of two kinds."""
    found = tmp_path / "cache" / "kept.sqlite"
    Store(found).replace("page", VALUES)
    Store(found).replace("text", OTHERS)
    return found


def rows(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT kind, key, value FROM kept").fetchall()


def test_what_is_kept_is_found_again_by_kind(path):
    assert Store(path).read("page") == VALUES
    assert Store(path).read("text") == OTHERS
    assert Store(path).read("frame") == {}


def test_a_store_that_is_not_there_is_empty_and_reading_makes_no_file(tmp_path):
    path = tmp_path / "nowhere" / "kept.sqlite"
    assert Store(path).read("page") == {}
    assert not path.parent.exists()


def test_a_kind_holds_what_was_used_last_and_nothing_else(path):
    first, *rest = VALUES
    for _ in range(3):
        Store(path).replace("page", {first: VALUES[first], **OTHERS})
        Store(path).replace("page", {key: VALUES[key] for key in rest})
    assert Store(path).read("page") == {key: VALUES[key] for key in rest}
    assert len(rows(path)) == len(rest) + len(OTHERS)


def test_it_does_not_grow_for_ever(path):
    def replaced(number):
        Store(path).replace("page", {digest(b"%d" % number): os.urandom(50_000)})
        return path.stat().st_size

    sizes = [replaced(number) for number in range(20)]
    assert max(sizes[5:]) <= max(sizes[:5])


def test_what_is_there_already_is_not_written_again(path, monkeypatch):
    monkeypatch.setattr(Store, "_write", lambda *_: pytest.fail("written"))
    Store(path).replace("page", dict(VALUES))


def test_a_value_that_has_changed_under_its_name_is_written(path):
    changed = {**VALUES, next(iter(VALUES)): b"changed"}
    Store(path).replace("page", changed)
    assert Store(path).read("page") == changed


def test_within_a_run_what_was_replaced_is_what_is_read(path):
    store = Store(path)
    store.read("page")
    store.replace("page", OTHERS)
    assert store.read("page") == OTHERS


# Damage


def test_any_damage_leaves_sound_values_only(path):
    whole = path.read_bytes()

    @steady
    @given(st.integers(0, len(whole) - 1), st.binary(min_size=1, max_size=64))
    def damage(place, noise):
        path.write_bytes(whole[:place] + noise + whole[place + len(noise) :])
        assert Store(path).read("page").items() <= VALUES.items()

    damage()


@pytest.mark.parametrize("content", [b"", b"\0" * 5000, b"SQLite format 3\0", os.urandom(9000)])
def test_a_file_that_is_no_store_is_empty_and_is_replaced(path, content):
    path.write_bytes(content)
    assert Store(path).read("page") == {}
    for _ in range(2):  # where it cannot be mended in place, it is deleted and made by the next run
        Store(path).replace("page", VALUES)
    assert Store(path).read("page") == VALUES


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_store_that_was_cut_off_is_mended(path, part):
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])
    assert Store(path).read("page").items() <= VALUES.items()
    for _ in range(2):
        Store(path).replace("page", VALUES)
    assert Store(path).read("page") == VALUES


@pytest.mark.parametrize(
    "schema",
    [
        "CREATE TABLE other (a)",
        "CREATE TABLE kept (a)",
        "CREATE TABLE kept (kind TEXT, key TEXT, value INTEGER)",
        "CREATE VIEW kept AS SELECT 'page' AS kind, 1 AS key, 2 AS value",
    ],
)
def test_a_foreign_database_is_empty_and_is_replaced(tmp_path, schema):
    path = tmp_path / "kept.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(schema)
        connection.commit()
    assert Store(path).read("page") == {}
    for _ in range(2):
        Store(path).replace("page", VALUES)
    assert Store(path).read("page") == VALUES


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (b"key", b""),
        (b"key", b"short"),
        (b"key", bytes(SEAL_SIZE) + b"value"),
        (b"key", module._seal(b"other", b"value") + b"value"),
        (b"key", module._seal(b"key", b"value") + b"valuE"),
        ("text", module._seal(b"text", b"value") + b"value"),
        (b"key", "text"),
        (b"key", 7),
    ],
)
def test_a_value_without_its_seal_counts_as_absent(path, key, value):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO kept VALUES ('page', ?, ?)", (key, value))
        connection.commit()
    assert Store(path).read("page") == VALUES
    Store(path).replace("page", {b"key": b"value"})
    assert Store(path).read("page") == {b"key": b"value"}


def test_a_folder_in_its_place_is_an_empty_store(tmp_path):
    path = tmp_path / "kept.sqlite"
    path.mkdir()
    assert Store(path).read("page") == {}
    Store(path).replace("page", VALUES)
    assert path.is_dir()


def test_a_file_in_place_of_its_folder_is_an_empty_store(tmp_path):
    folder = tmp_path / "cache"
    folder.write_text("a file")
    Store(folder / "kept.sqlite").replace("page", VALUES)
    assert Store(folder / "kept.sqlite").read("page") == {}
    assert folder.read_text() == "a file"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only_keeps_nobody_from_reading(path):
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        assert Store(path).read("page") == VALUES
        Store(path).replace("page", OTHERS)
    finally:
        path.parent.chmod(0o700)


def test_a_database_that_cannot_be_written_changes_nothing_but_speed(path, monkeypatch):
    def refuse(*_):
        raise sqlite3.OperationalError("attempt to write a readonly database")

    store = Store(path)
    monkeypatch.setattr(store, "_write", refuse)
    store.replace("page", OTHERS)
    assert store.read("page") == OTHERS  # in this run
    assert Store(path).read("page") == {}  # rather nothing than what no longer holds


def test_a_full_disk_changes_nothing_but_speed(path, monkeypatch):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    store = Store(path)
    monkeypatch.setattr(store, "_write", refuse)
    store.replace("page", OTHERS)
    assert Store(path).read("page") == {}


# Names


@steady
@given(st.lists(st.binary(max_size=8), max_size=4), st.lists(st.binary(max_size=8), max_size=4))
def test_different_parts_have_different_digests(some, others):
    assert (digest(*some) == digest(*others)) == (some == others)


def test_values_that_are_used_are_noted():
    used = Used({b"a": b"1", b"b": b"2"})
    assert used.get(b"a") == b"1"
    assert used.get(b"c") is None
    used[b"d"] = b"4"
    assert used.used == dict(used) == {b"a": b"1", b"d": b"4"}
    del used[b"d"]
    assert len(used) == 1
