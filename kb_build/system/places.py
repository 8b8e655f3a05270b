"""Makes sure that what is written stays below the folders that are ours.

Folders and links come in by pull request, even below a folder that Git is told to ignore. SQLite,
for one, follows a link to wherever it leads.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from kb_build.errors import KbError

OWN_FOLDERS = ("cache",)
"""The folders of a work folder that are kept between builds."""


def check_work_dir(work_dir: Path) -> None:
    """Make sure that nothing in a work folder leads out of it.

    Raises:
        KbError: the folder, or something that a build writes to, is a symbolic link.
        OSError: a folder cannot be read.
    """
    check_no_link(work_dir)
    for folder in (work_dir, *(work_dir / name for name in OWN_FOLDERS)):
        check_no_link(folder)
        if folder.is_dir():
            for one in sorted(folder.iterdir()):
                check_no_link(one)


def check_no_link(path: Path) -> None:
    """Make sure that a path is no link.

    Raises:
        KbError: it is a symbolic link, or what Windows calls a junction.
    """
    # A junction is no link to Python, but what it resolves to is elsewhere.
    if path.is_symlink() or (os.name == "nt" and path.resolve() != path.absolute()):
        raise KbError(
            f"{path} is a symbolic link, and would be written to", "see where it leads; delete it"
        )


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet, so that no link is followed.

    Raises:
        OSError: it exists, or cannot be written.
    """
    with path.open("xb") as stream:
        stream.write(data)


def clear(folder: Path) -> None:
    """Delete a folder as far as possible, with folders in it that may not be written to."""
    if folder.is_symlink():
        return
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        _permit(folder)
        shutil.rmtree(folder, ignore_errors=True)


def _permit(folder: Path) -> None:
    """Allow ourselves to change all folders of a tree; links are not followed."""
    waiting = [str(folder)]
    while waiting:
        path = waiting.pop()
        with suppress(OSError):
            os.chmod(path, 0o700)  # noqa: PTH101, paths are texts here, as scandir gives them
            with os.scandir(path) as entries:
                waiting += [one.path for one in entries if one.is_dir(follow_symlinks=False)]
