"""Each bad example has the problems it declares, in their places, and no others."""

from dataclasses import replace

import pytest

from kb_build import checks
from kb_build.checks import pages
from kb_build.checks.diagnostics import Diagnostic, Format, Level, render

from .examples import Example, Problem, read_all

EXAMPLES = read_all("bad")
PROBLEMS = [(example, problem) for example in EXAMPLES for problem in example.problems]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_declared_problems_are_found_and_no_others(example, problems_of):
    found = _relevant(problems_of(example), example)
    declared = sorted(example.problems)
    told = render(found, Format.TEXT)
    assert [_place(one) for one in found] == [problem[:4] for problem in declared], told
    for one, problem in zip(found, declared, strict=True):
        assert problem.words in f"{one.message} ({one.hint})", told


def test_no_translation_is_outdated_because_the_names_of_the_sections_cannot_be_read(
    problems_of,
):
    example = next(one for one in EXAMPLES if one.name == "KB103-label-file")
    assert "KB410" not in {one.code for one in problems_of(example)}


@pytest.mark.parametrize("code", [code for code in checks.ALL if code != "KB901"])
def test_every_code_has_an_example(code):
    assert any(problem.code == code for _, problem in PROBLEMS)


def test_a_page_that_cannot_be_made_is_a_problem_of_its_text():
    found = pages.diagnostic("cases/a.md", ValueError("Invalid\nIPv6 URL"))
    assert found.code in checks.ALL
    shown = "cases/a.md:1:1: error KB901: the page of this text could not be made: ValueError: Inv"
    assert render([found], Format.TEXT).startswith(shown)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_is_named_after_the_problem_it_shows(example):
    assert example.name[:5] in {problem.code for problem in example.problems}


def test_no_problem_is_declared_without_words():
    assert [example.name for example, problem in PROBLEMS if not problem.words.strip()] == []


def _relevant(found: list[Diagnostic], example: Example) -> list[Diagnostic]:
    """Leave out what is worth knowing but not what the example is about."""
    codes = {problem.code for problem in example.problems}
    lineless = {problem.path for problem in example.problems if not problem.line}
    return sorted(
        replace(one, line=0) if one.path in lineless else one
        for one in found
        if one.level is not Level.INFO or one.code in codes
    )


def _place(one: Diagnostic) -> tuple[object, ...]:
    return Problem(one.path, one.line, one.column, one.code, "")[:4]
