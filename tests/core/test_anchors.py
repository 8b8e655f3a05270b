"""The ids of headings are those that Python-Markdown's table of contents would give."""

from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions.toc import slugify_unicode, unique

from kb_build.text.anchors import anchors, slug

from .strategies import any_text, steady

words = st.text(st.sampled_from("abΩè_-1 \t\n½ﬁ?'"), max_size=8)


@steady
@given(any_text | words)
def test_a_slug_is_that_of_python_markdown(text):
    assert slug(text) == slugify_unicode(text, "-")


@steady
@given(st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["a", "a_1", "a_9", "_3", "", "?"]))))
def test_repeated_headings_are_numbered_as_python_markdown_does_it(headings):
    used: set[str] = set()
    expected = [unique(slugify_unicode(text, "-"), used) for _, text in headings]
    assert anchors(headings, {}) == expected


def test_a_section_has_its_own_id_on_level_two_only():
    headings = [(2, "COM’È finita"), (3, "Com'è finita"), (2, "Com'è finita")]
    assert anchors(headings, {"com'è finita": "outcome"}) == ["outcome", "comè-finita", "outcome_1"]
