"""What `outline.read` finds in a Markdown body, and where."""

from hypothesis import given
from hypothesis import strategies as st

from kb_build.text import outline

from .strategies import decoded, markdown, steady

EXAMPLES = "outline"


def test_an_outline_tells_what_stands_where(example):
    found = outline.read(example.given)
    example.check(
        {
            "headings": [f"{one.line} {'#' * one.level} {one.text}" for one in found.headings],
            "ends": [one.end for one in found.headings],
            "passages": [
                f"{one.line} {'> ' * one.quoted}{one.text}".rstrip() for one in found.passages
            ],
            "links": [
                f"{one.at.line}:{one.at.column} {'!' * one.is_image}[{one.text}]({one.target})"
                for one in found.links
            ],
            "html": [f"{at.line}:{at.column}" for at in found.html],
            "too_deep": found.too_deep,
        }
    )


def test_lines_are_counted_from_the_line_on_which_the_body_begins():
    found = outline.read("# A\n\n[b](c) <i>\n", first_line=10)
    assert found.headings[0].line == 10
    assert found.passages[0].line == 12
    assert found.links[0].at == (12, 5)
    assert found.html == ((12, 8),)


@steady
@given(markdown | st.text(decoded), st.integers(1, 50))
def test_every_position_lies_inside_the_text(body, first_line):
    found = outline.read(body, first_line)
    lines = body.split("\n")
    for at in [*found.html, *(link.at for link in found.links)]:
        assert 1 <= at.column <= len(lines[at.line - first_line]) + 1
    starts = [one.line for one in (*found.headings, *found.passages)]
    for line in [*starts, *([found.too_deep] if found.too_deep else [])]:
        assert 0 <= line - first_line < len(lines)
    for heading in found.headings:
        assert heading.line < heading.end <= first_line + len(lines)
