"""What is kept between runs is the same as what is read anew, or it is read anew."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_build import checks
from kb_build.content import reading
from kb_build.content.conventions import Conventions
from kb_build.content.files import Location, SourceFile
from kb_build.content.kept import key, pack, unpack
from kb_build.content.kinds import Kind
from kb_build.content.reading import Reader

from .samples import CONVENTIONS, FIELDS, source
from .strategies import markdown, steady

STAMP = {"title": "T", "summary": "S", "source_revision": {"title": "00000000"}}
SOURCES = [
    source("ninja", FIELDS, "## Lezione\n\n[x](other.md) ![](a.png) <b>\n"),
    source("ninja", STAMP, "## Lección\n\nTexto.\n", Kind.TRANSLATION, "es"),
    source("broken", {"title": 3}, "# One\n\n#Two\n"),
]


def read(sources, **options):
    return Reader(checks.inspect, **options).read(sources, CONVENTIONS)


@steady
@given(markdown, st.booleans())
def test_what_is_unpacked_is_what_was_packed(body, sound):
    (before,) = read([source("ninja", FIELDS if sound else {}, body)])
    after = unpack(pack(before))
    assert after == before
    assert after.text.anchors == before.text.anchors


def test_what_is_kept_is_not_read_again(monkeypatch):
    kept = {}
    first = read(SOURCES, kept=kept)
    assert len(kept) == len(SOURCES)
    monkeypatch.setattr(reading, "parse", lambda *_: pytest.fail("read again"))
    assert read(SOURCES, kept=kept) == first


@pytest.mark.parametrize("damage", [b"", b"\x00", b"\xc1" * 99, pack(read(SOURCES)[0])[:-1]])
def test_damaged_or_foreign_data_count_as_absent_and_are_mended(damage):
    kept = {}
    first = read(SOURCES, kept=kept)
    sound = dict(kept)
    kept.update(dict.fromkeys(kept, damage))
    assert read(SOURCES, kept=kept) == first
    assert kept == sound


@steady
@given(st.binary(max_size=200), st.integers(0, 400))
def test_any_bytes_are_a_text_or_raise_a_value_error(noise, place):
    data = pack(read(SOURCES)[0])
    try:
        unpack(data[:place] + noise + data[place + len(noise) :])
    except ValueError:
        return


def test_everything_that_is_read_has_a_name_of_its_own():
    location = Location("cases/a.md", Kind.ORIGINAL, "", "a")
    german = {**CONVENTIONS.headings, "de": CONVENTIONS.headings["it"]}
    parts = (CONVENTIONS.languages, CONVENTIONS.required, CONVENTIONS.headings, {})
    others = [
        Conventions(("es", "it"), *parts[1:]),
        Conventions(parts[0], (), *parts[2:]),
        Conventions(*parts[:2], german, {}),
        Conventions(*parts[:3], {"tags": {"refund": "refund"}}),
    ]
    names = [
        key(SourceFile(location, b"one"), CONVENTIONS),
        key(SourceFile(location, b"two"), CONVENTIONS),
        key(SourceFile(location._replace(path="cases/b.md"), b"one"), CONVENTIONS),
        key(SourceFile(location._replace(kind=Kind.PAGE), b"one"), CONVENTIONS),
        *(key(SourceFile(location, b"one"), one) for one in others),
    ]
    assert len(set(names)) == len(names)


def test_several_processes_read_the_same_in_the_same_order(monkeypatch):
    monkeypatch.setattr(reading, "SMALL", 1)
    counts = []
    found = read(
        SOURCES * 30, jobs=2, progress=lambda _, done, total: counts.append((done, total)), kept={}
    )
    assert found == read(SOURCES * 30)
    assert counts[-1] == (90, 90)
    assert counts == sorted(counts)
