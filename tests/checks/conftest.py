"""What the checks find in an example; only what concerns the disk is written to one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kb_build import checks
from kb_build.checks.diagnostics import Diagnostic
from kb_build.content.files import SIZE_LIMIT

from .examples import Example


@pytest.fixture
def problems_of(assemble, make_project, find_problems) -> Callable[[Example], list[Diagnostic]]:
    """Return a function that lists every problem of an example."""

    def run(example: Example) -> list[Diagnostic]:
        if any(_needs_disk(*file) for file in example.files.items()):
            return find_problems(make_project(example.files))
        return checks.run(assemble(example.files))

    return run


def _needs_disk(path, content) -> bool:
    """Return whether a file is a symbolic link, larger than may be read, or below a file."""
    is_below = any(folder.endswith((".md", ".yml")) for folder in path.split("/")[:-1])
    return is_below or isinstance(content, Path) or len(content or b"") > SIZE_LIMIT
