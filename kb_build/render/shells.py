"""Writes one MkDocs project per language: plain Markdown with simple front matter."""

import html
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kb_build.config import Settings
from kb_build.content.conventions import section_names
from kb_build.content.labels import KINDS, Labels
from kb_build.content.targets import HOME
from kb_build.render import markdown as rendering
from kb_build.site.manifest import Page, Site, head, switcher

THEME = Path(__file__).with_name("theme")
Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

HIDDEN = {
    "case.html": ["navigation"],
    "page.html": [],
    "status.html": ["toc"],
    "reference.html": ["toc"],
}
"""Which sidebars a page does without; those of the project are found in the navigation only."""


@dataclass(frozen=True)
class Staged:
    """What was written for one language."""

    projects: tuple[Path, ...]
    """The MkDocs projects; each has a share of the pages."""
    urls: tuple[str, ...]
    """The addresses of all pages that MkDocs will make, from the site's root."""
    files: int
    """How many Markdown files there are in all projects together."""


def stage(
    settings: Settings, site: Site, pages: Iterable[Page], folder: Path, shares: int
) -> Staged:
    """Write the projects of one language; files that did not change stay as they are.

    The pages are dealt out to several projects, so that they can be rendered side by side and so
    that none of them fills the memory. Those in the navigation are in all of them.
    """
    projects = tuple(folder / str(number) for number in range(shares))
    navigation = _navigation(site)
    in_all = set(_files(navigation))
    wanted: list[set[Path]] = [set() for _ in projects]
    urls = []
    for number, page in enumerate(pages):
        urls.append(page.url)
        name, text = _file_name(page), document(page, site)
        shared = range(shares) if name in in_all else [number % shares]
        for share in shared:
            path = projects[share] / "docs" / name
            _write(path, text)
            wanted[share].add(path)
    files = sum(map(len, wanted))
    for project, paths in zip(projects, wanted, strict=True):
        paths.update(_copy_assets(settings.root / "docs" / "assets", project / "docs" / "assets"))
        paths.add(project / "mkdocs.yml")
        _write(project / "mkdocs.yml", _dump(_configuration(settings, site, navigation)))
    _delete_others(folder, set().union(*wanted))
    return Staged(projects, tuple(urls), files)


def document(page: Page, site: Site) -> str:
    """Return the Markdown file of a page.

    Title and description are escaped here, because MkDocs and Material print them as they are.
    Everything below `kb` is escaped by our own templates.
    """
    front = {
        "template": page.template,
        "title": html.escape(page.title),
        "description": html.escape(page.summary),
        "hide": HIDDEN.get(page.template, ["navigation", "toc"]),
        "kb": {**page.view, "switch": switcher(page, site), "head": head(page, site)},
    }
    return f"---\n{_dump(front)}---\n\n{page.body}"


def _file_name(page: Page) -> str:
    """Return the file from which MkDocs makes the page's address."""
    path = page.url.removeprefix(page.lang).strip("/")
    return f"{path or HOME}.md"


def _configuration(settings: Settings, site: Site, navigation: list[Any]) -> dict[str, Any]:
    """Return what the project of a language sets itself; the rest it inherits."""
    ui = site.own.ui
    extension = {rendering.EXTENSION: {"sections": section_names(ui.sections)}}
    return {
        "INHERIT": str(settings.config_file),
        "site_name": html.escape(ui.site_name),
        "site_description": html.escape(ui.site_description),
        "site_url": f"{settings.site_url}{site.lang}/" if settings.site_url else "",
        "docs_dir": "docs",
        "use_directory_urls": True,
        "plugins": [],
        "theme": {
            "language": site.lang,
            "custom_dir": str(THEME),
            "palette": _palette(settings, site.own),
        },
        "markdown_extensions": [*settings.markdown_extensions, extension],
        "nav": navigation,
        # Material prints its switcher for any true value, and <link rel=alternate> only for a
        # list. Its script would fetch a sitemap for each of those, and intercept our links.
        "extra": {
            "alternate": True,
            "scope": settings.base_path,  # under which readers' choices are kept, for all languages
            "ui": ui.model_dump(),
            "locale": str(site.own.locale),
        },
    }


def _palette(settings: Settings, labels: Labels) -> list[Any]:
    names = {"default": labels.ui.to_dark, "slate": labels.ui.to_light}
    return [
        {**one, "toggle": {**one["toggle"], "name": html.escape(names[one["scheme"]])}}
        for one in settings.palette
    ]


def _navigation(site: Site) -> list[Any]:
    """Return the navigation. Cases are not in it: with Material each page would list them all."""
    ui = site.own.ui
    written = sorted(set(site.library.pages[site.lang]) - {HOME})
    about = [f"{name}.md" for name in written] + ["status.md", "reference.md"]
    lists = {name: f"{name}.md" for name in ("cases", *KINDS)}
    items: list[tuple[str, Any]] = [(ui.home, f"{HOME}.md")]
    items += [(getattr(ui, name), path) for name, path in lists.items()]
    return [{html.escape(label): path} for label, path in [*items, (ui.project, about)]]


def _files(navigation: list[Any]) -> Iterator[str]:
    """Yield the files that a navigation names."""
    for item in navigation:
        if isinstance(item, str):
            yield item
        else:
            for value in item.values():
                yield from _files(value if isinstance(value, list) else [value])


def _dump(data: Any) -> str:
    return str(yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=2**20))


def _write(path: Path, text: str) -> None:
    data = text.encode()
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _copy_assets(source: Path, target: Path) -> Iterator[Path]:
    for path in sorted(source.rglob("*")):
        if path.is_file() and path.resolve().is_relative_to(source.resolve()):
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
            yield copy


def _delete_others(folder: Path, wanted: set[Path]) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path not in wanted:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
