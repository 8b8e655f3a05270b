"""What the pages are rendered with: no HTML of the author's making, the same anchors everywhere."""

import re

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from kb_build.content.conventions import section_names
from kb_build.content.labels import Sections
from kb_build.render.markdown import KnowledgeBase, anchors
from kb_build.text import outline

from .strategies import markdown, steady

EXAMPLES = "rendering"

NAMES = dict.fromkeys(("situation", "response", "outcome", "lesson", "reply", "questions"), "x")
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = {"p", "ul", "ol", "li", "blockquote", "pre", "hr", "br", "div"}
TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
ELEMENTS = HEADINGS | BLOCKS | TABLES | {"code", "em", "strong", "a", "img"}
ATTRIBUTES = {"id", "href", "src", "title", "alt", "class", "style", "start"}
SAFE = {"http", "https", "mailto", "tel"}


def render(text, headings=None):
    names = section_names(Sections(**(NAMES | headings))) if headings else {}
    extensions = ["tables", "sane_lists", "toc", "fenced_code", KnowledgeBase(sections=names)]
    return Markdown(extensions=extensions).convert(text)


def elements(text, headings=None):
    """Return all elements as a browser sees them."""
    root = html5lib.parseFragment(render(text, headings), namespaceHTMLElements=False)
    return [one for one in root.iter() if one is not root]


def test_markdown_is_rendered_as_expected(example):
    rendered = render(example.given["text"], example.given.get("headings"))
    example.check({"html": rendered + "\n"})


def scheme(address):
    """Return the scheme as the URL standard finds it (basic URL parser, state by state)."""
    stripped = re.sub(r"[\t\n\r]", "", address).lstrip("".join(map(chr, range(0x21))))
    match = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", stripped)
    return match[1].lower() if match else ""


@steady
@given(markdown)
def test_any_text_yields_harmless_elements_only(text):
    for element in elements(text):
        # html5lib keeps comments as elements whose tag is a function.
        assert element.tag in ELEMENTS
        assert element.attrib.keys() <= ATTRIBUTES
        for name in ("href", "src"):
            assert scheme(element.get(name, "")) in SAFE | {""}
        assert re.fullmatch(r"(text-align: (left|center|right);)?", element.get("style", ""))


TARGETS = ["javascript:x", "data:text/html,x", "vbscript:x", "file:///x", "blob:x", "JaVascript:x"]
dangerous = st.tuples(
    st.sampled_from(TARGETS),
    st.lists(
        st.tuples(
            st.integers(0, 12), st.sampled_from(["\t", " ", "&#10;", "&Tab;", "\\", "\x01", "&#1;"])
        ),
        max_size=3,
    ),
    st.sets(st.integers(0, 12), max_size=5),
)


def disguise(target, inserted, encoded):
    chars = [f"&#{ord(char)};" if n in encoded else char for n, char in enumerate(target)]
    for place, noise in inserted:
        chars.insert(place, noise)
    return "".join(chars)


@steady
@given(dangerous.map(lambda parts: disguise(*parts)))
def test_a_dangerous_address_never_survives_any_disguise(target):
    for form in (
        "[a]({})",
        "[a](<{}>)",
        "<{}>",
        "![a]({})",
        "[a][1]\n\n[1]: {}",
        "![1]\n\n[1]: <{}>",
    ):
        for element in elements(form.format(target)):
            for name in ("href", "src"):
                assert scheme(element.get(name, "")) in SAFE | {""}


@pytest.mark.parametrize(
    "target",
    ["https://a.b", "http://a.b", "mailto:a@b.c", "tel:+39", "a.md#b", "#b", "../a%20b.md"],
)
def test_a_harmless_address_is_kept(target):
    assert [one.get("href") for one in elements(f"[a]({target})") if one.tag == "a"] == [target]


WORDS = st.sampled_from(["One", "Δύο", "tres", "Che cosa è successo", "&amp;", "a\\_b", "`c<d>`"])
headings = st.tuples(st.integers(1, 6), st.lists(WORDS, min_size=1, max_size=3).map(" ".join))
ITALIAN = {"situation": "Che cosa è successo", "response": "Δύο"}


@steady
@given(st.lists(headings, max_size=8), st.sampled_from(["\n\n", "\n\ntext\n\n", "\n\n- item\n\n"]))
def test_each_heading_of_the_outline_has_its_own_anchor_on_the_page(parts, between):
    text = between.join(f"{'#' * level} {words}" for level, words in parts)
    found = [(one.level, one.text) for one in outline.read(text).headings]
    expected = anchors(found, section_names(Sections(**(NAMES | ITALIAN))))
    assert len(set(expected)) == len(parts)
    assert [
        (int(one.tag[1]), one.get("id")) for one in elements(text, ITALIAN) if one.tag in HEADINGS
    ] == [(level, anchor) for (level, _), anchor in zip(found, expected, strict=True)]


@steady
@given(markdown)
def test_every_heading_on_a_page_has_an_anchor_and_none_has_that_of_another(text):
    found = [one.get("id") for one in elements(text) if one.tag in HEADINGS]
    assert all(found)
    assert len(set(found)) == len(found)
