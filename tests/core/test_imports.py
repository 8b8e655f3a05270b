"""Some imports stand only where they belong."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import kb_build

PACKAGE = Path(kb_build.__file__).parent
RESERVED = {
    "mkdocs": {"config", "render"},
    "langdetect": {"text"},
    "subprocess": {"system"},
    "multiprocessing": {"system"},
}
"""Which modules may import what."""

FILES = sorted(PACKAGE.rglob("*.py"))


def place(path: Path) -> str:
    """Return the module, or the subpackage."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return "" if parts == ("__init__",) else parts[0]


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the full names of all imported modules, wherever in a file they stand."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: write the import in full"
            if node.module == "kb_build":
                yield from (f"kb_build.{alias.name}" for alias in node.names)
            else:
                yield str(node.module)


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
def test_some_packages_are_imported_only_where_they_belong(path):
    for name in imports(parse(path)):
        allowed = RESERVED.get(name.partition(".")[0])
        assert allowed is None or place(path) in allowed, (
            f"{name} may be imported only by {', '.join(sorted(allowed))}"
        )


@of_each_file
def test_only_the_command_line_prints(path):
    lines = [] if place(path) == "commands" else list(prints(parse(path)))
    assert not lines, f"lines {lines} print: return the text, or tell it to commands"
