"""Lets a new site take the place of the old one in one step, or leaves the old one alone."""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from kb_build.errors import KbError

MARK = ".kb-site"
"""A file by which a later build knows that it may replace the folder."""
SOURCES = ("cases", "translations", "docs", "kb_build", "tests", ".git", ".kb")
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def exclusive(work_dir: Path) -> Iterator[None]:
    """Keep a second build of the same project out.

    The lock belongs to the process: it is gone when the process is, however it ended.

    Raises:
        KbError: another build is running.
    """
    work_dir.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(work_dir / "lock", timeout=0):
            yield
    except Timeout:
        raise KbError("another build of this project is running", "wait until it is done") from None


def check_target(folder: Path, root: Path) -> None:
    """Make sure that a folder may be replaced.

    Raises:
        KbError: it holds something that no build has made, or is part of the sources.
    """
    target, root = folder.resolve(), root.resolve()
    sources = [root / name for name in SOURCES]
    if any(target.is_relative_to(one) or one.is_relative_to(target) for one in sources):
        raise KbError(f"{folder} contains sources of the project", "choose another --site-dir")
    if folder.is_symlink():
        raise KbError(f"{folder} is a symbolic link", "name the folder that it leads to")
    if folder.exists() and not folder.is_dir():
        raise KbError(f"{folder} is not a folder", "choose another --site-dir")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise KbError(
            f"{folder} holds files that no build has made",
            "empty it, or choose another --site-dir",
        )


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give a new folder beside `folder`, and at the end put it in its place.

    Until then nobody sees it; when the block fails, or the process is killed in it, the old
    folder stays as it is. What an earlier build left behind is cleared away first.
    """
    folder = folder.absolute()
    new, old = _beside(folder, "new"), _beside(folder, "old")
    recover(folder)
    shutil.rmtree(new, ignore_errors=True)
    try:
        new.mkdir(parents=True)
        yield new
        (new / MARK).write_text("Made by kb build, which replaces this folder as a whole.\n")
        _exchange(new, folder, old)
    finally:
        shutil.rmtree(new, ignore_errors=True)
        if folder.exists():
            shutil.rmtree(old, ignore_errors=True)


def recover(folder: Path) -> None:
    """Bring back the site of a build that was killed between the two steps of `_exchange`."""
    old = _beside(folder, "old")
    if old.exists() and not folder.exists():
        old.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _beside(folder: Path, name: str) -> Path:
    return folder.absolute().with_name(f".{folder.name}.kb-{name}")


def _exchange(new: Path, folder: Path, old: Path) -> None:
    """Put `new` in the place of `folder`; what was there ends up in `new` or in `old`.

    Linux exchanges two folders in one step. Elsewhere there is an instant without a site, and
    `recover` mends what a kill in that instant would leave.
    """
    if not folder.exists():
        new.rename(folder)
    elif not _exchanged(new, folder):
        folder.rename(old)
        new.rename(folder)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, where the system can; see renameat2(2)."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    paths = (_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other))
    return bool(renameat2(*paths, _RENAME_EXCHANGE) == 0)
