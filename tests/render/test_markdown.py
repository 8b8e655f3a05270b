"""Markdown → HTML: nothing of the author's making, sections, links, the same anchors everywhere."""

import re
from dataclasses import replace

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from kb_build.content.conventions import section_names
from kb_build.content.labels import Sections
from kb_build.content.texts import parse
from kb_build.render.markdown import HEADINGS, KnowledgeBase, anchors, converter
from kb_build.text import outline
from tests.core import samples
from tests.core.strategies import markdown, steady

EXAMPLES = "markdown"

NAMES = dict.fromkeys(("situation", "response", "outcome", "lesson", "reply", "questions"), "x")
BLOCKS = {"p", "ul", "ol", "li", "blockquote", "pre", "hr", "br", "div", "section"}
TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
ELEMENTS = {*HEADINGS} | BLOCKS | TABLES | {"code", "em", "strong", "a", "img"}
ATTRIBUTES = {"id", "href", "src", "title", "alt", "class", "style", "start"}
SAFE = {"http", "https", "mailto", "tel"}
SHIPPED = ("tables", "sane_lists")
"""The extensions of the `mkdocs.yml` in this repository."""


def render(text, headings=None, links=None, extensions=SHIPPED):
    names = section_names(Sections(**(NAMES | headings))) if headings else {}
    return converter(extensions, names)(text, links or {})


def elements(text, headings=None, **options):
    """Return all elements as a browser sees them."""
    rendered = render(text, headings, **options).html
    root = html5lib.parseFragment(rendered, namespaceHTMLElements=False)
    return [one for one in root.iter() if one is not root]


def entry(one):
    """Return an entry of the table of contents as the examples write it."""
    below = [entry(child) for child in one.children]
    return {one.id: one.title} | ({"below": below} if below else {})


def test_markdown_is_rendered_as_expected(example):
    found = render(**example.given)
    toc = [entry(one) for one in found.toc]
    example.check({"html": found.html + "\n", "toc": toc, "text": found.text})


def scheme(address):
    """Return the scheme as the URL standard finds it (basic URL parser, state by state)."""
    stripped = re.sub(r"[\t\n\r]", "", address).lstrip("".join(map(chr, range(0x21))))
    match = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", stripped)
    return match[1].lower() if match else ""


def assert_harmless(element):
    # html5lib keeps comments as elements whose tag is a function.
    assert element.tag in ELEMENTS
    for name in ("href", "src"):
        assert scheme(element.get(name, "")) in SAFE | {""}


@steady
@given(markdown)
def test_any_text_yields_harmless_elements_only(text):
    for element in elements(text, ITALIAN):
        assert_harmless(element)
        assert element.attrib.keys() <= ATTRIBUTES
        assert re.fullmatch(r"(text-align: (left|center|right);)?", element.get("style", ""))


attribute = st.tuples(
    st.sampled_from(["onclick", "ONCLICK", "OnError", "href", "HREF", "Src", "id", "title"]),
    st.sampled_from(["x", "javascript:x", "JAVASCRIPT:x", "data:text/html,x", "other.md"]),
)


@steady
@given(
    st.sampled_from(["[a](b.md)", "[a](javascript:x)", "![a](b.png)", "## a", "*a*"]),
    st.lists(attribute, min_size=1, max_size=3),
)
def test_attributes_that_an_extension_allows_are_harmless_in_any_letter_case(text, attributes):
    listed = " ".join(f'{name}="{value}"' for name, value in attributes)
    for element in elements(f"{text}{{: {listed} }}", extensions=("attr_list",)):
        assert_harmless(element)
        assert not [name for name in element.attrib if name.startswith("on")]


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
            assert_harmless(element)


@pytest.mark.parametrize(
    "target",
    ["https://a.b", "http://a.b", "mailto:a@b.c", "tel:+39", "a.md#b", "#b", "../a%20b.md"],
)
def test_a_harmless_address_is_kept(target):
    assert [one.get("href") for one in elements(f"[a]({target})") if one.tag == "a"] == [target]


# Links


NAMED = st.text(st.sampled_from("abàΩ-_.~%#?&=+,;!$'*@:/"), min_size=1, max_size=8)
paths = NAMED.map(lambda name: f"./{name}.md")
written = st.sampled_from(["{}", "<{}>", '{} "title"', "<{}> 'title'"])
forms = st.sampled_from(["[a *b* `c`]({})", "![a]({})", "- [a]({})", "> # [a]({})", "*[a]({})*"])


@steady
@given(st.lists(st.tuples(forms, written, paths), min_size=1, max_size=3))
def test_every_link_that_the_checks_see_is_rewritten(parts):
    text = "\n\n".join(form.format(how.format(path)) for form, how, path in parts)
    seen = [one.target for one in outline.read(text).links]
    targets = {target: f"../{number}/" for number, target in enumerate(dict.fromkeys(seen))}
    shown = [
        element.get(name)
        for element in elements(text, links=targets)
        for name in ("href", "src")
        if element.get(name)
    ]
    assert shown == [targets[one] for one in seen]


@steady
@given(markdown, st.sampled_from(["a", "x.md"]))
def test_a_link_that_is_not_rewritten_stays_as_it_is(text, target):
    """Rewriting concerns addresses only: apart from them, the HTML is the same."""
    plain = render(text).html
    assert render(text, links={target: target}).html == plain
    rewritten = render(text, links={target: "\ue000"}).html
    assert rewritten.replace("\ue000", target) == plain


