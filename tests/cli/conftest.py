"""The command in this process, in the folder of a project."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb_build.commands import main


@pytest.fixture
def kb(monkeypatch) -> Callable[..., Result]:
    """Return a function that runs `kb` with arguments in a folder."""

    def run(root: Path, *args: str) -> Result:
        monkeypatch.chdir(root)
        return CliRunner().invoke(main, args, catch_exceptions=False)

    return run
