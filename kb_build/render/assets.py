"""The files of the theme that readers load: scripts, styles, icon."""

from functools import cache
from pathlib import Path

from kb_build.system.store import digest

THEME = Path(__file__).with_name("theme")
ASSETS = THEME / "assets"


@cache
def files() -> dict[str, bytes]:
    """Return all files by their path below the folder of the assets."""
    paths = sorted(path for path in ASSETS.rglob("*") if path.is_file())
    return {path.relative_to(ASSETS).as_posix(): path.read_bytes() for path in paths}


@cache
def folder() -> str:
    """Return the address of the folder with these files, from the site's root.

    Its name changes whenever one of them does, so that no reader ever has an old one beside a
    new one; within the folder they find each other by relative addresses.
    """
    parts = (part for name, data in files().items() for part in (name.encode(), data))
    return f"assets/kb-{digest(*parts).hex()[:8]}"
