"""One field of a file is replaced, and not one other byte of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_build.text.frontmatter import replace_key, split

from .strategies import steady

NEW = 'stamp:\n  title: "0000"\n  lesson: "1111"'
OLD = [
    'stamp:\n  title: "aaaa"\n  lesson: bbbb',
    '"stamp": {title: "aaaa"}',
    "'stamp' :\n    title: >\n      aaaa",
    "stamp:",
    "stamp: ~",
    "stamp:\n- a\n- b",
    "stamp: |+\n  a",
    "stamp:\n  # a comment of the entry\n  title: aaaa",
]
OTHERS = [
    "title: One",
    '"summary":   "x"   # why',
    "",
    "   ",
    "# stamp: no",
    "tags: [a,\n  b]",
    "more:\n  stamp: inner",
    "note: |\n  stamp: text\n\n  end",
]
others = st.lists(st.sampled_from(OTHERS), max_size=5, unique=True)
bodies = st.sampled_from(["", "text", "\n\n## A\n\n---\n\nstamp: x\n", "\n---\n"])


styles = st.tuples(
    st.sampled_from(["", "\ufeff"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["---", "--- ", "----"]),
)


@steady
@given(others, st.sampled_from([*OLD, None]), others, bodies, styles)
def test_nothing_but_the_entry_changes(before, old, after, body, style):
    mark, line_end, fence = style
    after = [one for one in after if not one or one not in before]

    def write(*entries):
        lines = [fence, *entries, fence, body]
        return mark + "\n".join(lines).replace("\n", line_end)

    if old is None:
        text, expected = write(*before, *after), write(*before, *after, NEW)
    else:
        text, expected = write(*before, old, *after), write(*before, NEW, *after)
    assert replace_key(text, "stamp", NEW + "\n") == expected
    assert replace_key(expected, "stamp", NEW) == expected
    plain = expected.removeprefix(mark).replace("\r\n", "\n")
    assert split(plain).data["stamp"] == {"title": "0000", "lesson": "1111"}


def test_an_indented_front_matter_stays_indented():
    text = "---\n  title: x\n  stamp: old # why\n---\n"
    assert replace_key(text, "stamp", "stamp:\n  a: b") == (
        "---\n  title: x\n  stamp:\n    a: b # why\n---\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "no front matter",
        "---\nnever: closed\n",
        "---\ntitle: a: b\n---\n",
        "---\n{title: x, stamp: y}\n---\n",
        "---\n- stamp\n---\n",
        "---\n? stamp\n: x\n---\n",
        "---\nstamp: 1\nstamp: 2\n---\n",
        "---\nstamp: &a 1\n---\n",
        "---\ntitle: x\n...\n---\n",
    ],
)
def test_a_file_in_which_the_place_is_not_certain_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        replace_key(text, "stamp", NEW)


@pytest.mark.parametrize("block", ["", "other: x", "stamp: [", "stamp: 1\nother: 2", "text"])
def test_a_block_that_is_not_the_field_alone_is_refused(block):
    with pytest.raises(ValueError, match=r"."):
        replace_key("---\ntitle: x\n---\n", "stamp", block)
