"""Runs `kb` as a user does, and remembers what came of it."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from kb_build import checks, config
from kb_build.content import project
from kb_build.content.library import Library
from kb_build.content.project import Project
from kb_build.content.reading import Reader

ROOT = Path(__file__).parents[1]
SITE_URL = "https://cases.example.org/some/base/"
Process = subprocess.Popen[str]


def load(root: Path) -> Project:
    """Read the project in a folder."""
    return project.load(config.load(root / "mkdocs.yml"), Reader(checks.inspect))


class Built(NamedTuple):
    """A finished site and what it was made from."""

    folder: Path
    project: Project

    @property
    def library(self) -> Library:
        return self.project.published

    @property
    def languages(self) -> tuple[str, ...]:
        return self.project.settings.languages


def run_kb(*args: str | Path, **kwargs) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    with start_kb(*args, **kwargs) as process:
        stdout, stderr = process.communicate()
    return subprocess.CompletedProcess(args, process.returncode, stdout, stderr)


def start_kb(*args: str | Path, env: dict[str, str | None] | None = None, **kwargs) -> Process:
    """Start the command in a process of its own; a variable that is `None` is taken away."""
    command = [sys.executable, "-m", "kb_build", *map(str, args)]
    strict = {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error::DeprecationWarning"}
    variables = {**os.environ, **strict, **(env or {})}
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={name: value for name, value in variables.items() if value is not None},
        **kwargs,
    )


def tree(folder: Path) -> dict[str, str]:
    """Return the digest of every file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
