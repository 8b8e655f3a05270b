"""The manual of a problem, which `kb explain` shows, is complete."""

import re

import pytest

from kb_build import checks

CHECKS = pytest.mark.parametrize("check", checks.ALL.values(), ids=lambda check: check.code)


@CHECKS
def test_the_manual_begins_with_one_sentence(check):
    first, _, rest = check.manual.partition("\n")
    assert re.fullmatch(r"[A-Z].*[^.]\.", first)
    assert rest.startswith("\n"), "an empty line follows"


@CHECKS
def test_the_manual_has_a_bad_and_a_good_part_that_differ(check):
    match = re.search(r"\n\nBad:\n((?:    .*\n|\n)+)\nGood:\n((?:    .*\n?|\n)+)$", check.manual)
    assert match
    bad, good = match.groups()
    assert bad.strip() != good.strip()


def test_the_codes_are_sorted_and_each_stands_once():
    codes = [check.code for check in checks.ALL.values()]
    assert codes == sorted(checks.ALL)
    assert all(re.fullmatch(r"KB[0-59]\d\d", code) for code in codes)


def test_no_two_problems_have_the_same_sentence():
    sentences = [check.summary for check in checks.ALL.values()]
    assert len(set(sentences)) == len(sentences)
