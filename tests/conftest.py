"""A small, complete and valid project, and copies of it with other files laid over it."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kb_build import checks, config
from kb_build.checks.diagnostics import Diagnostic
from kb_build.content import files, project
from kb_build.content.project import Project
from kb_build.content.reading import Reader
from tests.building import ROOT, SITE_URL, Built, load, run_kb

CONTENT = ("cases", "translations", "docs", "mkdocs.yml")
PROJECT = Path(__file__).parent / "fixtures" / "project"
Files = Mapping[str, str | bytes | Path | None]
"""By path in the project: what a file holds, where a symbolic link leads, or `None` for no file."""


@pytest.fixture(scope="session")
def base_project(tmp_path_factory) -> Path:
    """A valid project: three cases, one of them in three languages. To be read, never changed."""
    folder = tmp_path_factory.mktemp("base") / "project"
    shutil.copytree(PROJECT, folder)
    return folder


@pytest.fixture
def make_project(base_project, tmp_path) -> Callable[..., Path]:
    """Return a function that copies the base project and lays files over the copy."""

    def make(files: Files | None = None, name: str = "project") -> Path:
        root = tmp_path / name
        shutil.copytree(base_project, root)
        for path, content in (files or {}).items():
            _put(root / path, content)
        return root

    return make


@pytest.fixture(scope="session")
def assemble(base_project) -> Callable[[Mapping[str, bytes | None]], Project]:
    """Return a function that reads the base project with files laid over it, all in memory."""
    settings = config.load(base_project / "mkdocs.yml")
    base = {
        path.relative_to(base_project).as_posix(): path.read_bytes()
        for path in base_project.rglob("*")
        if path.is_file()
    }

    def run(changed: Mapping[str, bytes | None]) -> Project:
        present = {path: data for path, data in {**base, **changed}.items() if data is not None}
        tree = files.tree_in_memory(present, settings.languages)
        return project.assemble(settings, tree, Reader(checks.inspect))

    return run


@pytest.fixture
def find_problems() -> Callable[[Path], list[Diagnostic]]:
    """Return a function that lists every problem of the project in a folder."""
    return lambda root: checks.run(load(root))


@pytest.fixture(scope="session")
def shipped(tmp_path_factory) -> Path:
    """A copy of the content in this repository."""
    root = tmp_path_factory.mktemp("shipped") / "project"
    root.mkdir()
    for name in CONTENT:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copyfile
        copy(source, root / name)
    return root


@pytest.fixture(scope="session")
def built(shipped) -> Built:
    """The shipped content as a finished site."""
    address = ("--site-url", SITE_URL)
    done = run_kb("build", "--strict", "--config-file", shipped / "mkdocs.yml", *address)
    assert done.returncode == 0, done.stderr
    return Built(shipped / "site", load(shipped))


def _put(path: Path, content: str | bytes | Path | None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if isinstance(content, Path):
        path.symlink_to(content)
    elif content is not None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
