"""The other commands, as their users meet them."""

import json
import re

import pytest

from kb_build import checks
from kb_build.config import SECTIONS
from kb_build.content.fields import OriginalFields


def test_help_names_every_command_in_one_line(kb, tmp_path):
    shown = kb(tmp_path, "--help").stdout
    for name in ("build", "check", "detect", "explain", "schema", "translate"):
        assert re.search(rf"^  {name} +\S", shown, re.MULTILINE), name


@pytest.mark.parametrize("code", checks.ALL)
def test_each_problem_has_a_manual_page_with_a_bad_and_a_good_example(kb, tmp_path, code):
    shown = kb(tmp_path, "explain", code.lower()).stdout
    assert shown.startswith(f"{code} (")
    assert "\nBad:\n    " in shown
    assert "\nGood:\n    " in shown


def test_all_problems_can_be_listed(kb, tmp_path):
    lines = kb(tmp_path, "explain", "all").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(checks.ALL)


def test_an_unknown_problem_is_told(kb, tmp_path):
    done = kb(tmp_path, "explain", "KB999")
    assert (done.exit_code, done.stderr.splitlines()[0]) == (2, "error: there is no problem KB999")


def test_the_schema_describes_every_field_of_a_case(kb, tmp_path):
    schema = json.loads(kb(tmp_path, "schema").stdout)
    assert set(schema["properties"]) == set(OriginalFields.model_fields)
    assert all(one.get("description") for one in schema["properties"].values())
    assert "title" in schema["required"]


def test_detect_tells_language_share_and_foreign_paragraphs(kb, make_project):
    english = "We are very sorry to hear that your parcel never arrived at your house."
    root = make_project()
    path = root / "cases" / "lost-ninja.md"
    path.write_text(path.read_text("utf-8") + f"\n{english}\n", "utf-8")
    line = path.read_text("utf-8").splitlines().index(english) + 1
    shown = kb(root, "detect", "cases/lost-ninja.md").stdout.splitlines()
    assert re.fullmatch(
        r"cases/lost-ninja.md: it \(\d+% of the letters, \d+ words, sure\)", shown[0]
    )
    assert shown[1:] == [f"  line {line}: en"]


def test_detect_goes_on_after_a_file_that_is_no_text(kb, make_project):
    root = make_project({"picture.png": b"\x89PNG\0\0"})
    shown = kb(root, "detect", "picture.png", "cases/cold-soup.md").stdout.splitlines()
    assert shown[0] == "picture.png: cannot be read (nul-byte)"
    assert shown[1].startswith("cases/cold-soup.md: el ")


def test_a_prepared_translation_has_its_headings_and_the_text_to_replace(kb, make_project):
    root = make_project()
    done = kb(root, "translate", "cold-soup", "es")
    assert done.exit_code == 0
    written = (root / "translations" / "es" / "cold-soup.md").read_text("utf-8")
    assert written.startswith('---\ntitle: ""\nsummary: ""\nsource_revision:\n')
    assert "## Qué pasó" in written
    problems = kb(root, "check", "translations/es/cold-soup.md").stdout
    assert "the field title is empty" in problems
    assert "KB301" in problems  # still in Greek


def test_a_translation_is_not_overwritten(kb, make_project):
    root = make_project()
    done = kb(root, "translate", "lost-ninja", "es")
    assert done.exit_code == 2
    assert "is there already" in done.stderr


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["Unix", "Windows"])
def test_marking_a_translation_changes_its_stamp_and_nothing_else(kb, make_project, line_end):
    root = make_project()
    original, translation = root / "cases/lost-ninja.md", root / "translations/es/lost-ninja.md"
    before = translation.read_bytes().replace(b"---\n", b"---\n\n# a comment\n\n", 1)
    before = before.replace(b"source_revision:", b'"source_revision":').replace(b"\n", line_end)
    translation.write_bytes(before)
    original.write_text(original.read_text("utf-8") + "\nUna riga in più alla fine.\n", "utf-8")
    assert "KB410" in kb(root, "check", "translations/es").stdout
    assert kb(root, "translate", "lost-ninja", "es", "--mark-current").exit_code == 0
    assert "KB410" not in kb(root, "check", "translations/es").stdout
    old, new = before.split(line_end), translation.read_bytes().split(line_end)
    stamp = old.index(b'"source_revision":')
    end = stamp + 1 + len(("title", "summary", *SECTIONS[:4]))
    assert new[stamp] == b"source_revision:"
    assert new[:stamp] == old[:stamp]
    assert new[end:] == old[end:]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["nowhere", "es"], "there is no case nowhere"),
        (["lost-ninja", "pt"], "'pt' is not among the languages it, es, el"),
        (["lost-ninja", "it"], "is itself in 'it'"),
        (["cold-soup", "es", "--mark-current"], "cold-soup.md"),
    ],
)
def test_a_translation_that_cannot_be_prepared_is_told(kb, make_project, args, said):
    done = kb(make_project(), "translate", *args)
    assert done.exit_code == 2
    assert said in done.stderr