def test_the_links_of_one_text_are_not_those_of_the_next():
    convert = converter(SHIPPED, {})
    assert 'href="one/"' in convert("[a](x.md)", {"x.md": "one/"}).html
    assert 'href="two/"' in convert("[a](x.md)", {"x.md": "two/"}).html
    assert 'href="x.md"' in convert("[a](x.md)", {}).html


def test_a_reference_of_one_text_is_not_known_to_the_next():
    convert = converter(SHIPPED, {})
    assert "<a " in convert("[a]\n\n[a]: x.md", {}).html
    assert convert("[a]", {}).html == "<p>[a]</p>"


# Anchors


WORDS = st.sampled_from(["One", "Δύο", "tres", "Che cosa è successo", "&amp;", "a\\_b", "`c<d>`"])
headings = st.tuples(st.integers(1, 6), st.lists(WORDS, min_size=1, max_size=3).map(" ".join))
ITALIAN = {"situation": "Che cosa è successo", "response": "Δύο"}


def places(text, headings=None):
    """Return level and anchor of each heading; a section has the anchor of its heading."""
    found, section = [], ""
    for one in elements(text, headings):
        if one.tag == "section":
            section = one.get("id")
        elif one.tag in HEADINGS:
            found.append((int(one.tag[1]), one.get("id") or section))
            section = ""
    return found


@steady
@given(st.lists(headings, max_size=8), st.sampled_from(["\n\n", "\n\ntext\n\n", "\n\n- item\n\n"]))
def test_each_heading_of_the_outline_has_its_own_anchor_on_the_page(parts, between):
    text = between.join(f"{'#' * level} {words}" for level, words in parts)
    found = [(one.level, one.text) for one in outline.read(text).headings]
    expected = anchors(found, section_names(Sections(**(NAMES | ITALIAN))))
    assert len(set(expected)) == len(parts)
    assert places(text, ITALIAN) == [
        (level, anchor) for (level, _), anchor in zip(found, expected, strict=True)
    ]


@steady
@given(st.lists(headings, max_size=8))
@example([(2, "Δύο"), (1, "Δύο")])
def test_the_checks_know_the_anchors_of_the_page(parts):
    text = "\n\n".join(f"{'#' * level} {words}" for level, words in parts)
    names = dict(zip(samples.NAMES, samples.HEADINGS["it"], strict=True))
    names["response"] = "Δύο"
    known = replace(samples.CONVENTIONS, headings={"it": names})
    read = parse(samples.source("ninja", samples.FIELDS, text), known).text
    assert list(read.anchors) == [anchor for _, anchor in places(text, names)]


@steady
@given(markdown)
def test_every_heading_on_a_page_has_an_anchor_and_none_has_that_of_another(text):
    found = [anchor for _, anchor in places(text, ITALIAN)]
    assert all(found)
    assert len(set(found)) == len(found)


@steady
@given(st.lists(headings, max_size=8))
def test_the_table_of_contents_leads_to_every_heading(parts):
    text = "\n\n".join(f"{'#' * level} {words}" for level, words in parts)

    def ids(entries):
        return [one for e in entries for one in (e.id, *ids(e.children))]

    assert ids(render(text, ITALIAN).toc) == [anchor for _, anchor in places(text, ITALIAN)]


# The short cut


class _Thorough(KnowledgeBase):
    """Ours with the inline patterns of Python-Markdown tried on every text."""

    def extendMarkdown(self, md):  # noqa: N802
        inline = md.treeprocessors["inline"]
        super().extendMarkdown(md)
        md.treeprocessors.register(inline, "inline", 20)


def _markdown(ours):
    return Markdown(extensions=["toc", "tables", "fenced_code", *SHIPPED, ours])


QUICK, THOROUGH = _markdown(KnowledgeBase()), _markdown(_Thorough())


MARKS = ["  \n", "*b*", "_b_", "__b__", "`b`", "\\*", "\\#", "[b](c)", "![b](c)", "[r]", "![r]"]
MARKS += [
    "<b@c.d>",
    "<http://b.c>",
    "&amp;",
    "&#98;",
    "**",
    " * ",
    "_",
    "b_c_d",
    "http://b.c",
    "\n",
]
few_marks = st.tuples(
    st.sampled_from(["", "# ", "> ", "- ", "1. ", "| "]), st.sampled_from(MARKS), st.booleans()
).map(lambda parts: f"{parts[0]}one {parts[1]}{'two' if parts[2] else ''}")


@steady
@given(markdown | st.lists(few_marks, min_size=1, max_size=3).map("\n\n".join))
def test_texts_that_are_passed_by_quickly_have_the_same_html(text):
    text += "\n\n[r]: s.md"
    assert QUICK.reset().convert(text) == THOROUGH.reset().convert(text)


def test_the_short_cut_is_taken():
    names = {type(one).__name__ for one in QUICK.treeprocessors}
    assert "_QuickInline" in names
    assert "_QuickInline" not in {type(one).__name__ for one in THOROUGH.treeprocessors}


def test_the_short_cut_is_not_taken_where_an_extension_brings_inline_patterns():
    """It knows the signs of Python-Markdown's patterns only."""
    md = Markdown(extensions=["nl2br", KnowledgeBase()])
    assert "_QuickInline" not in {type(one).__name__ for one in md.treeprocessors}
    assert md.convert("a\nb") == "<p>a<br />\nb</p>"
