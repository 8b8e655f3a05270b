"""What a link in a text may lead to."""

import pytest
from hypothesis import given

from kb_build.text.links import Internal, internal, is_safe, scheme

from .strategies import any_text, markdown, steady


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://example.org", "https"),
        ("HTTP://example.org", "http"),
        ("mailto:a@b.c", "mailto"),
        ("tel:+39055", "tel"),
        ("javascript:x", "javascript"),
        ("JaVaScRiPt:x", "javascript"),
        (" \x01\tjava\nscript:x", "javascript"),
        ("&#106;avascript:x", "javascript"),
        ("&#x6A;ava&Tab;script&colon;x", "javascript"),
        ("data:text/html,x", "data"),
        ("web+app:x", "web+app"),
        ("about.md", ""),
        ("about.md#a:b", ""),
        ("./a:b", ""),
        ("//example.org", ""),
        ("#place", ""),
        ("", ""),
    ],
)
def test_the_scheme_is_what_a_browser_would_see(target, expected):
    assert scheme(target) == expected
    assert is_safe(target) == (expected in ("", "http", "https", "mailto", "tel"))


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("lost-ninja.md", Internal("lost-ninja.md", "")),
        ("../it/a%20b.md#che%20cosa", Internal("../it/a b.md", "che cosa")),
        ("#lesson", Internal("", "lesson")),
        ("a.md?b=c#d", Internal("a.md", "d")),
        ("https://example.org", None),
        ("javascript:x", None),
        ("//example.org/a.md", None),
        ("[", Internal("[", "")),
        ("", Internal("", "")),
    ],
)
def test_a_link_within_the_project_has_a_path_and_an_anchor(target, expected):
    assert internal(target) == expected


@steady
@given(any_text | markdown)
def test_no_target_raises_and_none_is_both_foreign_and_of_the_project(target):
    if scheme(target):
        assert internal(target) is None
    elif internal(target) is None:
        assert target.startswith("//")
