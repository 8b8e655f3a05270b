"""The frames of the pages: drawn by MkDocs and Material once for each kind, with gaps in them.

A page consists of a shell and of what is filled into its gaps. A gap is a token that holds a
digest of all that went into the shell, so that no label can contain it.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from kb_build.config import Settings
from kb_build.content.labels import KINDS, Labels
from kb_build.content.targets import HOME
from kb_build.errors import KbError
from kb_build.render import assets
from kb_build.render.policy import protect
from kb_build.site import addresses
from kb_build.site.overview import REFERENCE, STATUS
from kb_build.site.page import Kind, Page, Recipe

GAPS = ("title", "name", "description", "head", "switcher", "toc", "article")
"""What differs between the pages of one shell. `name` is the title without the site's name."""
TITLE_ID = "page-title"
HIDDEN = {Kind.CASE: ["navigation"], Kind.TEXT: [], Kind.STATUS: ["toc"], Kind.REFERENCE: ["toc"]}
"""Sidebars without which a page does; pages about the project are in the navigation only."""
_LINK_RE = re.compile(rb'\b(?:href|src)="([^"]*)"')
_ID_RE = re.compile(rb'\bid="([^"]*)"')
_WHITE_RE = re.compile(rb"[ \t]*\n\s*")


class Spec(NamedTuple):
    """Which shell a page needs."""

    kind: Kind
    tab: str
    depth: int


def spec(page: Page | Recipe) -> Spec:
    """Return the shell that a page needs."""
    return Spec(page.kind, page.tab, page.depth)


@dataclass(frozen=True)
class Shell:
    """A page with gaps."""

    parts: tuple[bytes, ...]
    """The HTML before, between and after the gaps."""
    gaps: tuple[str, ...]
    """The name of each gap, in order; a gap may occur again."""

    def fill(self, content: Mapping[str, bytes]) -> bytes:
        """Return a page; what is filled in is never looked at."""
        found = [self.parts[0]]
        for name, part in zip(self.gaps, self.parts[1:], strict=True):
            found += (content[name], part)
        return b"".join(found)

    @cached_property
    def links(self) -> frozenset[str]:
        """The targets of its own links, as written in the page."""
        found = (one for part in self.parts for one in _LINK_RE.findall(part))
        return frozenset(html.unescape(one.decode()) for one in found)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Its own ids."""
        return tuple(one.decode() for part in self.parts for one in _ID_RE.findall(part))


@dataclass(frozen=True)
class Job:
    """The shells of one language that are to be drawn."""

    settings: Settings
    labels: Labels
    texts: Mapping[str, str]
    """Titles of the hand-written pages by name."""
    specs: tuple[Spec, ...]
    digest: str
    """Of all that goes into the shells."""


class Frame(NamedTuple):
    """The shells of one language, and the files of the theme that they load."""

    shells: dict[Spec, Shell]
    files: dict[str, bytes]
    """By address."""
    warnings: tuple[str, ...]


def frame(job: Job, folder: Path) -> Frame:
    """Draw the shells of one language.

    It is meant for a process of its own, see `mkdocs.draw`.

    Args:
        job: what to draw.
        folder: an empty folder for the project of MkDocs.

    Raises:
        KbError: the configuration is wrong, or the theme lacks a gap or the place for the policy.
    """
    from kb_build.render.mkdocs import draw  # noqa: PLC0415, loaded only where it draws

    tokens = {name: f"kb-gap-{name}-{job.digest}" for name in GAPS}
    places = _stage(job, folder, tokens)
    lang = job.labels.lang
    context = {
        "gap": tokens,
        "kb": {
            "assets": assets.folder(),
            "cases": addresses.cases(lang),
            "search": addresses.search(lang),
        },
    }
    drawn = draw(folder, context, TITLE_ID)
    shells = {
        one: cut(drawn.pages[places[one]].encode(), tokens, where=f"the page «{one.kind}»")
        for one in job.specs
    }
    return Frame(shells, _needed(shells.values(), drawn.files), drawn.warnings)


def cut(page: bytes, tokens: Mapping[str, str], where: str) -> Shell:
    """Cut a drawn page at its gaps, after it has got its policy.

    Raises:
        KbError: a gap is missing, or there is no place for the policy.
    """
    page = _WHITE_RE.sub(b"\n", protect(page))
    names = {token.encode(): name for name, token in tokens.items()}
    pattern = re.compile(b"(" + b"|".join(map(re.escape, names)) + b")")
    pieces = pattern.split(page)
    gaps = tuple(names[one] for one in pieces[1::2])
    if missing := tokens.keys() - set(gaps):
        raise KbError(
            f"the theme has changed: {where} has no place for {', '.join(sorted(missing))}",
            "install the versions of requirements.lock",
        )
    return Shell(tuple(pieces[0::2]), gaps)


def _needed(shells: Iterable[Shell], files: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files of Material that the shells name; the others nothing loads."""
    names = {link.partition("?")[0].lstrip("./") for shell in shells for link in shell.links}
    own = assets.folder()
    found = {name for name in names & files.keys() if not name.startswith(own)}
    return {name: Path(files[name]).read_bytes() for name in sorted(found)}


