"""Imports go one way (see `[tool.importlinter]` in `pyproject.toml`), and only commands print."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kb_build

PACKAGE = Path(kb_build.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))


def place(path: Path) -> str:
    """Return the module, or the subpackage."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return "" if parts == ("__init__",) else parts[0]


def prints(tree: ast.AST) -> Iterator[int]:
    """Yield the lines that call `print` or `click.echo`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in (
            *("print", "builtins.print", "echo", "secho", "click.echo", "click.secho"),
        ):
            yield node.lineno


def parse(path: Path) -> ast.AST:
    return ast.parse(path.read_text("utf-8"), path.name)


def of_each_file(function):
    ids = [path.relative_to(PACKAGE).as_posix() for path in FILES]
    return pytest.mark.parametrize("path", FILES, ids=ids)(function)


@of_each_file
def test_only_the_command_line_prints(path):
    lines = [] if place(path) == "commands" else list(prints(parse(path)))
    assert not lines, f"lines {lines} print: return the text, or tell it to commands"


def test_imports_go_one_way():
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=PACKAGE.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_import_is_declared():
    command = [Path(sys.executable).with_name("deptry"), "kb_build", "--no-ansi"]
    done = subprocess.run(command, cwd=PACKAGE.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
