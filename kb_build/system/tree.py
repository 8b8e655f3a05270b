"""A folder that is being filled, beside the old one, whose unchanged files it takes over."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from kb_build.system.store import digest

INDEX = "index.html"


def file_of(address: str) -> str:
    """Return the file that a web server shows at an address; that of a folder is its index."""
    return address + INDEX if not address or address.endswith("/") else address


class Tree:
    """Files by address, in a new folder."""

    def __init__(self, new: Path, old: Path) -> None:
        self.new = str(new)
        self.old = str(old)
        self.files: dict[str, bytes] = {}
        """The digest of each file by address; who writes in another process adds its own."""
        self._folders = {self.new}

    def put(self, address: str, data: bytes) -> bytes:
        """Write a file; return the digest of its content.

        The file is always a new one: an existing one may be shared with the old folder.

        Raises:
            OSError: it cannot be written.
        """
        path = self._place(address)
        with suppress(FileNotFoundError):
            os.unlink(path)  # noqa: PTH108, paths are texts here, for speed
        with open(path, "xb") as stream:  # noqa: PTH123
            stream.write(data)
        self.files[address] = found = digest(data)
        return found

    def reuse(self, address: str, known: bytes) -> bool:
        """Take a file from the old folder; return whether it was there with this digest.

        Raises:
            OSError: it cannot be written.
        """
        data = _content(f"{self.old}/{file_of(address)}")
        if data is None or digest(data) != known:
            return False
        try:
            os.link(f"{self.old}/{file_of(address)}", self._place(address))
        except OSError:  # another file system, or one without links
            self.put(address, data)
        self.files[address] = known
        return True

    def folder(self, address: str) -> Path:
        """Return the new folder at an address."""
        return Path(self._place(address)).parent

    def _place(self, address: str) -> str:
        path = f"{self.new}/{file_of(address)}"
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            self._folders.add(folder)
        return path


def is_intact(folder: Path, files: Mapping[str, bytes], *others: str) -> bool:
    """Return whether a folder holds these files, by digest and address, and nothing else.

    Args:
        folder: the folder.
        files: the digest of each file by its address.
        others: names of files that it holds besides.
    """
    wanted = {file_of(address): known for address, known in files.items()}
    try:
        there = {path for path in _paths(str(folder), len(str(folder)) + 1) if path not in others}
    except OSError:
        return False
    return there == wanted.keys() and all(
        (data := _content(f"{folder}/{path}")) is not None and digest(data) == known
        for path, known in wanted.items()
    )


def _paths(folder: str, start: int) -> Iterator[str]:
    """Yield all that is not a folder, symbolic links among them, without its first characters."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _paths(entry.path, start)
            else:
                yield entry.path[start:]


def _content(path: str) -> bytes | None:
    """Return what an ordinary file holds; `None` where there is none."""
    try:
        if os.path.islink(path):  # noqa: PTH114
            return None
        with open(path, "rb") as stream:  # noqa: PTH123
            return stream.read()
    except OSError:
        return None
