"""The three forms in which problems are printed."""

import json
import re
from dataclasses import asdict
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_build.checks.diagnostics import Diagnostic, Format, Level, count, printable, render

from .strategies import any_text, steady

NINJA = Diagnostic("cases/ninja.md", 3, 9, "KB116", Level.ERROR, "no 'toyz'", "did you mean toys?")
TITLE = Diagnostic("cases/ninja.md", 1, 1, "KB110", Level.WARNING, "the title is missing")
OTHER = Diagnostic("cases/a.md", 20, 1, "KB411", Level.INFO, "no translation", "kb translate a es")

problems = st.builds(
    Diagnostic,
    path=any_text,
    line=st.integers(1, 10**6),
    column=st.integers(1, 10**6),
    code=st.from_regex("KB[0-9]{3}", fullmatch=True),
    level=st.sampled_from(Level),
    message=any_text | st.text("%:,\n\r=a ", max_size=10),
    hint=any_text | st.text("%:,\n\r=a ", max_size=10),
)
lists = st.lists(problems, max_size=5)


AS_TEXT = """\
cases/a.md:20:1: info KB411: no translation (kb translate a es)
cases/ninja.md:1:1: warning KB110: the title is missing
cases/ninja.md:3:9: error KB116: no 'toyz' (did you mean toys?)"""

AS_COMMANDS = """\
::notice file=cases/a.md,line=20,col=1,title=KB411::no translation (kb translate a es)
::warning file=cases/ninja.md,line=1,col=1,title=KB110::the title is missing
::error file=cases/ninja.md,line=3,col=9,title=KB116::no 'toyz' (did you mean toys?)"""


@pytest.mark.parametrize(
    ("output_format", "expected"), [(Format.TEXT, AS_TEXT), (Format.GITHUB, AS_COMMANDS)]
)
def test_problems_are_printed_in_the_order_of_path_and_line(output_format, expected):
    assert render([NINJA, TITLE, OTHER], output_format) == expected


def test_json_is_one_list_of_objects_even_without_problems():
    assert json.loads(render([], Format.JSON)) == []
    assert json.loads(render([NINJA], Format.JSON)) == [
        {
            "path": "cases/ninja.md",
            "line": 3,
            "column": 9,
            "code": "KB116",
            "level": "error",
            "message": "no 'toyz'",
            "hint": "did you mean toys?",
        }
    ]


def test_even_a_file_name_in_another_encoding_can_be_written_as_json():
    found = Diagnostic("cases/caff\udce8.md", 1, 1, "KB001", Level.ERROR, "not UTF-8")
    assert json.loads(render([found], Format.JSON).encode("utf-8"))[0]["path"] == found.path


def test_problems_are_counted_by_level():
    assert count([NINJA, TITLE, NINJA]) == {Level.ERROR: 2, Level.WARNING: 1}


def test_what_steers_a_terminal_is_spelt_out():
    assert printable("è\x1b[2J\u202e\ud800ω") == r"è\x1b[2J\u202e\ud800ω"


@steady
@given(lists)
def test_as_text_each_problem_is_one_printable_line(found):
    text = render(found, Format.TEXT)
    assert len(text.splitlines()) == len(found)
    assert text.replace("\n", "").isprintable()
    text.encode("utf-8")


@steady
@given(lists)
def test_json_comes_back_as_the_same_values(found):
    text = render(found, Format.JSON)
    text.encode("utf-8")
    assert json.loads(text) == [asdict(one) for one in sorted(found)]


COMMAND_RE = re.compile(
    r"::(error|warning|notice) file=([^,:]*),line=(\d+),col=(\d+),title=(KB\d{3})::(.*)"
)


@steady
@given(lists)
def test_on_github_each_problem_is_one_command_whatever_its_fields_hold(found):
    lines = render(found, Format.GITHUB).splitlines()
    assert len(lines) == len(found)
    for line, one in zip(lines, sorted(found), strict=True):
        _, path, at, column, code, text = COMMAND_RE.fullmatch(line).groups()
        assert (int(at), int(column), code) == (one.line, one.column, one.code)
        kept = printable(one.path.replace("\n", "|").replace("\r", "|"))
        assert re.sub("[\n\r]", "|", unquote(path)) == kept
        said = f"{one.message} ({one.hint})" if one.hint else one.message
        assert re.sub("[\n\r]", "|", unquote(text)) == printable(re.sub("[\n\r]", "|", said))
