"""What looks unusual and is right raises nothing."""

import pytest

from kb_build import checks
from kb_build.checks.diagnostics import Format, Level, render
from kb_build.content.library import Status

from .examples import read_all


@pytest.mark.parametrize("example", read_all("good"), ids=lambda example: example.name)
def test_nothing_is_wrong_with_a_good_example(example, problems_of):
    assert example.files, "the example changes nothing"
    assert example.problems == ()
    found = problems_of(example)
    assert render([one for one in found if one.level is not Level.INFO], Format.TEXT) == ""


@pytest.mark.parametrize("name", [None, "white-space-in-the-original"])
def test_translations_are_current_until_words_of_the_original_change(name, assemble):
    examples = {example.name: example.files for example in read_all("good")}
    read = assemble(examples.get(name, {}))
    assert {one.code for one in checks.run(read)} == {"KB411"}
    editions = read.published.cases["lost-ninja"].editions
    assert {lang: edition.status for lang, edition in editions.items()} == {
        "it": Status.ORIGINAL,
        "es": Status.CURRENT,
        "el": Status.CURRENT,
    }
