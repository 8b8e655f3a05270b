"""Lets a new site take the place of the old one in one step, or leaves the old one alone."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from kb_build.errors import KbError
from kb_build.system.places import check_no_link, check_work_dir, clear

MARK = ".kb-site"
"""A file by which a later build knows that it may replace the folder."""
RECORD = "published"
"""A file in the work folder that says which folder was published last, by its inode."""
SOURCES = ("cases", "translations", "docs", "kb_build", "tests", ".git", ".kb")
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def exclusive(work_dir: Path, folder: Path) -> Iterator[None]:
    """Keep other builds out: of the same project, and of other ones with the same site.

    The locks belong to the process: they are gone when the process is, however it ended.

    Raises:
        KbError: another build is running, or a link is in the way.
        OSError: a lock cannot be written.
    """
    check_work_dir(work_dir)
    beside = _beside(folder, "lock")
    check_no_link(beside)
    work_dir.mkdir(parents=True, exist_ok=True)
    folder.absolute().parent.mkdir(parents=True, exist_ok=True)
    with (
        _locked(work_dir / "lock", "another build of this project is running"),
        _locked(beside, f"another build is writing to {folder}"),
    ):
        try:
            yield
        finally:
            # While it is held: who opens it just before finds that it has lost its name.
            with suppress(OSError):
                beside.unlink()


@contextmanager
def _locked(path: Path, message: str) -> Iterator[None]:
    lock = FileLock(path, timeout=0)
    try:
        path.open("ab").close()  # FileLock takes some failures of the system for another holder
        lock.acquire()
    except Timeout:
        raise KbError(message, "wait until it is done") from None
    try:
        yield
    finally:
        lock.release()


def check_target(folder: Path, root: Path) -> None:
    """Make sure that a folder may be replaced.

    Raises:
        KbError: it holds something that no build has made, is part of the sources, or has
            something beside it that a build would use and has not made.
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
    for name in ("new", "old"):
        check_no_link(_beside(folder, name))


@contextmanager
def replacing(folder: Path, work_dir: Path) -> Iterator[Path]:
    """Give a new folder beside `folder`, and at the end put it in its place.

    Until then nobody sees it; when the block fails, or the process is killed in it, the old
    folder stays as it is. What an earlier build left behind is cleared away first.

    Raises:
        KbError: what an earlier build left behind cannot be deleted.
        OSError: a folder cannot be made or renamed.
    """
    folder = folder.absolute()
    new, old = _beside(folder, "new"), _beside(folder, "old")
    recover(folder, work_dir)
    _clear_away(new)
    try:
        new.mkdir(parents=True)
        yield new
        (new / MARK).write_text("Made by kb build, which replaces this folder as a whole.\n")
        note(work_dir, folder)
        _exchange(new, folder, old)
        note(work_dir, folder)
    finally:
        clear(new)
        if folder.exists():
            clear(old)


def recover(folder: Path, work_dir: Path) -> None:
    """Bring back the site of a build that was killed between the two steps of `_exchange`.

    Raises:
        KbError: what is in its place was not left there by a build of this project.
    """
    old = _beside(folder, "old")
    if not old.exists():
        return
    left_by_us = (old / MARK).is_file() and (folder.exists() or _noted(work_dir) == _inode(old))
    if not left_by_us:
        raise KbError(
            f"{old} was not left by a build of this project", "see what it holds; delete it"
        )
    if folder.exists():
        _clear_away(old)
    else:
        old.rename(folder)


def _clear_away(folder: Path) -> None:
    clear(folder)
    if folder.exists():
        raise KbError(
            f"{folder} is left from an earlier build and cannot be deleted",
            "delete it by hand; its owner or its permissions are in the way",
        )


def _inode(folder: Path) -> str:
    """Return what a folder keeps when it is renamed, and what no repository can hold."""
    return str(folder.stat().st_ino)


def note(work_dir: Path, folder: Path) -> None:
    """Note which folder is ours, so that `recover` knows it again under its other name."""
    with suppress(OSError):  # without it a person has to decide about what a killed build left
        (work_dir / RECORD).write_text(_inode(folder))


def _noted(work_dir: Path) -> str:
    try:
        return (work_dir / RECORD).read_text("ascii")
    except (OSError, UnicodeDecodeError):
        return ""


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
