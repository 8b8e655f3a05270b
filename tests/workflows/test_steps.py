"""The commands of the workflows do on a machine of ours what GitHub is told to do with them."""

import importlib
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb_build.build import Result
from kb_build.commands import main
from tests.building import ROOT
from tests.workflows.reading import FILES, steps

ADDRESS = "https://someone.github.io/stories"
VALUES = {"${{ steps.pages.outputs.base_url }}": ADDRESS}
"""What GitHub puts in the place of expressions, here for a repository «stories» of «someone»."""
KB = ".venv/bin/kb"
LOCKS = ("requirements-build.lock", "requirements.lock", "requirements-dev.lock")
NEEDED_BY_MAKE = ("Makefile", "pyproject.toml", *LOCKS)
COMMANDS = {one.command: one for one in steps() if one.command}
"""Each command, and a step that runs it; several jobs may have the same."""


@pytest.fixture
def project(make_project) -> Path:
    """A small project as it is after the step that installs everything."""
    root = make_project()
    script = root / KB
    script.parent.mkdir(parents=True)
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m kb_build "$@"\n')
    script.chmod(0o755)
    return root


def run(step, root):
    """Run a step as GitHub does: with bash, which stops at the first failure."""
    given = {name: VALUES.get(value, value) for name, value in step.told.get("env", {}).items()}
    env = {**os.environ, "PYTHONPATH": str(ROOT), **given}
    command = ["bash", "-e", "-c", step.command]
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)


def command(beginning):
    """Return the step whose command begins so; there must not be a second such command."""
    (found,) = (one for text, one in COMMANDS.items() if text.startswith(beginning))
    return found


def test_every_command_is_one_that_is_tried_here():
    ours = [text for text in COMMANDS if not text.startswith("make ")]
    assert ours == [command(f"{KB} check").command, command(f"{KB} build").command]


@pytest.mark.parametrize("text", COMMANDS)
def test_nothing_that_github_fills_in_can_become_a_command(text):
    assert "${{" not in text


@pytest.mark.parametrize("text", [text for text in COMMANDS if text.startswith("make ")])
def test_make_knows_what_to_do_in_a_fresh_clone(text, tmp_path):
    # A dry run: the targets install, or run all tests, of which this is one.
    for name in NEEDED_BY_MAKE:
        shutil.copy(ROOT / name, tmp_path)
    outer = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(
        [*text.split(), "--dry-run"],
        cwd=tmp_path,
        env=outer,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "pip install" in done.stdout


def test_the_tests_insist_on_a_browser():
    assert command("make test").told["env"]["KB_REQUIRE_BROWSER"]


def test_a_sound_project_passes_the_check(project):
    done = run(command(f"{KB} check"), project)
    assert done.returncode == 0, done.stdout


def test_the_check_points_at_the_line_of_each_problem(project):
    path = "cases/lost-ninja.md"
    text = (project / path).read_text("utf-8").replace("sector: toys", "sector: toyz")
    (project / path).write_text(text, "utf-8")
    done = run(command(f"{KB} check"), project)
    assert done.returncode == 1
    assert f"::error file={path},line=5,col=9,title=KB116::" in done.stdout


def test_the_site_is_built_for_the_address_of_the_repository_where_the_upload_finds_it(
    project, monkeypatch
):
    # What the step asks of `kb`; that `kb build` does it, tests/whole shows.
    (project / KB).write_text('#!/bin/sh\nprintf "%s\\n" "$@" > asked\n')
    assert run(command(f"{KB} build"), project).returncode == 0
    asked = (project / "asked").read_text("utf-8").splitlines()
    found = []

    def build_site(settings, folder, **_) -> Result:
        found.append((settings, folder))
        return Result([], pages=1)

    monkeypatch.setattr(
        importlib.import_module("kb_build.commands.build"), "build_site", build_site
    )
    monkeypatch.chdir(project)
    done = CliRunner().invoke(main, asked, catch_exceptions=False)
    assert done.exit_code == 0
    ((settings, folder),) = found
    assert settings.site_url == f"{ADDRESS}/"
    (upload,) = (one for one in steps() if "upload-pages-artifact" in one.told.get("uses", ""))
    assert folder.resolve() == (project / upload.told["with"]["path"]).resolve()


def test_warnings_keep_nobody_from_publishing():
    files = [ROOT / "Makefile", *FILES]
    assert [path.name for path in files if "--strict" in path.read_text("utf-8")] == []