def _stage(job: Job, folder: Path, tokens: Mapping[str, str]) -> dict[Spec, str]:
    """Write the project of one language; return the source of each shell."""
    docs = folder / "docs"
    navigation = dict(_navigation(job))
    sources = {tab: _source(job.labels.lang, tab) for tab in navigation}
    places = {one: _place(one, job.labels.lang) for one in job.specs}
    for one, path in places.items():
        _write(docs / path, _document(one, sources[one.tab], tokens))
    for tab, path in sources.items():
        if path not in places.values():
            _write(docs / path, _document(Spec(Kind.TEXT, tab, 2), path, tokens))
    named = [{label: sources[tab]} for tab, label in navigation.items()]
    first = 2 + len(KINDS)  # home, cases and the lists of terms; the rest is about the project
    nav = [*named[:first], {html.escape(job.labels.ui.project): named[first:]}]
    _write(folder / "mkdocs.yml", _dump(_configuration(job, nav)))
    return places


def _navigation(job: Job) -> Iterator[tuple[str, str]]:
    """Yield names and labels of its entries. Cases are not in it: each page would list them all."""
    ui = job.labels.ui
    yield HOME, html.escape(ui.home)
    for name in ("cases", *KINDS):
        yield name, html.escape(getattr(ui, name))
    for name, title in sorted(job.texts.items()):
        if name != HOME:
            yield name, html.escape(title)
    yield STATUS, html.escape(ui.status)
    yield REFERENCE, html.escape(ui.reference)


def _source(lang: str, tab: str) -> str:
    """Return the source of the page that an entry of the navigation leads to."""
    return f"{lang}/{tab}.md"


def _place(one: Spec, lang: str) -> str:
    """Return the source of a shell, from which MkDocs makes an address of the right depth."""
    in_navigation = 1 if one.tab == HOME else 2
    if one.depth == in_navigation:
        return _source(lang, one.tab)
    return f"{lang}/" + "-/" * (one.depth - in_navigation) + f"{one.tab}-{one.kind}.md"


def _document(one: Spec, tab: str, tokens: Mapping[str, str]) -> str:
    front = {
        "template": "shell.html",
        "title": tokens["name"],
        "description": tokens["description"],
        "tab": tab,
        "headings": one.kind is Kind.TEXT,
        "hide": HIDDEN.get(one.kind, ["navigation", "toc"]),
    }
    return f"---\n{_dump(front)}---\n"


def _configuration(job: Job, nav: Sequence[Any]) -> dict[str, Any]:
    """Return what the project of a language sets itself; the rest it inherits."""
    ui, settings = job.labels.ui, job.settings
    theme = {
        "language": job.labels.lang,
        "custom_dir": str(assets.THEME),
        "palette": _palette(settings, job.labels),
        "favicon": settings.favicon or f"{assets.folder()}/favicon.svg",
    }
    return {
        "INHERIT": str(settings.config_file),
        "site_name": html.escape(ui.site_name),
        "site_description": html.escape(ui.site_description),
        "docs_dir": "docs",
        "use_directory_urls": True,
        "plugins": [],
        "theme": theme,
        "extra_css": [f"{assets.folder()}/kb.css", *settings.extra_css],
        "nav": list(nav),
        # Material prints its switcher for any true value, and <link rel=alternate> only for a
        # list. Its script would fetch a sitemap for each of those, and intercept our links.
        "extra": {
            "alternate": True,
            "homepage": addresses.home(job.labels.lang),
            "scope": settings.base_path,  # under which readers' choices are kept, for all languages
            "ui": ui.model_dump(),
        },
    }


def _palette(settings: Settings, labels: Labels) -> list[Any]:
    names = {"default": labels.ui.to_dark, "slate": labels.ui.to_light}
    return [
        {**one, "toggle": {**one["toggle"], "name": html.escape(names[one["scheme"]])}}
        for one in settings.palette
    ]


def _dump(data: Any) -> str:
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return str(yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False, width=2**20))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
