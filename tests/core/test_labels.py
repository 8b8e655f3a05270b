"""How a language writes plurals, dates and names."""

import pytest
from pydantic import TypeAdapter, ValidationError

from kb_build.content.labels import (
    Interface,
    Labels,
    Plural,
    Vocabulary,
    Words,
    plural_categories,
    plural_fields,
)


def labels(lang):
    return Labels(lang, Interface.model_construct(), Vocabulary.model_construct())


@pytest.mark.parametrize(
    ("lang", "categories"),
    [
        ("it", {"one", "other"}),
        ("es", {"one", "other"}),
        ("el", {"one", "other"}),
        ("pt", {"one", "other"}),
        ("pl", {"one", "few", "many"}),
        ("ar", {"zero", "one", "two", "few", "many", "other"}),
        ("ja", {"other"}),
    ],
)
def test_a_language_needs_the_plural_forms_of_cldr(lang, categories):
    assert plural_categories(lang) == categories


FORMS = {
    "it": Plural(one="{n} caso", other="{n} casi"),
    "es": Plural(one="{n} caso", other="{n} casos"),
    "el": Plural(one="{n} περίπτωση", other="{n} περιπτώσεις"),
    "pt": Plural(one="{n} caso", other="{n} casos"),
    "pl": Plural(one="{n} przypadek", few="{n} przypadki", many="{n} przypadków", other="{n} -"),
}


@pytest.mark.parametrize(
    ("lang", "number", "text"),
    [
        ("it", 0, "0 casi"),
        ("it", 1, "1 caso"),
        ("it", 2, "2 casi"),
        ("it", 1234, "1.234 casi"),
        ("it", 1_000_000, "1.000.000 casi"),
        ("es", 1, "1 caso"),
        ("es", 21, "21 casos"),
        ("el", 1, "1 περίπτωση"),
        ("el", 12, "12 περιπτώσεις"),
        ("pt", 0, "0 caso"),
        ("pt", 2, "2 casos"),
        ("pl", 1, "1 przypadek"),
        ("pl", 3, "3 przypadki"),
        ("pl", 12, "12 przypadków"),
        ("pl", 22, "22 przypadki"),
    ],
)
def test_a_number_takes_its_plural_form(lang, number, text):
    assert labels(lang).plural(FORMS[lang], number) == text


@pytest.mark.parametrize(
    ("lang", "iso", "text"),
    [
        ("it", "2013-01-09", "9 gennaio 2013"),
        ("es", "2013-01-09", "9 de enero de 2013"),
        ("el", "2013-01-09", "9 Ιανουαρίου 2013"),
        ("it", "2013-01", "gennaio 2013"),
        ("es", "2013-01", "enero de 2013"),
        ("el", "2013-01", "Ιανουάριος 2013"),
        ("el", "2013", "2013"),
    ],
)
def test_a_date_reads_as_in_its_language(lang, iso, text):
    assert labels(lang).date(iso) == text


@pytest.mark.parametrize(
    ("lang", "code", "name"),
    [
        ("it", "GB", "Regno Unito"),
        ("es", "GB", "Reino Unido"),
        ("el", "GB", "Ηνωμένο Βασίλειο"),
        ("pt-BR", "IT", "Itália"),
        ("it", "XX", "XX"),
    ],
)
def test_a_country_has_its_name_in_each_language(lang, code, name):
    assert labels(lang).country(code) == name


@pytest.mark.parametrize(
    ("lang", "tag", "name"),
    [
        ("it", "el", "greco"),
        ("es", "it", "italiano"),
        ("el", "es", "Ισπανικά"),
        ("it", "pt-BR", "portoghese (Brasile)"),
    ],
)
def test_a_language_has_its_name_in_each_language(lang, tag, name):
    assert labels(lang).language(tag) == name


@pytest.mark.parametrize("text", ["", "{n} cases", "100 {", "} x", "{}", "{0}"])
def test_a_plain_text_has_words_and_no_placeholders(text):
    with pytest.raises(ValidationError):
        TypeAdapter(Words).validate_python(text)


@pytest.mark.parametrize("text", ["100 %", "{{braces}}", "Che cosa è successo"])
def test_a_plain_text_may_hold_everything_else(text):
    assert TypeAdapter(Words).validate_python(text) == text


@pytest.mark.parametrize("forms", [{}, {"other": "cases"}, {"other": "{number} cases"}])
def test_a_plural_needs_its_general_form_with_the_number(forms):
    with pytest.raises(ValidationError):
        Plural(**forms)


def test_label_files_are_checked_field_by_field():
    with pytest.raises(ValidationError) as caught:
        Interface.model_validate({"site_name": "{x}", "typo": "x"})
    found = {one["loc"]: one["type"] for one in caught.value.errors()}
    assert found["site_name",] == "value_error"
    assert found["typo",] == "extra_forbidden"
    assert found["home",] == "missing"


def test_a_vocabulary_is_read_by_kind():
    term = {"label": "Rimborso", "description": "Denaro restituito.", "synonyms": ["soldi"]}
    vocabulary = Vocabulary.model_validate(
        {"tags": {"refund": term}, "sectors": {}, "channels": {}, "outcomes": {}}
    )
    assert vocabulary.kind("tags")["refund"].synonyms == ("soldi",)
    assert vocabulary.kind("sectors") == {}


def test_the_texts_that_depend_on_a_number_are_known():
    assert plural_fields() == ["case_count", "search_count"]
