"""Every page is valid HTML that machines can read aloud."""

from collections import Counter

import html5lib
import pytest
from lxml import html

pytestmark = pytest.mark.site


def documents(built):
    for path in sorted(built.folder.rglob("*.html")):
        yield path.relative_to(built.folder).as_posix(), path.read_text("utf-8")


def test_a_strict_parser_finds_no_fault_in_any_page(built):
    for name, text in documents(built):
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        parser.parse(text)
        assert not parser.errors, (name, parser.errors[:3])


def test_no_id_stands_twice_on_a_page(built):
    for name, text in documents(built):
        ids = Counter(html.fromstring(text).xpath("//@id"))
        assert not [one for one, number in ids.items() if number > 1], name


def test_each_page_has_one_title_a_description_and_a_language(built):
    for name, text in documents(built):
        tree = html.fromstring(text)
        assert len(tree.xpath("//h1")) == 1, name
        assert tree.get("lang"), name
        assert tree.findtext(".//title").strip(), name
        if name != "404.html":
            assert tree.xpath("//meta[@name='description']/@content")[0].strip(), name


def test_pictures_have_an_alternative_text(built):
    for name, text in documents(built):
        assert not html.fromstring(text).xpath("//img[not(@alt)]"), name


def test_each_page_has_a_policy_without_unsafe_scripts(built):
    for name, text in documents(built):
        tree = html.fromstring(text)
        (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        rules = dict(one.strip().split(" ", 1) for one in policy.split(";"))
        assert rules["default-src"] == rules["base-uri"] == "'self'", name
        assert rules["object-src"] == "'none'"
        assert "unsafe-inline" not in rules["script-src"]
        assert "unsafe-eval" not in rules["script-src"].replace("wasm-unsafe-eval", "")
        assert tree.xpath("//meta[@name='referrer']/@content")


def test_no_element_has_a_script_in_an_attribute(built):
    for name, text in documents(built):
        tree = html.fromstring(text)
        assert not tree.xpath("//@*[starts-with(name(), 'on')]"), name
        assert not tree.xpath("//@href[starts-with(., 'javascript:')]"), name
