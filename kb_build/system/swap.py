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
SOURCES = ("cases", "translations", "docs", "kb_build", "tests", ".git", ".kb")
_PLAIN = "Made by kb build, which replaces this folder as a whole.\n"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def exclusive(work_dir: Path) -> Iterator[None]:
    """Keep a second build of the same project out.

    The lock belongs to the process: it is gone when the process is, however it ended.

    Raises:
        KbError: another build is running, or a link is in the way.
        OSError: the lock cannot be written.
    """
    check_work_dir(work_dir)
    work_dir.mkdir(parents=True, exist_ok=True)
    with _locked(work_dir / "lock", "another build of this project is running"):
        yield


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep builds of other projects out that write to the same site.

    Raises:
        KbError: another build is running, or a link is in the way.
        OSError: the lock cannot be written.
    """
    lock = _beside(folder, "lock")
    check_no_link(lock)
    lock.parent.mkdir(parents=True, exist_ok=True)
    with _locked(lock, f"another build is writing to {folder}"):
        try:
            yield
        finally:
            # While it is held: who opens it just before finds that it has lost its name.
            with suppress(OSError):
                lock.unlink()


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
def replacing(folder: Path) -> Iterator[Path]:
    """Give a new folder beside `folder`, and at the end put it in its place.

    Until then nobody sees it; when the block fails, or the process is killed in it, the old
    folder stays as it is. What an earlier build left behind is cleared away first.

    Raises:
        KbError: what an earlier build left behind cannot be deleted.
        OSError: a folder cannot be made or renamed.
    """
    folder = folder.absolute()
    new, old = _beside(folder, "new"), _beside(folder, "old")
    recover(folder)
    _clear_away(new)
    try:
        new.mkdir(parents=True)
        yield new
        (new / MARK).write_text(_PLAIN)
        _exchange(new, folder, old)
    finally:
        clear(new)
        if folder.exists():
            clear(old)


def recover(folder: Path) -> None:
    """Bring back the site of a build that was killed between the two steps of `_exchange`.

    Raises:
        KbError: what lies where such a build leaves it was not left by one, or cannot be deleted.
    """
    old = _beside(folder, "old")
    if not old.exists():
        return
    if folder.exists():
        _clear_away(old)
    elif is_signed(old):
        old.rename(folder)
        (folder / MARK).write_text(_PLAIN)
    else:
        raise KbError(f"{old} was not left by a build", "see what it holds; delete it")


def _clear_away(folder: Path) -> None:
    clear(folder)
    if folder.exists():
        raise KbError(
            f"{folder} is left from an earlier build and cannot be deleted",
            "delete it by hand; its owner or its permissions are in the way",
        )


def sign(folder: Path) -> None:
    """Note in a site that a build has moved it away, by what no repository can hold: its inode."""
    (folder / MARK).write_text(_signature(folder))


def is_signed(folder: Path) -> bool:
    """Return whether a build has moved a site away, here and not in another file system."""
    try:
        return (folder / MARK).read_text("ascii") == _signature(folder)
    except (OSError, UnicodeDecodeError):
        return False


def _signature(folder: Path) -> str:
    return f"Moved away by kb build, as {folder.stat().st_ino}.\n"


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
        sign(folder)
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
