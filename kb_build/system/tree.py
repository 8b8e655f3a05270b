"""A folder that is being filled, beside the old one, whose unchanged files it takes over."""

import os
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
        self._folders = {self.new}

    def put(self, address: str, data: bytes) -> bytes:
        """Write a file; return the digest of its content.

        The file is always a new one: an existing one may be shared with the old folder.
        """
        path = self._place(address)
        with suppress(FileNotFoundError):
            os.unlink(path)  # noqa: PTH108, paths are texts here, for speed
        with open(path, "xb") as stream:  # noqa: PTH123
            stream.write(data)
        return digest(data)

    def reuse(self, address: str, known: bytes) -> bool:
        """Take a file from the old folder; return whether it was there with this digest."""
        source = f"{self.old}/{file_of(address)}"
        try:
            if os.path.islink(source):  # noqa: PTH114
                return False
            with open(source, "rb") as stream:  # noqa: PTH123
                data = stream.read()
        except OSError:
            return False
        if digest(data) != known:
            return False
        try:
            os.link(source, self._place(address))
        except OSError:  # another file system, or one without links
            self.put(address, data)
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
