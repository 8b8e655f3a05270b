"""How a Markdown file is cut in two, and what its front matter says, and where."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from kb_build.content.files import decode
from kb_build.text import frontmatter

from .strategies import markdown, steady

EXAMPLES = "frontmatter"


def test_front_matter_is_read_with_its_positions_and_faults(example):
    text, _ = decode(example.given.encode())
    found = frontmatter.split(text)
    example.check(
        {
            "data": found.data,
            "keys": _named(found.yaml.keys),
            "values": _named(found.yaml.values),
            "faults": [
                f"{one.at.line}:{one.at.column} {one.kind} {one.detail}".strip()
                for one in found.faults
            ],
            "body": found.body,
            "body_line": found.body_line,
        }
    )


def _named(positions):
    return {
        ".".join(map(str, path)): f"{at.line}:{at.column}"
        for path, at in positions.items()
        if path and "" not in path
    }


def test_the_position_of_a_missing_value_is_that_of_what_is_around_it():
    found = frontmatter.split("---\nsources:\n  - title: x\n---\n").yaml
    assert found.position(("sources", 0, "url")) == found.position(("sources", 0)) == (3, 5)
    assert found.position(("sources", 7)) == (3, 3)
    assert frontmatter.split("---\n---\n").yaml.position(("title",)) == (1, 1)


yaml_like = st.lists(
    st.sampled_from([*"abé:-?[]{}&*!|>%@`#,'\" \n\t\x07\x00\x85\u2028\ufeff", "\n  ", ": ", "- "])
    | st.text(max_size=3),
    max_size=30,
).map("".join)


@steady
@given(yaml_like | markdown, st.booleans())
def test_any_text_is_read_without_exception_and_positions_lie_inside_it(text, fenced):
    text = f"---\n{text}\n---\nbody" if fenced else text
    found = frontmatter.split(text)
    lines = text.split("\n")
    faults = (one.at for one in found.faults)
    for at in (*found.yaml.keys.values(), *found.yaml.values.values(), *faults):
        assert 1 <= at.line <= len(lines)
        assert 1 <= at.column <= len(lines[at.line - 1]) + 1
    assert text.endswith(found.body)
    assert found.body in ("", "\n".join(lines[found.body_line - 1 :]))


# PyYAML itself loses the line ends of other systems.
kept = st.characters(exclude_characters="\r\x85\u2028\u2029", codec="utf-8")
scalars = st.text(kept, max_size=40)
names = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=10)
plain = scalars | st.integers() | st.booleans() | st.dates() | st.floats(allow_nan=False)


@steady
@given(st.dictionaries(names, plain, min_size=1, max_size=6), st.booleans())
def test_what_pyyaml_writes_comes_back_as_text(fields, as_unicode):
    dumped = yaml.safe_dump(fields, allow_unicode=as_unicode)
    found = frontmatter.split(f"---\n{dumped}---\n")
    assert found.faults == ()
    # The same text without types: what PyYAML reads when every plain scalar is a text.
    assert found.data == yaml.load(dumped, yaml.BaseLoader)
    for name, value in fields.items():
        if isinstance(value, str):
            assert found.data[name] == value
