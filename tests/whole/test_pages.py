"""What a reader finds on the pages of the shipped content."""

from itertools import pairwise

import pytest

from kb_build.content.fields import OriginalFields
from kb_build.content.labels import KINDS
from tests.site.test_languages import address, texts

pytestmark = pytest.mark.site
LUKA = "lego-lost-ninja-luka"


def test_the_first_page_offers_every_language_in_its_own_words(built, page):
    links = page(".").cssselect("a")
    assert [one.get("href") for one in links] == [f"{lang}/" for lang in built.languages]
    assert texts(page(".").cssselect("strong")) == ["Italiano", "Español", "Ελληνικά"]
    assert [one.getparent().get("lang") for one in links] == list(built.languages)


@pytest.mark.parametrize(
    ("lang", "country", "sector"),
    [
        ("it", "Regno Unito", "Giocattoli"),
        ("es", "Reino Unido", "Juguetes"),
        ("el", "Ηνωμένο Βασίλειο", "Παιχνίδια"),
    ],
)
def test_a_case_shows_its_facts_in_the_language_of_the_page(page, lang, country, sector):
    shown = texts(page(f"{lang}/cases/{LUKA}/").cssselect(".kb-facts dd"))
    assert shown[:4] == ["LEGO", "2013", country, sector]


def test_a_translation_names_the_language_of_its_original(page):
    (link,) = page(f"el/cases/{LUKA}/").cssselect(".kb-facts dd a[lang]")
    assert (link.get("lang"), link.text_content()) == ("it", "Italiano")


def test_a_case_links_its_retelling_but_not_among_the_similar_cases(page):
    url = f"it/cases/{LUKA}/"
    retold = page(url).xpath("//h2[@id='retellings']/following-sibling::ul//a/@href")
    similar = page(url).xpath("//h2[@id='related']/following-sibling::ul//a/@href")
    assert [address(one, url) for one in retold] == ["es/cases/lego-luka-customer-care-department/"]
    assert 1 <= len(similar) <= 4
    assert not set(retold) & set(similar)


def test_sources_say_their_language_and_date(page):
    first = page(f"es/cases/{LUKA}/").cssselect(".kb-sources li")[0]
    assert first.cssselect("a")[0].get("lang") == "en"
    assert "9 de enero de 2013" in first.text_content()


def test_lists_of_terms_hold_exactly_the_cases_that_bear_them(built, page):
    for kind in KINDS:
        for link in page(f"it/{kind}/").cssselect(".kb-terms a"):
            url = address(link.get("href"), f"it/{kind}/")
            term = url.split("/")[2]
            cards = page(url).cssselect(".kb-card a")
            shown = {address(one.get("href"), url).split("/")[2] for one in cards}
            assert shown == {case.id for case in built.library.with_term(kind, term)}


def test_the_table_of_translations_tells_the_state_of_each_text(built, page):
    rows = page("it/status/").cssselect("tbody tr")
    assert len(rows) == len(built.library.cases)
    for row in rows:
        case_id = address(row.cssselect("th a")[0].get("href"), "it/status/").split("/")[2]
        states = [cell.get("class").removeprefix("kb-status--") for cell in row.cssselect("td")]
        case = built.library.cases[case_id]
        assert states == [case.status(lang).value for lang in built.languages]


@pytest.mark.parametrize("lang", ["it", "es", "el"])
def test_the_reference_explains_every_field_and_lists_every_tag(built, page, lang):
    shown = texts(page(f"{lang}/reference/").cssselect("dt code"))
    assert set(OriginalFields.model_fields) < set(shown)
    assert set(built.project.labels[lang].vocabulary.tags) < set(shown)


def test_a_page_has_one_title_and_headings_in_order(built, page):
    for path in built.folder.rglob("index.html"):
        url = path.parent.relative_to(built.folder).as_posix()
        levels = [int(one.tag[1]) for one in page(url).cssselect("h1, h2, h3, h4, h5, h6")]
        assert levels.count(1) == 1, url
        steps = pairwise(levels)
        assert all(after <= before + 1 for before, after in steps), (url, levels)
