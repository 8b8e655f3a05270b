"""Puts the languages together to one site, and publishes it in one step."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kb_build.errors import KbError
from kb_build.labels import Labels
from kb_build.stage import THEME

MARK = ".kb-site"
"""A file by which a later build knows that it may replace the folder."""
NOT_OURS = ("404.html", "sitemap.xml", "sitemap.xml.gz")
"""What MkDocs makes for each language, and a site has once or not at all."""


def assemble(parts: Mapping[str, Path], labels: Sequence[Labels], folder: Path) -> None:
    """Make the whole site in `folder`, which must not exist.

    Args:
        parts: the rendered pages of each language; they are moved.
        labels: the words of the languages, in the order in which they are offered.
        folder: where the site is put together.
    """
    folder.mkdir(parents=True)
    for lang, part in parts.items():
        for name in NOT_OURS:
            (part / name).unlink(missing_ok=True)
        part.rename(folder / lang)
    (folder / "index.html").write_text(chooser(labels), "utf-8")
    (folder / MARK).write_text("Made by kb build, which replaces this folder as a whole.\n")


def chooser(labels: Sequence[Labels]) -> str:
    """Return the first page of all, on which readers choose their language."""
    templates = Environment(
        loader=FileSystemLoader(THEME), autoescape=True, undefined=StrictUndefined
    )
    languages = [{"lang": one.lang, "ui": one.ui, "direction": _direction(one)} for one in labels]
    return templates.get_template("chooser.html").render(languages=languages)


def _direction(labels: Labels) -> str:
    return "rtl" if labels.locale.text_direction == "rtl" else "ltr"


def check_target(folder: Path, root: Path) -> None:
    """Make sure that a folder may be replaced.

    Raises:
        KbError: it holds something that no build has made, or is part of the sources.
    """
    target, root = folder.resolve(), root.resolve()
    sources = [root / name for name in ("cases", "translations", "docs", "kb_build", "tests")]
    if any(target.is_relative_to(one) or one.is_relative_to(target) for one in sources):
        raise KbError(f"{folder} contains sources of the project", "choose another --site-dir")
    if folder.exists() and not folder.is_dir():
        raise KbError(f"{folder} is not a folder", "choose another --site-dir")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise KbError(
            f"{folder} holds files that no build has made",
            "empty it, or choose another --site-dir",
        )


def publish(new: Path, folder: Path) -> None:
    """Let the new site take the place of the old one."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".kb-old-", dir=folder.parent) as old:
        if folder.exists():
            folder.rename(Path(old) / "site")
        shutil.move(new, folder)
