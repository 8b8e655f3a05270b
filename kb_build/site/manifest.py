"""Every page and every other file of the site."""

import json
from collections import defaultdict
from functools import partial
from typing import Any

from kb_build.content.library import Library
from kb_build.content.project import Project
from kb_build.site import addresses, case, feeds, lists, overview, texts
from kb_build.site.language_site import LanguageSite
from kb_build.site.page import Manifest

CONTENT = (texts, lists, case, overview)
"""What makes pages; each has a function `recipes`."""


def generate(project: Project, *, drafts: bool = False) -> Manifest:
    """Return all that the site consists of, except what the theme and the search bring.

    Args:
        project: what has been read; the labels of all its languages must be sound.
        drafts: whether to show drafts, as the preview does.

    Raises:
        KbError: two pages have the same address.
    """
    manifest = Manifest()
    library = project.library if drafts else project.published
    for lang in project.settings.languages:
        site = LanguageSite(lang, project, library)
        for module in CONTENT:
            for recipe in module.recipes(site):
                manifest.add(recipe)
        manifest.add_file(addresses.feed(lang), partial(feeds.atom, site))
    manifest.add_file("robots.txt", partial(feeds.robots, project.settings.site_url))
    if project.settings.site_url:
        manifest.add_file(addresses.SITEMAP, partial(feeds.sitemap, manifest, project.settings))
    for initial, editions in _editions(library, project.settings.languages).items():
        manifest.add_file(addresses.editions(initial), partial(_json, editions))
    for path in project.assets:
        name = path.removeprefix("docs/assets/")
        manifest.add_file(addresses.asset(name), (project.settings.root / path).read_bytes)
    return manifest


def _editions(library: Library, languages: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """Return where each case exists, by the first character of its id, for the 404 page."""
    found: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for one in library.cases.values():
        found[one.id[0]][one.id] = {
            lang: {
                "url": addresses.case(lang, one.id),
                "title": one.editions[lang].text.title,
            }
            for lang in languages
            if lang in one.editions
        }
    return found


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
