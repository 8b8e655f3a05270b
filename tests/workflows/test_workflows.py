"""The workflows are valid, are given no more than they need, and change only when we say so."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.building import ROOT
from tests.workflows.reading import FILES, FOLDER, read, steps

READS = {"contents": "read"}
GRANTED = {
    ("check.yml", "content"): READS,
    ("check.yml", "test"): READS,
    ("publish.yml", "build"): READS | {"pages": "read"},
    ("publish.yml", "deploy"): {"pages": "write", "id-token": "write"},
}
PINNED = re.compile(r"uses: (?P<action>[\w-]+/[\w/-]+)@[0-9a-f]{40} # v\d+\.\d+\.\d+")

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        *(("vendor.github-workflows", path) for path in FILES),
        *(("custom.github-workflows-require-timeout", path) for path in FILES),
        ("vendor.dependabot", ROOT / ".github" / "dependabot.yml"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_the_file_is_valid(schema, path):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@each_file
def test_every_action_is_pinned_to_a_commit_with_its_version_beside_it(path):
    uses = [line.strip(" -") for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert [line for line in uses if not PINNED.fullmatch(line)] == []


def test_an_action_has_the_same_version_everywhere():
    found = {match[0]: match["action"] for path in FILES for match in _pins(path)}
    assert len(found) == len(set(found.values())), sorted(found)


def _pins(path):
    return PINNED.finditer(path.read_text("utf-8"))


def test_each_job_may_do_what_it_needs_and_nothing_else():
    granted = {
        (path.name, job): told.get("permissions", read(path)["permissions"])
        for path in FILES
        for job, told in read(path)["jobs"].items()
    }
    assert granted == GRANTED


@each_file
def test_code_of_strangers_runs_without_secrets_and_without_the_right_to_write(path):
    workflow = read(path)
    assert set(workflow["on"]) <= {"pull_request", "push", "workflow_dispatch"}
    assert not re.search(r"\bsecrets\b|github\.token", path.read_text("utf-8"))
    if "pull_request" in workflow["on"]:
        rights = [workflow["permissions"], *(job.get("permissions", {}) for job in _jobs(workflow))]
        assert {right for one in rights for right in one.values()} == {"read"}


def _jobs(workflow):
    return workflow["jobs"].values()


@each_file
def test_only_main_is_published_and_two_runs_do_not_meet(path):
    workflow = read(path)
    assert workflow["on"]["push"] == {"branches": ["main"]}
    assert workflow["concurrency"]["group"]


def test_a_publication_is_never_cancelled():
    expected = {"group": "pages", "cancel-in-progress": "false"}
    assert read(FOLDER / "publish.yml")["concurrency"] == expected


def test_the_machine_and_its_python_are_chosen_and_not_the_latest():
    assert {job["runs-on"] for path in FILES for job in _jobs(read(path))} == {"ubuntu-24.04"}
    assert {one["python-version"] for one in _given("actions/setup-python")} == {"3.12"}


def test_no_credentials_are_left_beside_the_code():
    assert {one["persist-credentials"] for one in _given("actions/checkout")} == {"false"}


def test_the_cache_follows_whatever_the_site_is_made_from():
    keys = {one["key"] for one in _given("actions/cache")}
    assert len(keys) == 1
    for pattern in re.findall(r"'(.*?)'", keys.pop()):
        assert any(ROOT.glob(pattern)), pattern


def _given(action):
    return [
        one.told.get("with", {}) for one in steps() if one.told.get("uses", "").startswith(action)
    ]


def test_an_auditor_finds_no_weakness():
    command = [
        Path(sys.executable).with_name("zizmor"),
        "--offline",
        "--no-config",
        ROOT / ".github",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_what_is_published_comes_from_no_cache():
    published = [one for one in steps() if one.workflow == "publish.yml"]
    assert not [one for one in published if "actions/cache" in one.told.get("uses", "")]
    assert not [one for one in published if "cache" in one.told.get("with", {})]
