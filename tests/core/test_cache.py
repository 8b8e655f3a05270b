"""What language a passage is in is remembered from run to run."""

import json

import pytest

from kb_build.system.store import KEY, LanguageCache

IT, ES = ("it", 0.999), ("es", 0.875)


@pytest.fixture
def path(tmp_path):
    return tmp_path / ".kb" / "cache" / "languages.json"


def remember(path, **answers):
    cache = LanguageCache(path)
    cache.update(answers)
    cache.save()


def test_an_answer_is_kept_between_runs(path):
    remember(path, ciao=IT, hola=ES)
    cache = LanguageCache(path)
    assert "ciao" in cache
    assert (cache["ciao"], cache["hola"]) == (IT, ES)
    assert "γεια" not in cache


def test_what_a_run_did_not_use_is_dropped(path):
    remember(path, ciao=IT, hola=ES)
    cache = LanguageCache(path)
    assert cache["ciao"] == IT
    cache.save()
    cache = LanguageCache(path)
    assert cache["ciao"] == IT
    with pytest.raises(KeyError):
        cache["hola"]


def test_a_run_that_changes_nothing_writes_nothing(path):
    remember(path, ciao=IT)
    path.chmod(0o444)
    before = path.stat()
    cache = LanguageCache(path)
    assert cache["ciao"] == IT
    cache.save()
    assert path.stat().st_ino == before.st_ino


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[]",
        b"3",
        b"null",
        json.dumps({"key": KEY}).encode(),
        json.dumps({"key": KEY, "texts": []}).encode(),
        json.dumps({"key": KEY, "texts": {"a": 3}}).encode(),
        json.dumps({"key": KEY, "texts": {"a": ["it", "much"]}}).encode(),
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_counts_as_empty_and_is_mended(path, content):
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert len(LanguageCache(path).known) == 0
    remember(path, ciao=IT)
    assert LanguageCache(path)["ciao"] == IT


def test_answers_of_another_version_are_forgotten(path):
    remember(path, ciao=IT)
    path.write_text(path.read_text().replace(KEY, "langdetect 0.1 it es"))
    assert "ciao" not in LanguageCache(path)


@pytest.mark.parametrize("place", ["folder", "file"])
def test_a_place_that_cannot_be_written_is_no_problem(path, place):
    if place == "folder":
        path.parent.parent.write_text("a file where the folder should be")
    else:
        path.mkdir(parents=True)
    remember(path, ciao=IT)
    assert "ciao" not in LanguageCache(path)


def test_the_file_is_the_same_whatever_the_order_of_the_texts(tmp_path):
    remember(tmp_path / "a.json", ciao=IT, hola=ES)
    remember(tmp_path / "b.json", hola=ES, ciao=IT)
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.json", "b.json"]


def test_it_is_a_mapping_of_what_this_run_used(path):
    remember(path, ciao=IT, hola=ES)
    cache = LanguageCache(path)
    assert len(cache) == 0
    assert cache["hola"] == ES
    cache["γεια"] = ("el", 1.0)
    assert len(list(cache)) == len(cache) == 2
    del cache["hola"]
    assert "hola" not in cache
