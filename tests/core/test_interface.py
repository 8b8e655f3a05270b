"""The words of the interface and the places that show them agree."""

import re
from pathlib import Path

import kb_build
from kb_build.content.labels import KINDS, Interface
from kb_build.content.library import Status
from kb_build.search import data

PACKAGE = Path(kb_build.__file__).parent
COMPUTED = {*KINDS, *(f"{kind}_summary" for kind in KINDS), *(f"status_{one}" for one in Status)}
"""Names that are put together where they are used."""


def used() -> set[str]:
    files = [*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.py")]
    text = "\n".join(path.read_text("utf-8") for path in files)
    by_name = re.findall(r"\bset heading, link, page = (.*?) %", text)
    named = {word for line in by_name for word in re.findall(r'"(\w+)"', line)}
    by_scripts = set(data._WORDS.values())
    return set(re.findall(r"\bui\.(\w+)", text)) | named | by_scripts


def test_every_word_that_is_shown_is_declared():
    names = used() - {"html", "model_dump", "model_dump_json"}
    assert names <= set(Interface.model_fields)


def test_every_word_that_is_declared_is_shown():
    assert set(Interface.model_fields) <= used() | COMPUTED
