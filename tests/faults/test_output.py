"""What is printed arrives, whatever letters the other end of a pipe knows."""

import json

import pytest

from tests.building import run_kb

GREEK = {"cases/bad.md": "---\nτίτλος: x\n---\n"}


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437", "utf-8"])
@pytest.mark.parametrize(
    "args",
    [("explain", "KB203"), ("explain", "all"), ("check",), ("check", "--format", "github")],
    ids=" ".join,
)
def test_no_letter_ends_in_a_traceback(make_project, args, encoding):
    done = run_kb(
        *args, cwd=make_project(GREEK), env={"PYTHONIOENCODING": encoding}, encoding=encoding
    )
    assert done.returncode == (1 if args[0] == "check" else 0)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
@pytest.mark.parametrize("args", [("check", "--format", "json"), ("schema",)], ids=" ".join)
def test_json_stays_json(make_project, args, encoding):
    root = make_project(GREEK)
    done = run_kb(*args, cwd=root, env={"PYTHONIOENCODING": encoding}, encoding=encoding)
    usual = run_kb(*args, cwd=root, env={"PYTHONIOENCODING": "utf-8"}, encoding="utf-8")
    assert json.loads(done.stdout) == json.loads(usual.stdout)


def test_a_defect_ends_in_one_sentence_and_is_shown_on_demand(kb, make_project, monkeypatch):
    def broken(*_):
        raise LookupError("nowhere")

    monkeypatch.setattr("kb_build.checks.run", broken)
    done = kb(make_project(), "check")
    assert done.exit_code == 2
    assert "error: LookupError: nowhere" in done.stderr.splitlines()
    assert "--debug" in done.stderr
    shown = kb(make_project(name="again"), "--debug", "check")
    assert "Traceback" in shown.stderr
