"""Keeps values between runs by the digest of all that went into them."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager, suppress
from pathlib import Path

SEAL_SIZE = 8
"""Bytes of the digest in front of each value."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS kept (
    kind TEXT NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL, PRIMARY KEY (kind, key)
) WITHOUT ROWID
"""


def digest(*parts: bytes) -> bytes:
    """Return 16 bytes that differ when one of the parts does."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.digest()


class Used(MutableMapping[bytes, bytes]):
    """Values that are known, of which it is noted which are used."""

    def __init__(self, known: Mapping[bytes, bytes]) -> None:
        self.known = known
        self.used: dict[bytes, bytes] = {}

    def __getitem__(self, key: bytes) -> bytes:
        self.used[key] = found = self.used[key] if key in self.used else self.known[key]
        return found

    def __setitem__(self, key: bytes, value: bytes) -> None:
        self.used[key] = value

    def __delitem__(self, key: bytes) -> None:
        del self.used[key]

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.used)

    def __len__(self) -> int:
        return len(self.used)


class Store:
    """Values of several kinds, each kind a mapping from digest to bytes.

    A store that is damaged, foreign or cannot be read or written counts as empty: it makes a run
    faster and changes nothing else. Each kind holds what the last run used, so that it never
    grows for ever.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._found: dict[str, dict[bytes, bytes]] = {}
        self._is_damaged = False

    def read(self, kind: str) -> dict[bytes, bytes]:
        """Return all sound values of a kind."""
        if kind not in self._found:
            self._found[kind] = dict(self._rows(kind))
        return self._found[kind]

    def _rows(self, kind: str) -> Iterator[tuple[bytes, bytes]]:
        try:
            with self._connected() as connection:
                rows = connection.execute("SELECT key, value FROM kept WHERE kind = ?", (kind,))
                for key, sealed in rows:
                    if isinstance(key, bytes) and isinstance(sealed, bytes):
                        value = sealed[SEAL_SIZE:]
                        if sealed[:SEAL_SIZE] == _seal(key, value):
                            yield key, value
        except (sqlite3.Error, OSError) as error:
            # The others, such as a lock or a foreign table, say nothing about the file itself.
            self._is_damaged |= type(error) is sqlite3.DatabaseError

    def replace(self, kind: str, values: Mapping[bytes, bytes]) -> None:
        """Let a kind hold these values and no others; what is there already is not rewritten."""
        before = self.read(kind)
        if self._is_damaged:  # some of it can still be read, and nothing mends the rest
            self._discard()
            before = {}
        gone = before.keys() - values.keys()
        new = [key for key, value in values.items() if before.get(key) != value]
        if not gone and not new:
            return
        try:
            self._write(kind, gone, ((key, values[key]) for key in new))
        except (sqlite3.Error, OSError):
            self._discard()
        self._found[kind] = dict(values)

    def _discard(self) -> None:
        with suppress(OSError):
            self.path.unlink()
        self._is_damaged = False

    def _write(self, kind: str, gone: Iterable[bytes], new: Iterable[tuple[bytes, bytes]]) -> None:
        """Delete and insert rows; these are made one by one, since together they are large."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        deleted = ((kind, key) for key in gone)
        inserted = ((kind, key, _seal(key, value) + value) for key, value in new)
        with self._connected() as connection, connection:
            connection.executemany("DELETE FROM kept WHERE kind = ? AND key = ?", deleted)
            connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", inserted)

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path)
        try:
            connection.execute("PRAGMA synchronous = OFF")  # a damaged store counts as empty
            connection.execute(_SCHEMA)
            yield connection
        finally:
            connection.close()


def _seal(key: bytes, value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=SEAL_SIZE, key=key[:64]).digest()
