"""Word lists: what counts as a word, which words belong together, and the form they are sent in."""

from collections import Counter
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb_build.search import words as words_module
from kb_build.search.words import LONGEST, common, endings, word_list, words
from tests.conftest import PROJECT

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def begun(word: str, units: int) -> str:
    """Return the beginning of a word as JavaScript cuts it off, in UTF-16 code units."""
    return word.encode("utf-16-le")[: 2 * units].decode("utf-16-le")


def groups(text: str) -> list[set[str]]:
    """Read a word list as the browser does."""
    found = []
    for line in filter(None, text.split("\n")):
        head, *others = line.split(" ")
        first = head[1:]
        found.append({first, *(begun(first, DIGITS.index(one[0])) + one[1:] for one in others)})
    return found


def test_apostrophes_and_hyphens_part_words_and_capitals_do_not_count():
    text = "L’e-mail dell'AZIENDA, 2018: perché?"
    assert words(text) == ["l", "e", "mail", "dell", "azienda", "2018", "perché"]


def test_addresses_are_no_words():
    assert words("a" * LONGEST) == ["a" * LONGEST]
    assert words("a" * (LONGEST + 1)) == []
    assert words("𐐨" * 18) == [], "in UTF-16, these are 36 code units"


@pytest.mark.parametrize(
    ("lang", "together"),
    [
        ("it", {"cliente", "clienti"}),
        ("it", {"rimborso", "rimborsi", "rimborsato"}),
        ("es", {"atención", "atenciones"}),
        ("es", {"niño", "niña", "niños"}),
        ("el", {"πελάτης", "πελάτη", "πελάτες"}),
        ("el", {"εξυπηρέτηση", "εξυπηρέτησης"}),
    ],
)
def test_inflections_of_a_word_are_one_group(lang, together):
    pages = Counter({**dict.fromkeys(together, 2), "altro": 1, "λόγος": 1})
    assert together in groups(word_list(pages, lang))


def test_the_most_frequent_spelling_comes_first():
    assert word_list(Counter({"clienti": 5, "cliente": 2}), "it") == "6clienti 6e"


def test_a_language_without_stemmer_still_has_its_words():
    assert groups(word_list(Counter({"bok": 1, "hus": 1}), "is")) == [{"bok"}, {"hus"}]


def test_the_order_of_reading_does_not_matter():
    seen = ["cliente", "clienti", "azienda", "perché", "perche"]
    counts = Counter(dict.fromkeys(seen, 1))
    backwards = Counter(dict.fromkeys(reversed(seen), 1))
    assert word_list(counts, "it") == word_list(backwards, "it")


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.lists(st.text(max_size=40), max_size=30), st.sampled_from(["it", "es", "el"]))
def test_no_word_is_lost_on_the_way_to_the_browser(texts, lang):
    pages = Counter(word for text in texts for word in words(text))
    found = groups(word_list(pages, lang))
    assert set().union(*found) == set(pages)
    assert sum(map(len, found)) == len(pages)


def test_words_on_most_pages_are_common_where_there_are_enough_pages():
    counts = {"di": 9, "perché": 6, "rimborso": 5}
    assert common(counts, 10) == ["di", "perche"]
    assert common({"di": 3}, 3) == []


@pytest.mark.parametrize(("lang", "ending"), [("it", "assimo"), ("es", "asemos"), ("el", "ηθηκε")])
def test_the_endings_of_a_language_are_known(lang, ending):
    assert ending in endings(lang)


@pytest.mark.parametrize(
    ("lang", "module", "name"),
    [
        ("it", "italian_stemmer", "ItalianStemmer"),
        ("es", "spanish_stemmer", "SpanishStemmer"),
        ("el", "greek_stemmer", "GreekStemmer"),
    ],
)
def test_the_compiled_stemmer_does_what_the_tables_of_the_other_say(lang, module, name):
    # Stems come from one package and endings from another: both must have the same algorithm.
    python = getattr(import_module(f"snowballstemmer.{module}"), name)()
    paths = (PROJECT / "translations" / lang).glob("*")
    known = {word for path in paths for word in words(path.read_text("utf-8"))}
    stem = words_module._stem(lang)
    assert known
    assert [one for one in sorted(known) if stem(one) != python.stemWord(one)] == []
    assert endings(lang)


def test_a_language_without_stemmer_has_no_endings():
    assert endings("is") == []
