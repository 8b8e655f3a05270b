"""`kb check`: three formats, exit codes, a part of the files."""

import json
from pathlib import Path

import pytest

BAD = "cases/bad.md"
TEXT = "---\ntitle: Only a title\n---\n"


@pytest.fixture
def bad_project(make_project):
    return make_project({BAD: TEXT})


def test_a_sound_project_ends_with_0_and_a_count(kb, make_project):
    done = kb(make_project(), "check")
    assert done.exit_code == 0
    assert done.stderr.splitlines()[-1].startswith("0 errors, 0 warnings")


def test_each_problem_stands_on_a_line_with_place_code_and_remedy(kb, bad_project):
    done = kb(bad_project, "check")
    assert done.exit_code == 1
    assert (
        "cases/bad.md:1:1: error KB110: the field summary is missing"
        " (One or two sentences for cards, search results and search engines)"
    ) in done.stdout.splitlines()


def test_json_is_one_list_even_when_nothing_is_wrong(kb, make_project, bad_project):
    done = kb(bad_project, "check", "--format", "json")
    found = [one for one in json.loads(done.stdout) if one["level"] == "error"]
    assert {one["path"] for one in found} == {BAD}
    assert set(found[0]) == {"path", "line", "column", "code", "level", "message", "hint"}
    sound = kb(make_project(name="sound"), "check", "--format", "json", "docs")
    assert json.loads(sound.stdout) == []


def test_github_annotations_name_file_line_and_code(kb, bad_project):
    done = kb(bad_project, "check", "--format", "github")
    assert done.exit_code == 1
    assert f"::error file={BAD},line=1,col=1,title=KB110::the field summary" in done.stdout


def test_paths_narrow_the_report_but_not_what_is_read(kb, bad_project):
    assert kb(bad_project, "check", "translations").exit_code == 0
    assert kb(bad_project, "check", BAD).exit_code == 1
    assert kb(bad_project, "check", ".").exit_code == 1


def test_a_path_that_does_not_exist_is_told(kb, make_project):
    done = kb(make_project(), "check", "nowhere.md")
    assert done.exit_code == 2
    assert "there is no nowhere.md" in done.stderr


def test_a_path_outside_the_project_is_told(kb, make_project, tmp_path):
    done = kb(make_project(), "check", str(tmp_path))
    assert done.exit_code == 2
    assert "is not in the project" in done.stderr


def test_a_missing_configuration_is_told_with_what_to_do(kb, tmp_path):
    done = kb(tmp_path, "check")
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        "error: there is no mkdocs.yml",
        "  try: run the command in the project's folder, or name the file with --config-file",
    ]


def test_control_characters_of_a_text_do_not_reach_the_terminal(kb, make_project):
    escape = "\x1b[2J"
    root = make_project({BAD: TEXT.replace("---\n", f'---\n"{escape}x": y\n', 1)})
    done = kb(root, "check")
    assert done.exit_code == 1
    assert escape not in done.stdout


def test_a_file_that_cannot_be_opened_is_a_problem_of_that_file(kb, make_project):
    root = make_project({"cases/loop.md": Path("loop.md")})
    done = kb(root, "check")
    assert done.exit_code == 1
    assert "cases/loop.md:1:1: error KB009" in done.stdout
