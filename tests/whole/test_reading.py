"""What readers, and programs that read for them, find on a site: languages, links, lists."""

import json
import re

import pytest
from lxml import etree

from kb_build.config import SECTIONS
from kb_build.content.labels import KINDS
from kb_build.site import addresses
from tests.building import SITE_URL
from tests.whole.conftest import absolute, address

pytestmark = pytest.mark.site
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def editions(site):
    """Yield each case with each of its languages and its address."""
    for case in site.built.library.cases.values():
        for lang in case.editions:
            yield case, lang, addresses.case(lang, case.id)


def test_the_first_page_offers_every_language_in_its_own_words(site):
    links = site.page("").cssselect("a")
    labels = site.built.project.labels
    assert [one.get("href") for one in links] == [f"{lang}/" for lang in site.built.languages]
    names = [one.text_content() for one in site.page("").cssselect("strong")]
    assert names == [labels[lang].ui.language_name for lang in site.built.languages]


def test_each_case_is_there_in_its_languages_and_in_no_other(site):
    found = {url for url in site.urls if re.fullmatch(r"[^/]+/cases/(?!page/)[^/]+/", url)}
    assert found == {url for _, _, url in editions(site)}


def test_editions_of_a_case_link_to_each_other(site):
    for case, lang, url in editions(site):
        links = site.page(url).cssselect(".kb-languages a")
        found = {link.get("hreflang"): address(link.get("href"), url) for link in links}
        others = set(case.editions) - {lang}
        assert found == {one: addresses.case(one, case.id) for one in others}


def test_switching_language_and_back_returns_to_the_same_page(site):
    for url in site.urls:
        for link in site.page(url).cssselect(".md-select__link"):
            other = address(link.get("href"), url)
            links = site.page(other).cssselect(".md-select__link")
            assert link.get("lang") == link.get("hreflang") == other.split("/")[0]
            if other.count("/") > 1:
                assert url in {address(one.get("href"), other) for one in links}, (url, other)


def test_foreign_texts_on_a_page_say_which_language_they_are_in(site):
    for url in site.urls:
        for card in site.page(url).cssselect(".kb-card"):
            (link,) = card.cssselect("a")
            lang = address(link.get("href"), url).split("/")[0]
            marked = {node.get("lang") for node in card.cssselect("a, .kb-card__summary")}
            assert marked == {lang}
            badges = [one.text_content() for one in card.cssselect(".kb-badge")]
            name = site.built.project.labels[lang].ui.language_name
            assert badges == ([] if url.startswith(f"{lang}/") else [name]), url


def test_sections_have_the_same_anchors_in_every_language(site):
    for _, _, url in editions(site):
        ids = site.page(url).xpath("//div[contains(@class, 'kb-case')]/section/@id")
        assert ids == [one for one in SECTIONS if one in ids], url
        assert set(ids) >= set(site.built.project.settings.sections), url


def test_every_link_within_the_site_leads_to_something_that_is_there(site):
    there = {"", *site.urls}
    for url in site.urls:
        for link in site.page(url).xpath("//@href | //@src"):
            if re.match(r"[a-z]+:", link):
                continue
            target = address(link, url)
            if re.search(r"\.\w+$", target):
                assert (site.folder / target).is_file(), (url, link)
                continue
            assert target in there, (url, link)
            anchor = link.partition("#")[2]
            if anchor:
                assert site.page(target).xpath("//*[@id=$id]", id=anchor), (url, link)


def test_lists_of_terms_hold_exactly_the_cases_that_bear_them(site):
    for lang in site.built.languages:
        for kind in KINDS:
            links = site.page(f"{lang}/{kind}/").cssselect(".kb-terms a")
            terms = {address(one.get("href"), f"{lang}/{kind}/") for one in links}
            borne = {
                addresses.term(lang, kind, term)
                for case in site.built.library.cases.values()
                for of, term in case.fields.terms
                if of == kind
            }
            assert terms == borne
            for url in terms:
                shown = cards(site, url)
                assert len(shown) == len(set(shown))
                bearing = site.built.library.with_term(kind, url.split("/")[2])
                assert set(shown) == {case.id for case in bearing}


def test_every_case_is_listed_in_every_language(site):
    for lang in site.built.languages:
        assert sorted(cards(site, f"{lang}/cases/")) == sorted(site.built.library.cases)


def cards(site, url):
    """Return the ids of the cases on all pages of a list, in order."""
    pages = [one for one in site.urls if re.fullmatch(rf"{url}(page/\d+/)?", one)]
    links = (
        (page, link.get("href"))
        for page in pages
        for link in site.page(page).cssselect(".kb-card a")
    )
    return [address(link, page).split("/")[2] for page, link in links]


def test_the_tab_of_a_page_is_marked(site):
    for url in site.urls:
        page, parts = site.page(url), url.split("/")
        active = page.xpath("//li[contains(@class, 'md-tabs__item--active')]/a/@href")
        assert len(active) == 1, url
        if parts[1] in ("cases", *KINDS):
            assert address(active[0], url) == f"{parts[0]}/{parts[1]}/"


def test_cases_are_in_no_navigation(site):
    for url in site.urls:
        links = site.page(url).cssselect(".md-nav--primary a, .md-tabs a")
        found = {address(one.get("href"), url) for one in links}
        assert not {one for one in found if re.search(r"/cases/[^/]+/$", one)}, url


def test_material_finds_no_alternate_link_to_fetch_a_sitemap_for(site):
    for url in site.urls:
        assert site.page(url).xpath("//link[normalize-space(@rel)='alternate']"), url
        assert not site.page(url).cssselect("link[rel=alternate]"), url


def test_sitemap_and_heads_name_the_same_editions_of_every_page(site):
    heads = {}
    for url in ["", *site.urls]:
        links = site.page(url).xpath("//link[normalize-space(@rel)='alternate'][@hreflang]")
        heads[absolute(url)] = {one.get("hreflang"): one.get("href") for one in links}
        assert site.page(url).xpath("//link[@rel='canonical']/@href") == [absolute(url)]
    tree = etree.parse(site.folder / "sitemap.xml")
    found = {
        one.findtext("s:loc", namespaces=SITEMAP): {
            link.get("hreflang"): link.get("href") for link in one.findall("x:link", SITEMAP)
        }
        for one in tree.findall("s:url", SITEMAP)
    }
    assert found == heads


def test_structured_data_of_a_case_is_about_this_case(site):
    for case, lang, url in editions(site):
        scripts = site.page(url).xpath("//script[@type='application/ld+json']/text()")
        article, trail = map(json.loads, scripts)
        assert article["@id"] == article["url"] == absolute(url)
        assert article["headline"] == case.editions[lang].text.title
        steps = [one["item"]["@id"].removeprefix(SITE_URL) for one in trail["itemListElement"]]
        assert steps == [f"{lang}/", f"{lang}/cases/", url]


def test_the_404_page_leads_into_every_language_from_any_depth(site):
    text = site.documents["404.html"]
    base = "/" + SITE_URL.split("/", 3)[3]
    for lang in site.built.languages:
        assert f'href="{base}{lang}/cases/"' in text
    for link in re.findall(r'(?:src|href)="([^"]+)"', text):
        assert link.startswith(base)
        assert (site.folder / link.removeprefix(base)).exists()
