"""Every page is valid HTML that machines can read aloud, and that loads nothing from elsewhere."""

import re
from collections import Counter
from itertools import pairwise

import html5lib
import pytest

pytestmark = pytest.mark.site
BESIDE_THE_ARTICLE = 20_000
"""Bytes of the page of a case without what it says of the case itself, to people and programs."""


def test_a_strict_parser_finds_no_fault_in_any_page(site):
    for name, text in site.documents.items():
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        parser.parse(text)
        assert not parser.errors, (name, parser.errors[:3])


def test_no_id_is_twice_on_a_page(site):
    for name, tree in site:
        ids = Counter(tree.xpath("//@id"))
        assert not [one for one, number in ids.items() if number > 1], name


def test_each_page_has_one_title_a_description_and_a_language(site):
    for name, tree in site:
        assert len(tree.xpath("//h1")) == 1, name
        assert tree.findtext(".//title").strip(), name
        expected = name.split("/")[0] if "/" in name else site.built.languages[0]
        assert tree.get("lang") == expected, name
        if name != "404.html":
            assert tree.xpath("//meta[@name='description']/@content")[0].strip(), name


def test_headings_leave_out_no_level(site):
    for url in site.urls:
        headings = site.page(url).cssselect("h1, h2, h3, h4, h5, h6")
        levels = [int(one.tag[1]) for one in headings]
        assert all(after <= before + 1 for before, after in pairwise(levels)), (url, levels)


def test_pictures_have_an_alternative_text(site):
    for name, tree in site:
        assert not tree.xpath("//img[not(@alt)]"), name


def test_each_page_has_a_policy_without_unsafe_scripts(site):
    for name, tree in site:
        (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        rules = dict(one.strip().split(" ", 1) for one in policy.split(";"))
        assert rules["default-src"] == rules["base-uri"] == "'self'", name
        assert rules["object-src"] == "'none'"
        assert "unsafe-inline" not in rules["script-src"]
        assert "'unsafe-eval'" not in rules["script-src"]
        assert tree.xpath("//meta[@name='referrer']/@content")


def test_no_element_has_a_script_in_an_attribute(site):
    for name, tree in site:
        assert not tree.xpath("//@*[starts-with(name(), 'on')]"), name
        assert not tree.xpath("//@href[starts-with(., 'javascript:')]"), name


def test_no_page_asks_another_host_for_anything(site):
    for name, tree in site:
        loaded = tree.xpath("//@src | //@srcset | //link[@rel='stylesheet' or @rel='icon']/@href")
        assert loaded
        assert not [one for one in loaded if re.match(r"(?:https?:)?//", one)], name


def test_the_page_of_a_case_grows_with_its_article_only(site):
    own = re.compile(
        r'<article.*</article>|<script type="application/ld.json">.*?</script>', re.DOTALL
    )
    for name, text in site.documents.items():
        if re.fullmatch(r"[^/]+/cases/(?!page/)[^/]+/index.html", name):
            assert len(own.sub("", text).encode()) <= BESIDE_THE_ARTICLE, name
