"""Puts the languages together to one site: first page, 404, feeds, sitemap."""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kb_build.config import Settings
from kb_build.content.labels import Labels
from kb_build.content.library import Library
from kb_build.content.targets import case_url
from kb_build.render.shells import THEME
from kb_build.site import feeds

NOT_OURS = ("404.html", "sitemap.xml", "sitemap.xml.gz")
"""What MkDocs makes for each language, and a site has once or not at all."""


def join(parts: Sequence[Path], folder: Path) -> None:
    """Bring the rendered shares of one language together in `folder`; they are moved."""
    for part in parts:
        for name in NOT_OURS:
            (part / name).unlink(missing_ok=True)
        _move(part, folder)


def _move(source: Path, target: Path) -> None:
    """Move all that is in `source`, and is not yet in `target`."""
    if not target.exists():
        shutil.move(source, target)
    elif target.is_dir():
        for one in sorted(source.iterdir()):
            _move(one, target / one.name)


def frame(
    folder: Path,
    settings: Settings,
    labels: Mapping[str, Labels],
    library: Library,
    alternates: Sequence[Mapping[str, str]],
) -> None:
    """Write what the site has only once.

    Args:
        folder: the site, with the pages of each language in it.
        settings: the project.
        labels: the words of each language.
        library: what is published.
        alternates: for each page of the site, its addresses by language.
    """
    ordered = [labels[lang] for lang in settings.languages]
    _write(folder / "index.html", _page("chooser.html", settings, ordered, base=""))
    _write(folder / "404.html", _page("not-found.html", settings, ordered))
    _write(folder / "cases.json", _titles(library, settings.languages))
    _write(folder / "robots.txt", feeds.robots(settings.site_url))
    for one in ordered:
        (folder / one.lang / "feed.xml").write_bytes(feeds.atom(one, library, settings))
    if settings.site_url:
        (folder / "sitemap.xml").write_bytes(feeds.sitemap(alternates, settings))


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def _page(
    template: str, settings: Settings, labels: Sequence[Labels], base: str | None = None
) -> str:
    """Return a page of the frame, which speaks all languages.

    Its links begin with `base`; without one they begin at the root of the host, so that the page
    can be shown at any address.
    """
    templates = Environment(
        loader=FileSystemLoader(THEME / "frame"), autoescape=True, undefined=StrictUndefined
    )
    languages = [{"lang": one.lang, "ui": one.ui, "direction": _direction(one)} for one in labels]
    return templates.get_template(template).render(
        languages=languages,
        base=settings.base_path if base is None else base,
        site_url=settings.site_url,
    )


def _direction(labels: Labels) -> str:
    return "rtl" if labels.locale.text_direction == "rtl" else "ltr"


def _titles(library: Library, languages: Sequence[str]) -> str:
    """Return where each case exists, for the page that is shown when an address does not."""
    cases: dict[str, Any] = {
        case.id: {
            lang: {"url": case_url(lang, case.id), "title": case.editions[lang].text.title}
            for lang in languages
            if lang in case.editions
        }
        for case in library.cases.values()
    }
    return json.dumps(cases, ensure_ascii=False, separators=(",", ":"))
