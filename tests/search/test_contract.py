"""Python keeps its side of what is agreed with the browser; `tests/javascript` tests the other."""

import msgspec
import pytest

from kb_build.search import data
from kb_build.search import index as indexing
from kb_build.search.catalogue import FACETS, catalogue
from kb_build.search.chunks import chunks
from kb_build.search.entries import Entry
from kb_build.search.words import DIGITS, LONGEST, word_list, words
from kb_build.site import addresses
from kb_build.text.normal import plain
from tests.core import samples
from tests.search.labels import CONTRACT, ITALIAN, LABELS


@pytest.mark.parametrize(("word", "folded"), CONTRACT["fold"]["examples"])
def test_words_are_folded_alike(word, folded):
    assert plain(word) == folded


@pytest.mark.parametrize(("text", "found"), CONTRACT["tokens"]["examples"])
def test_texts_have_the_same_words(text, found):
    assert words(text) == found


@pytest.mark.parametrize("example", CONTRACT["word_list"]["examples"], ids=lambda one: one["text"])
def test_word_lists_have_the_same_form(example):
    assert word_list(example["pages"], example["lang"]) == example["text"]


def test_lengths_are_digits_of_base_36():
    agreed = CONTRACT["word_list"]
    assert agreed["digits"] == DIGITS
    assert agreed["longest"] == LONGEST
    assert len(DIGITS) > LONGEST


def test_files_have_the_same_names():
    folder = addresses.search("it").removeprefix(addresses.home("it"))
    assert CONTRACT["files"] == {
        "about": CONTRACT["files"]["about"],
        "folder": folder,
        "interface": folder + data.INTERFACE,
        "search": folder + data.SEARCH,
        "catalogue": folder + data.CATALOGUE,
        "chunk": folder + data.CHUNK,
        "fragment": folder + data.FRAGMENT,
    }


def test_the_interface_has_the_agreed_words_and_facets():
    assert data.interface(ITALIAN) == CONTRACT["interface"]["example"]
    assert [one["id"] for one in CONTRACT["interface"]["example"]["facets"]] == [
        facet.id for facet in FACETS
    ]


def test_the_vocabulary_has_the_agreed_form():
    example = CONTRACT["search"]["example"]
    found = data.vocabulary("it", LABELS)
    assert found["facets"] == example["facets"]
    assert found["languages"] == example["languages"]
    assert found["terms"].keys() == example["terms"].keys()
    for facet, terms in example["terms"].items():
        assert found["terms"][facet].items() >= terms.items()


def test_the_catalogue_has_the_agreed_form():
    italian = samples.original("lost-ninja", tags=["refund", "empathy"], country="IT")
    spanish = samples.original(
        *("late-train",), lang="es", sector="travel", channel="phone", outcome="poor"
    )
    cases = samples.library(italian, spanish).cases
    ids = {"it": {"cases/lost-ninja/": "1a2b3c4d5e6f"}, "es": {"cases/late-train/": "4d5e6f708192"}}
    ordered = [cases["lost-ninja"], cases["late-train"]]
    assert catalogue(ordered, ITALIAN, ids) == CONTRACT["catalogue"]["example"]


def test_search_and_fragments_have_the_agreed_form():
    agreed = CONTRACT["fragment"]["example"]
    prose = (
        "<p>Prima del primo titolo.</p>\n"
        '<section id="situation"><h2 id="situation">Che cosa è successo</h2>\n'
        "<p>Un bambino perde il suo <em>ninja</em>.</p>\n<p>Scrive all’azienda.</p></section>"
    )
    entry = Entry(agreed["url"], agreed["title"], agreed["summary"], "Rimborso", prose, "")
    made = indexing.build("it", [entry], data.vocabulary("it", LABELS), lambda _: None)
    fragment = made.files[data.FRAGMENT.format(id=made.ids[entry.url])]
    assert msgspec.json.decode(fragment) == agreed
    search = msgspec.json.decode(made.files[data.SEARCH])
    example = CONTRACT["search"]["example"]
    assert search.keys() == example.keys()
    assert [len(one) for one in search["pages"]] == [len(example["pages"][0])]
    assert [len(one) for _, one in search["chunks"]] == [len(example["chunks"][0][1])]


def test_chunks_have_the_agreed_form():
    agreed = CONTRACT["chunk"]
    index = {
        word: {int(level): rows for level, rows in found.items()}
        for word, found in agreed["rows"].items()
    }
    ((first, content),) = chunks(index)
    assert first == "cliente"
    assert msgspec.json.decode(content) == agreed["example"]
