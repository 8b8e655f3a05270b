"""Small, complete and valid projects, copies with other files laid over them, and their sites."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filelock import FileLock

from kb_build import checks, config
from kb_build.checks.diagnostics import Diagnostic
from kb_build.commands import main
from kb_build.content import files, project
from kb_build.content.project import Project
from kb_build.content.reading import Reader
from tests.building import ROOT, SITE_URL, Built, load, run_kb

CONTENT = ("cases", "translations", "docs", "mkdocs.yml")
FIXTURES = Path(__file__).parent / "fixtures"
PROJECT = FIXTURES / "project"
EXTENSION = FIXTURES / "extended"
"""What is laid over the project where a test needs something of everything."""

Files = Mapping[str, str | bytes | Path | None]
"""By path in the project: what a file holds, where a symbolic link leads, or `None` for no file."""


@pytest.fixture(scope="session")
def base_project(tmp_path_factory) -> Path:
    """A valid project: three cases, one of them in three languages. To be read, never changed."""
    return shutil.copytree(PROJECT, tmp_path_factory.mktemp("base") / "project")


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
def assemble(base_project) -> Callable[..., Project]:
    """Return a function that reads the base project with files laid over it, all in memory.

    Its other arguments replace settings.
    """
    settings = config.load(base_project / "mkdocs.yml")
    base = contents(base_project)

    def run(changed: Mapping[str, bytes | None], **replaced) -> Project:
        present = {path: data for path, data in {**base, **changed}.items() if data is not None}
        found = settings.model_copy(update=replaced)
        tree = files.tree_in_memory(present, found.languages)
        return project.assemble(found, tree, Reader(checks.inspect))

    return run


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder by their paths."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def kb(monkeypatch) -> Iterator[Callable[..., Result]]:
    """Return a function that runs `kb` with arguments in a folder, in this process."""

    def run(root: Path, *args: str) -> Result:
        monkeypatch.chdir(root)
        return CliRunner().invoke(main, args, catch_exceptions=False)

    before = [(one, signal.getsignal(one)) for one in (signal.SIGINT, signal.SIGTERM)]
    yield run
    for one, handler in before:  # the command has its own
        signal.signal(one, handler)


@pytest.fixture
def find_problems() -> Callable[[Path], list[Diagnostic]]:
    """Return a function that lists every problem of the project in a folder."""
    return lambda root: checks.run(load(root))


@pytest.fixture(scope="session")
def once(tmp_path_factory) -> Callable[[str, Callable[[Path], object]], Path]:
    """Return a function that fills a folder once, however many processes run the tests.

    Nobody may change what is in it.
    """
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent  # that of the run; each process has a folder in it

    def run(name: str, fill: Callable[[Path], object]) -> Path:
        folder = root / f"once-{name}"
        with FileLock(f"{folder}.lock"):
            if not folder.exists():
                unfinished = folder.with_suffix(".unfinished")
                shutil.rmtree(unfinished, ignore_errors=True)
                unfinished.mkdir()
                fill(unfinished)
                unfinished.rename(folder)
        return folder

    return run


@pytest.fixture(scope="session")
def fixture_site(once) -> Built:
    """The extended project as a finished site, with all that the build keeps."""

    def fill(root: Path) -> None:
        for source in (PROJECT, EXTENSION):
            shutil.copytree(source, root, dirs_exist_ok=True)
        build(root)

    root = once("fixture", fill)
    return Built(root / "site", load(root))


@pytest.fixture(scope="session")
def shipped_site(once) -> Built:
    """The content of this repository as a finished site."""

    def fill(root: Path) -> None:
        for name in CONTENT:
            source = ROOT / name
            copy = shutil.copytree if source.is_dir() else shutil.copyfile
            copy(source, root / name)
        build(root)

    root = once("shipped", fill)
    return Built(root / "site", load(root))


def build(root: Path) -> None:
    """Build the site of a project at the address that the tests serve."""
    done = run_kb("build", "--config-file", root / "mkdocs.yml", "--site-url", SITE_URL)
    assert done.returncode == 0, done.stderr


def _put(path: Path, content: str | bytes | Path | None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if isinstance(content, Path):
        path.symlink_to(content)
    elif content is not None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
