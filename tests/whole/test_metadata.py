"""What search engines and feed readers are told."""

import json
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from kb_build.content.targets import case_url
from tests.building import SITE_URL
from tests.site.test_languages import all_pages

pytestmark = pytest.mark.site
SCHEMA_ORG = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "schema.org" / "types.json").read_text("utf-8")
)
TEXTS = {"Text", "URL", "Date", "DateTime", "PronounceableText"}
NUMBERS = {"Integer", "Number"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def absolute(url: str) -> str:
    return SITE_URL + url.removeprefix("./")


@pytest.fixture(scope="session")
def in_heads(built, page) -> dict[str, dict[str, str]]:
    """For each page its alternates, as its head names them."""
    found = {}
    for url in all_pages(built):
        links = page(url).xpath("//link[normalize-space(@rel)='alternate'][@hreflang]")
        found[absolute(url)] = {one.get("hreflang"): one.get("href") for one in links}
    return found


@pytest.fixture(scope="session")
def in_sitemap(built) -> dict[str, dict[str, str]]:
    """For each page its alternates, as the sitemap names them."""
    tree = etree.parse(built.folder / "sitemap.xml")
    return {
        one.findtext("s:loc", namespaces=SITEMAP): {
            link.get("hreflang"): link.get("href") for link in one.findall("x:link", SITEMAP)
        }
        for one in tree.findall("s:url", SITEMAP)
    }


def test_the_sitemap_has_every_page_with_the_same_alternates_as_its_head(in_heads, in_sitemap):
    assert in_sitemap == in_heads


def test_alternates_are_reciprocal_name_the_page_itself_and_a_default(in_heads):
    for url, alternates in in_heads.items():
        languages = {lang: one for lang, one in alternates.items() if lang != "x-default"}
        assert alternates["x-default"] in {*languages.values(), SITE_URL}, url
        if url != SITE_URL:
            assert url in languages.values()
            for other in languages.values():
                assert in_heads[other] == alternates, (url, other)


def test_what_is_not_translated_is_nowhere_named_as_if_it_were(built, in_sitemap):
    named = {one for alternates in in_sitemap.values() for one in alternates.values()}
    named |= set(in_sitemap)
    feeds = {
        lang: (built.folder / lang / "feed.xml").read_text("utf-8") for lang in built.languages
    }
    gaps = 0
    for case in built.library.cases.values():
        for lang in built.languages:
            address = absolute(case_url(lang, case.id))
            exists = lang in case.editions
            assert (address in named) == exists
            assert (f'"{address}"' in feeds[lang]) == exists
            gaps += not exists
    assert gaps


def test_each_page_names_its_own_address_as_the_canonical_one(built, page):
    for url in all_pages(built):
        (link,) = page(url).xpath("//link[@rel='canonical']")
        assert link.get("href") == absolute(url)


def test_robots_are_welcome_and_find_the_sitemap(built):
    lines = (built.folder / "robots.txt").read_text("utf-8").splitlines()
    assert lines == ["User-agent: *", "Allow: /", f"Sitemap: {SITE_URL}sitemap.xml"]


def data(page, url: str) -> dict[str, dict]:
    scripts = page(url).xpath("//script[@type='application/ld+json']/text()")
    return {one["@type"]: one for one in map(json.loads, scripts)}


def test_structured_data_uses_only_terms_of_schema_org_with_the_types_they_may_have(built, page):
    checked = 0
    for case in built.library.cases.values():
        for lang in case.editions:
            for one in data(page, case_url(lang, case.id)).values():
                assert one.pop("@context") == "https://schema.org"
                check_term(one)
                checked += 1
    assert checked == 2 * sum(len(case.editions) for case in built.library.cases.values())


def check_term(term: dict) -> None:
    if set(term) == {"@id"}:
        return
    known = SCHEMA_ORG[term["@type"]]
    for name, value in term.items():
        if name.startswith("@"):
            continue
        assert name in known, (term["@type"], name)
        for one in value if isinstance(value, list) else [value]:
            check_value(one, set(known[name]), name)


def check_value(value: object, allowed: set[str], name: str) -> None:
    if isinstance(value, dict):
        assert {value.get("@type", "Thing"), "Thing", "CreativeWork"} & allowed, (name, allowed)
        check_term(value)
    elif isinstance(value, bool):
        assert "Boolean" in allowed, name
    elif isinstance(value, int):
        assert NUMBERS & allowed, name
    else:
        assert TEXTS & allowed, (name, allowed)


def test_an_article_knows_its_language_translations_topics_and_sources(built, page):
    case = built.library.cases["lego-lost-ninja-luka"]
    original = data(page, case_url("it", case.id))["Article"]
    translation = data(page, case_url("el", case.id))["Article"]
    assert (original["inLanguage"], translation["inLanguage"]) == ("it", "el")
    translated = {one["inLanguage"]: one["@id"] for one in original["workTranslation"]}
    assert translated == {lang: absolute(case_url(lang, case.id)) for lang in ("es", "el")}
    assert translation["translationOfWork"]["@id"] == original["@id"]
    assert {one["name"] for one in original["about"]} >= {"LEGO", "Umorismo"}
    assert len(original["citation"]) == len(case.fields.sources)


def test_breadcrumbs_lead_from_the_home_page_to_the_case(page):
    trail = data(page, "es/cases/lego-lost-ninja-luka/")["BreadcrumbList"]["itemListElement"]
    assert [one["position"] for one in trail] == [1, 2, 3]
    addresses = [one["item"]["@id"].removeprefix(SITE_URL) for one in trail]
    assert addresses == ["es/", "es/cases/", "es/cases/lego-lost-ninja-luka/"]


@pytest.mark.parametrize("lang", ["it", "es", "el"])
def test_the_feed_of_a_language_is_valid_and_complete(built, page, lang):
    feed = feedparser.parse((built.folder / lang / "feed.xml").read_bytes())
    labels = built.project.labels[lang]
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.language == lang
    assert feed.feed.title == labels.ui.site_name
    there = [case for case in built.library.cases.values() if lang in case.editions]
    assert {one.title for one in feed.entries} == {case.editions[lang].text.title for case in there}
    for one in feed.entries:
        assert all(one.get(name) for name in ("id", "link", "summary", "published", "updated"))
        assert one.link.startswith(f"{SITE_URL}{lang}/cases/")
        assert all(tag.term and tag.label for tag in one.tags)
    assert page(f"{lang}/").xpath("//link[@type='application/atom+xml']/@href") == ["./feed.xml"]


def test_ids_of_feeds_do_not_depend_on_where_the_site_is_published(built):
    feeds = [
        feedparser.parse((built.folder / lang / "feed.xml").read_bytes()) for lang in ("it", "es")
    ]
    ids = [one.id for feed in feeds for one in (feed.feed, *feed.entries)]
    assert len(set(ids)) == len(ids)
    assert not any("example" in one for one in ids)
