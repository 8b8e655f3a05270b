"""What program this is: kept results of another one count as absent."""

from functools import cache
from importlib.metadata import version
from pathlib import Path

from kb_build.system.store import digest

PACKAGE = Path(__file__).parents[1]
OTHERS = ("jinja2", "markdown", "markdown-it-py", "mkdocs", "mkdocs-material", "snowballstemmer")
"""Packages whose version shows in the result."""


@cache
def fingerprint() -> bytes:
    """Return a digest of the whole program, and of the versions of what it uses."""
    paths = sorted(PACKAGE.rglob("*"))
    own = [path for path in paths if path.is_file() and "__pycache__" not in path.parts]
    parts = (part for path in own for part in (_name(path), path.read_bytes()))
    return digest(*parts, *(f"{name} {version(name)}".encode() for name in OTHERS))


def _name(path: Path) -> bytes:
    return path.relative_to(PACKAGE).as_posix().encode()
