"""Properties of the whole built site: languages, and the links between them."""

import posixpath
import re

import pytest
from lxml import html

from kb_build.content.targets import case_url

pytestmark = pytest.mark.site


def address(link: str, page: str) -> str:
    """Return where a link leads, from the site's root."""
    path = posixpath.normpath(posixpath.join(page, link.partition("#")[0]))
    return "" if path == "." else path + "/"


def texts(nodes) -> list[str]:
    return [" ".join(node.text_content().split()) for node in nodes]


def all_pages(built) -> list[str]:
    found = built.folder.rglob("index.html")
    return sorted(path.parent.relative_to(built.folder).as_posix() + "/" for path in found)


def test_each_case_is_there_in_its_languages_and_in_no_other(built):
    for case in built.library.cases.values():
        for lang in built.languages:
            exists = (built.folder / case_url(lang, case.id) / "index.html").is_file()
            assert exists == (lang in case.editions), (case.id, lang)


def test_each_page_declares_the_language_it_is_written_in(built, page):
    for url in all_pages(built):
        expected = url.split("/")[0] if url != "./" else built.languages[0]
        assert page(url).get("lang") == expected, url


def test_editions_of_a_case_link_to_each_other(built, page):
    for case in built.library.cases.values():
        for lang in case.editions:
            url = case_url(lang, case.id)
            links = page(url).cssselect(".kb-languages a")
            found = {link.get("hreflang"): address(link.get("href"), url) for link in links}
            others = set(case.editions) - {lang}
            assert found == {one: case_url(one, case.id) for one in others}


def test_the_switcher_of_a_case_leads_to_the_case_or_says_that_it_leads_home(built, page):
    for case in built.library.cases.values():
        for lang in case.editions:
            url = case_url(lang, case.id)
            for link in page(url).cssselect(".md-select__link"):
                to = link.get("hreflang")
                assert link.get("lang") == to
                note = built.project.labels[to].ui.switch_to_home
                if to in case.editions:
                    assert address(link.get("href"), url) == case_url(to, case.id)
                    assert note not in link.text_content()
                else:
                    assert address(link.get("href"), url) == f"{to}/"
                    assert note in link.text_content()


def test_switching_language_and_back_returns_to_the_same_page(built, page):
    for url in all_pages(built):
        for link in page(url).cssselect(".md-select__link"):
            other = address(link.get("href"), url)
            back = {
                address(one.get("href"), other) for one in page(other).cssselect(".md-select__link")
            }
            if other.count("/") > 1:
                assert url in back, (url, other)


def test_every_case_is_listed_in_every_language_with_a_badge_where_it_is_foreign(built, page):
    for lang in built.languages:
        url = f"{lang}/cases/"
        cards = page(url).cssselect(".kb-card")
        assert len(cards) == len(built.library.cases)
        for card in cards:
            (link,) = card.cssselect("a")
            target = address(link.get("href"), url)
            text_lang, _, case_id = target.strip("/").split("/")
            case = built.library.cases[case_id]
            assert text_lang == (lang if lang in case.editions else case.lang)
            names = texts(card.cssselect(".kb-badge"))
            own = built.project.labels[text_lang].ui.language_name
            assert names == ([] if text_lang == lang else [own])


def test_foreign_texts_on_a_page_say_which_language_they_are_in(built, page):
    for lang in built.languages:
        for card in page(f"{lang}/cases/").cssselect(".kb-card"):
            text_lang = address(card.cssselect("a")[0].get("href"), f"{lang}/cases/")[:2]
            marked = {node.get("lang") for node in card.cssselect("a, .kb-card__summary")}
            assert marked == {text_lang}


def test_sections_have_the_same_anchors_in_every_language(built, page):
    for case in built.library.cases.values():
        for lang in case.editions:
            ids = [one.get("id") for one in page(case_url(lang, case.id)).cssselect(".kb-case h2")]
            assert ids == ["situation", "response", "outcome", "lesson", "questions"]


def test_every_link_within_the_site_leads_to_a_page_and_a_place_on_it(built, page):
    pages = set(all_pages(built))
    for url in pages:
        for link in page(url).cssselect("a[href]"):
            href = link.get("href")
            if re.match(r"[a-z]+:", href):
                continue
            target = address(href, url) or "./"
            assert target in pages, (url, href)
            anchor = href.partition("#")[2]
            if anchor:
                assert page(target).xpath("//*[@id=$anchor]", anchor=anchor), (url, href)


def test_no_page_asks_another_host_for_anything(built):
    for path in built.folder.rglob("*.html"):
        tree = html.fromstring(path.read_text("utf-8"))
        loaded = tree.xpath("//@src | //@srcset | //link[@rel='stylesheet' or @rel='icon']/@href")
        assert loaded
        assert not [one for one in loaded if re.match(r"(?:https?:)?//", one)], path


def test_material_finds_no_alternate_link_to_fetch_a_sitemap_for(built, page):
    for url in all_pages(built):
        if url != "./":  # the first page of all is none of Material's
            assert page(url).xpath("//link[normalize-space(@rel)='alternate']"), url
            assert not page(url).cssselect("link[rel=alternate]"), url


def test_case_pages_are_in_no_navigation(built, page):
    for url in all_pages(built):
        links = page(url).cssselect(".md-nav--primary a")
        assert not [
            one.get("href") for one in links if re.search(r"cases/[^/#]+/$", one.get("href"))
        ]
