"""What passes the checks can be rendered, and readers see what was checked."""

import re
from collections import Counter
from pathlib import Path

import html5lib
import pytest
from hypothesis import event, given

from kb_build.render.assets import THEME
from kb_build.text import links
from kb_build.text.anchors import RESERVED, RESERVED_PREFIXES

from .profiles import fuzzed
from .strategies import body

FOUND = sorted((Path(__file__).parent / "found").glob("*.md"))
"""Texts that have broken something; each stays an example for ever."""


@fuzzed
@given(body)
def test_what_passes_the_checks_is_rendered_as_it_was_checked(see, text):
    seen = see(text)
    event("refused" if seen.errors else "passed")
    compare(seen)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_what_has_broken_something_once_does_so_no_more(see, path):
    compare(see(path.read_text("utf-8")))


def compare(seen):
    """Compare what the checks see in a text with what readers see."""
    rendered = html5lib.parseFragment(seen.prose().html, namespaceHTMLElements=False)
    elements = [one for one in rendered.iter() if one is not rendered]
    ids = [one.get("id") for one in elements if one.get("id")]
    assert max(Counter(ids).values(), default=1) == 1
    assert not [one for one in ids if one in RESERVED or one.startswith(RESERVED_PREFIXES)]
    for one in elements:
        assert links.internal(one.get("src", "")), "a picture from another host"
        assert re.fullmatch(r"(language-\S+)?", one.get("class", ""))
    if seen.errors:
        return
    known = {"../", "../../assets/ninja.svg", ""}
    for one in elements:
        target = one.get("href") or one.get("src") or ""
        place = links.internal(target)
        assert place is None or place.path in known, "a link within the site that is not checked"
        assert not (place and not place.path and place.anchor) or place.anchor in ids


def test_all_ids_of_the_templates_are_reserved():
    templates = (path.read_text("utf-8") for path in THEME.rglob("*.html"))
    found = {one for text in templates for one in re.findall(r'\bid="([^"{]+)"', text)}
    assert found
    assert {one for one in found if not one.startswith(RESERVED_PREFIXES)} <= RESERVED
