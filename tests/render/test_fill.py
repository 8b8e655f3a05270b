"""What is filled into a shell is text, and its links and ids are known."""

import json
from dataclasses import fields, is_dataclass, replace

import html5lib
import pytest

from kb_build.render.fill import Filler, targets_of
from kb_build.render.markdown import EMPTY
from kb_build.site.page import Kind

EVIL = """</title></script><script>alert(1)</script><b onclick="x">&lt; "q" 'a' ]]> {{ 7*7 }}"""


@pytest.fixture(scope="module")
def filler(drawn):
    return Filler(drawn.project.settings, drawn.labels, drawn.frame.shells)


@pytest.fixture(scope="module", params=list(Kind))
def page(request, drawn):
    """A page of each kind, the one with the most on it."""
    found = [one for one in drawn.pages.values() if one.kind is request.param]
    return max(found, key=lambda one: len(repr(one)))


def parsed(filled):
    return html5lib.parse(filled.html.decode(), namespaceHTMLElements=False)


def evil(value):
    """Return a value in which every text is hostile."""
    if is_dataclass(value):
        return replace(value, **{one.name: evil(getattr(value, one.name)) for one in fields(value)})
    if isinstance(value, dict):
        return {name: evil(one) for name, one in value.items()}
    if isinstance(value, tuple):
        return tuple(map(evil, value))
    return EVIL if type(value) is str and value else value


def test_texts_are_shown_as_they_are_on_a_page_of_every_kind(filler, page):
    head = replace(page.head, structured=({"headline": EVIL},), canonical=EVIL)
    hostile = {name: evil(getattr(page, name)) for name in ("title", "summary", "view", "switcher")}
    before = parsed(filler.fill(replace(page, body="")))
    root = parsed(filler.fill(replace(page, **hostile, head=head, body="")))
    assert not list(root.iter("b"))
    assert not [one for one in root.iter() if isinstance(one.tag, str) and one.get("onclick")]
    assert root.find(".//h1").text == EVIL
    assert EVIL in root.find(".//title").text
    assert root.find(".//meta[@name='description']").get("content") == EVIL
    assert root.find(".//meta[@property='og:title']").get("content") == EVIL
    scripts, known = list(root.iter("script")), list(before.iter("script"))
    data = [one for one in scripts if one.get("type") == "application/ld+json"]
    assert [json.loads(one.text) for one in data] == [{"headline": EVIL}]
    ran = [one.text for one in scripts if one not in data]
    assert ran == [one.text for one in known if one.get("type") != "application/ld+json"]


def test_all_ids_and_all_links_of_a_page_are_known(filler, drawn, page):
    filled = filler.fill(page)
    root = parsed(filled)
    assert sorted(filled.ids) == sorted(one.get("id") for one in root.iter() if one.get("id"))
    links = {one.get(name) for one in root.iter() for name in ("href", "src") if one.get(name)}
    base = drawn.project.settings.base_path
    shell = drawn.frame.shells[page.kind, page.tab, page.depth]
    own = set(targets_of(shell.links, page.url, base))
    assert filled.targets | own == set(targets_of(links, page.url, base))


def test_no_id_is_used_twice(filler, drawn):
    for url, page in drawn.pages.items():
        ids = filler.fill(page).ids
        assert len(ids) == len(set(ids)), url


def test_a_page_without_text_has_no_prose_and_no_contents(filler, page):
    filled = filler.fill(replace(page, body=""))
    assert filled.prose is EMPTY
    root = parsed(filled)
    assert not root.findall(".//ul[@data-md-component='toc']")


def test_the_search_finds_the_text_of_a_page_without_its_frame(filler, page):
    body = "## Uno\n\nDue *tre* & `<quattro>`\n"
    prose = filler.fill(replace(page, body=body)).prose
    assert prose.text.split() == ["Uno", "Due", "tre", "&", "<quattro>"]


def test_a_page_is_filled_the_same_way_each_time_and_in_any_order(filler, drawn):
    pages = list(drawn.pages.values())
    forward = {page.url: filler.fill(page).html for page in pages}
    assert {page.url: filler.fill(page).html for page in reversed(pages)} == forward
