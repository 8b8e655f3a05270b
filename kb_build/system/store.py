"""Remembers between runs what language a passage is in, by the passage's content."""

import hashlib
import json
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from kb_build.text.language import CANDIDATES

KEY = f"langdetect {version('langdetect')} {' '.join(CANDIDATES)}"
"""What the remembered answers depend on beside the text."""


class LanguageCache(MutableMapping[str, tuple[str, float]]):
    """A mapping from text to language and probability that is kept in a file.

    Only what was asked for in this run is written back, so that the file does not grow for ever.
    A file that is damaged or of another version counts as empty.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.known = self._load()
        self.used: dict[str, tuple[str, float]] = {}

    def _load(self) -> dict[str, tuple[str, float]]:
        try:
            stored = json.loads(self.path.read_text("utf-8"))
            if stored["key"] != KEY:
                return {}
            return {
                name: (str(lang), float(sure)) for name, (lang, sure) in stored["texts"].items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {}

    def save(self) -> None:
        """Write what this run has used; a folder that cannot be written to is no problem."""
        if self.used == self.known:
            return
        text = json.dumps({"key": KEY, "texts": self.used}, sort_keys=True)
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            new = self.path.with_suffix(".new")
            new.write_text(text, "utf-8")
            new.replace(self.path)

    def __getitem__(self, text: str) -> tuple[str, float]:
        name = _name(text)
        found = self.used.get(name) or self.known[name]
        self.used[name] = found
        return found

    def __setitem__(self, text: str, answer: tuple[str, float]) -> None:
        self.used[_name(text)] = answer

    def __delitem__(self, text: str) -> None:
        self.known.pop(_name(text), None)
        del self.used[_name(text)]

    def __iter__(self) -> Iterator[str]:
        return iter(self.used)

    def __len__(self) -> int:
        return len(self.used)


def _name(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
