"""How cases are linked: related cases, retellings, translations and their status."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_build.content import library as module
from kb_build.content.library import Status

from .samples import body, collections, library, original, translation
from .strategies import steady


def names(found):
    return [case.id for case in found]


@steady
@given(collections, st.randoms(use_true_random=False), st.sampled_from([1, 200]))
def test_related_cases_are_few_other_anecdotes_in_a_certain_order(texts, random, window):
    shuffled = random.sample(texts, len(texts))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "WINDOW", window)
        linked, again = library(*texts, drafts=True), library(*shuffled, drafts=True)
        for case in linked.cases.values():
            related = names(linked.related(case))
            assert related == names(again.related(again.cases[case.id]))
            assert len(related) <= 4
            told = [linked.anecdotes[one] for one in (case.id, *related)]
            assert len(set(told)) == len(told)


@steady
@given(collections)
def test_each_case_belongs_to_exactly_one_anecdote(texts):
    linked = library(*texts, drafts=True)
    for case in linked.cases.values():
        group = linked.anecdotes[case.id]
        assert case.id in group
        assert all(linked.anecdotes[one] == group for one in group)
        assert {case.id, *names(linked.retellings(case))} == set(group)
        if case.fields.retells in linked.cases:
            assert case.fields.retells in group


@steady
@given(collections, st.booleans())
def test_drafts_are_shown_in_the_preview_only(texts, drafts):
    linked = library(*texts, drafts=drafts)
    published = [one for one in texts if drafts or not one.fields.draft]
    assert list(linked.cases) == sorted(one.source.stem for one in published)


def test_what_is_rare_in_the_collection_counts_more_than_what_is_common():
    common = [original(f"common-{n}", tags=["common"], company=f"C{n}") for n in range(5)]
    linked = library(
        original("a", tags=["common", "rare"], company="A", sector="one"),
        original("z", tags=["rare"], company="Z", sector="two"),
        *common,
    )
    assert names(linked.related(linked.cases["a"]))[0] == "z"


def test_equally_similar_cases_are_sorted_by_id():
    linked = library(
        original("a", tags=["one", "two"], company="A", sector="a"),
        original("b", tags=["two"], company="B", sector="b"),
        original("c", tags=["one"], company="C", sector="c"),
    )
    assert names(linked.related(linked.cases["a"])) == ["b", "c"]


def test_a_company_is_the_same_in_capitals():
    linked = library(
        original("a", tags=["one"], company="LEGO", sector="a"),
        original("b", tags=["two"], company="Lego", sector="b"),
    )
    assert names(linked.related(linked.cases["a"])) == ["b"]


def test_cases_with_nothing_but_channel_and_outcome_in_common_are_not_related():
    linked = library(
        original("a", tags=["one"], company="A", sector="one"),
        original("b", tags=["two"], company="B", sector="two"),
    )
    assert linked.related(linked.cases["a"]) == []


def test_in_a_large_collection_every_case_has_related_ones():
    linked = library(*(original(f"case-{n:03}", company=f"C{n}") for n in range(410)))
    assert all(len(linked.related(linked.cases[f"case-{n:03}"])) == 4 for n in (0, 5, 409))


@pytest.mark.parametrize(
    ("retells", "group"),
    [
        ({"a": None, "b": "a", "c": "b"}, ("a", "b", "c")),
        ({"a": None, "b": "a", "c": "a"}, ("a", "b", "c")),
        ({"a": "b", "b": "a", "c": None}, ("a", "b")),
        ({"a": "b", "b": "c", "c": "b"}, ("a", "b", "c")),
        ({"a": "a", "b": None, "c": None}, ("a",)),
        ({"a": "gone", "b": None, "c": None}, ("a",)),
    ],
    ids=["chain", "star", "circle", "tail of a circle", "itself", "nothing"],
)
def test_retellings_of_retellings_are_one_anecdote_and_circles_end(retells, group):
    linked = library(*(original(stem, retells=told) for stem, told in retells.items()))
    assert linked.anecdotes["a"] == group


def test_cases_are_found_by_their_terms():
    linked = library(
        original("a", tags=["x", "y", "x"]), original("b", tags=["y"], channel="phone")
    )
    assert names(linked.with_term("tags", "y")) == ["a", "b"]
    assert names(linked.with_term("tags", "x")) == ["a"]
    assert names(linked.with_term("channels", "phone")) == ["b"]
    assert linked.with_term("tags", "z") == []


def test_the_terms_of_a_case_stand_in_one_place_and_none_twice():
    assert original(tags=["x", "y", "x"]).fields.terms == (
        ("tags", "x"),
        ("tags", "y"),
        ("sectors", "toys"),
        ("channels", "email"),
        ("outcomes", "excellent"),
    )


def test_published_is_a_view_of_the_same_cases():
    linked = library(original("a"), original("b", draft="true"), drafts=True)
    assert list(linked.cases) == ["a", "b"]
    assert linked.published().cases["a"] is linked.cases["a"]
    assert list(linked.published().cases) == ["a"]


PARTS = {"situation": "Prima.", "response": "Poi.", "outcome": "Fine.", "lesson": "Ecco."}


def edition(before, after, **fields):
    """Stamp a translation with one original, then change the original."""
    stamp = {"source_revision": dict(before.digests)}
    linked = library(after, translation(**(stamp | fields)))
    return linked.cases["ninja"].editions["es"]


def test_a_translation_of_the_present_original_is_current():
    it = original(body=body("it", **PARTS))
    respaced = original(body=body("it", **PARTS).replace(" ", "  ").replace("’", "'") + "\n\n")
    assert edition(it, it).status is Status.CURRENT
    assert edition(it, respaced).status is Status.CURRENT
    assert edition(it, it).changed == ()


@pytest.mark.parametrize(
    "changed",
    [("situation",), ("lesson",), ("situation", "outcome"), ("title",), ("summary", "response")],
)
def test_a_translation_of_an_earlier_original_names_exactly_what_changed(changed):
    fields = {name: "Altro" for name in changed if name in ("title", "summary")}
    parts = PARTS | {name: "Altro." for name in changed if name in PARTS}
    after = original(body=body("it", **parts), **fields)
    found = edition(original(body=body("it", **PARTS)), after)
    assert (found.status, found.changed) == (Status.OUTDATED, changed)


def test_sections_that_came_or_went_are_changes_too():
    short = original(body=body("it", **PARTS))
    long = original(body=body("it", **PARTS, questions="- Chi?"))
    assert edition(short, long).changed == ("questions",)
    assert edition(long, short).changed == ("questions",)


def test_sections_that_changed_places_have_not_changed():
    there = original(body=body("it", **PARTS))
    back = original(body=body("it", **dict(reversed(PARTS.items()))))
    assert edition(there, back).status is Status.CURRENT


def test_a_translation_without_stamp_is_unverified_and_one_without_file_is_missing():
    case = library(original(), translation()).cases["ninja"]
    assert [case.status(lang) for lang in ("it", "es", "el")] == [
        Status.ORIGINAL,
        Status.UNVERIFIED,
        Status.MISSING,
    ]
    assert case.best("es").text.lang == "es"
    assert case.best("el").text.lang == "it"


@pytest.mark.parametrize(
    "unsound",
    [
        original("ninja", title=None),
        original("ninja", lang="pt"),
        original("other"),
    ],
    ids=["without title", "in a foreign language", "of another name"],
)
def test_a_translation_without_sound_original_makes_no_case(unsound):
    assert "ninja" not in library(unsound, translation()).cases


def test_the_original_stands_against_a_translation_into_its_own_language():
    case = library(original(), translation(lang="it")).cases["ninja"]
    assert case.editions["it"].status is Status.ORIGINAL


def test_cases_are_sorted_by_id():
    found = list(library(original("b"), original("a"), original("c")).cases)
    assert all(one < other for one, other in pairwise(found))


@pytest.mark.parametrize("last", ["case-00000", "gone"], ids=["circle", "chain"])
def test_retellings_are_linked_in_linear_time(last):
    number = 10_000
    links = {f"case-{n:05}": f"case-{n + 1:05}" for n in range(number - 1)}
    links[f"case-{number - 1:05}"] = last
    before = time.process_time()
    found = module.roots(links)
    assert time.process_time() - before < 1
    assert set(found.values()) == {"case-00000" if last == "case-00000" else "case-09999"}
    assert len(module.circles(links)) == (last == "case-00000")
