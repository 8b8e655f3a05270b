"""When two texts count as the same, and which of them comes first."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_build.text.normal import collation_key, digest, fold, plain

from .strategies import steady

SPACES = [" ", "  ", "\n", "\t", "\u00a0", "\n\n"]
SINGLE = ["'", "’", "‘"]
DOUBLE = ['"', "“", "”", "«", "»", "„"]

words = st.text("abcèωΩ.,;!-", min_size=1, max_size=6)
texts = st.lists(words | st.just("'") | st.just('"'), min_size=1, max_size=8).map(" ".join)


def typeset(text, choose):
    """Write a text with other white space and other quotation marks."""
    kinds = {" ": SPACES, "'": SINGLE, '"': DOUBLE}
    return "".join(choose(kinds[char]) if char in kinds else char for char in text)


@steady
@given(texts, st.randoms(use_true_random=False))
def test_white_space_and_typographic_quotes_do_not_change_a_digest(text, random):
    other = typeset(f" {text} ", random.choice)
    assert digest(other) == digest(text)
    assert digest(unicodedata.normalize("NFD", other)) == digest(text)
    assert fold(other) == fold(text)


@steady
@given(texts, texts)
def test_any_other_change_gives_another_digest(text, other):
    assert (digest(text) == digest(other)) == (text == other)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Si", "si"),
        ("é", "è"),
        ("a b", "ab"),
        ("one, two", "one two"),
        ("1-2", "1–2"),
        ("5", "6"),
        ("τέλος", "τέλοσ"),
    ],
)
def test_a_digest_tells_small_changes_apart(text, other):
    assert digest(text) != digest(other)


def test_a_digest_is_eight_hexadecimal_digits_that_never_change():
    assert digest("Com’è finita") == digest("Com'è  finita") == "219e9ecf"
    assert re.fullmatch("[0-9a-f]{8}", digest(""))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Com’è  FINITA", "com'è finita"),
        ("«Qué pasó»", '"qué pasó"'),
        ("ΤΙ ΣΥΝΈΒΗΣ", "τι συνέβησ"),
        ("Τι συνέβης", "τι συνέβησ"),
        ("e\u0300", "è"),
    ],
)
def test_folding_makes_headings_comparable(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Εξυπηρέτησης", "εξυπηρετησησ"),
        ("SEÑOR", "senor"),
        ("perché", "perche"),
        ("Ελλάς", "ελλασ"),
        ("plain", "plain"),
        ("कि", "क"),
    ],
)
def test_words_are_searched_for_without_accents_and_with_one_sigma(text, form):
    assert plain(text) == form


@pytest.mark.parametrize(
    ("lang", "ordered"),
    [
        ("it", ["caffè", "Caffetteria", "città", "Cittadino", "è", "zeta"]),
        ("es", ["nata", "nube", "Ñandú", "ñu", "ópera", "oso"]),
        ("es-MX", ["nz", "ña", "o"]),
        ("el", ["άλλος", "Άμεση", "Ελλάδα", "ώρα"]),
        ("pt", ["nada", "ñandu", "nível"]),
    ],
)
def test_texts_are_sorted_as_in_their_language(lang, ordered):
    assert sorted(set(ordered), key=lambda text: collation_key(text, lang)) == ordered
