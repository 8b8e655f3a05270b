"""Makes the HTML of a page out of its value and its shell."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from kb_build.config import Settings
from kb_build.content.conventions import section_names
from kb_build.content.labels import Labels
from kb_build.render import shells
from kb_build.render.assets import THEME
from kb_build.render.markdown import EMPTY, Prose, converter
from kb_build.render.shells import Shell, Spec
from kb_build.site.page import Kind, Page
from kb_build.text.links import scheme

WITH_LINKS = ("head", "switcher", "toc", "article")
"""The gaps whose content has links and ids."""
_ATTRIBUTE_RE = re.compile(r' (href|src|id)="([^"]*)"')


@dataclass(frozen=True)
class Filled:
    """A finished page, and what the others want to know of it."""

    html: bytes
    prose: Prose
    """Its text alone."""
    ids: tuple[str, ...]
    """All ids in it; one that occurs twice is there twice."""
    targets: frozenset[str]
    """Where its links within the site lead: address from the root, with `#` and an anchor."""


@cache
def templates() -> Environment:
    """Return the templates of all articles."""
    found = Environment(
        loader=FileSystemLoader(THEME),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    for kind in Kind:
        found.get_template(f"articles/{kind}.html")  # compiled once, before processes are forked
    return found


class Filler:
    """Fills the shells of one language."""

    def __init__(self, settings: Settings, labels: Labels, frame: Mapping[Spec, Shell]) -> None:
        self.settings = settings
        self.labels = labels
        self.frame = frame
        names = section_names(labels.ui.sections)
        self._convert = converter(settings.markdown_extensions, names)

    def fill(self, page: Page) -> Filled:
        """Return the finished page."""
        prose = self._convert(page.body, page.links) if page.body else EMPTY
        content = self.gaps(page, prose)
        shell = self.frame[shells.spec(page)]
        attributes = _ATTRIBUTE_RE.findall("".join(content[name] for name in WITH_LINKS))
        ids = (html.unescape(value) for name, value in attributes if name == "id")
        links = {html.unescape(value) for name, value in attributes if name != "id"}
        targets = frozenset(targets_of(links, page.url, self.settings.base_path))
        data = {name: one.encode() for name, one in content.items()}
        return Filled(shell.fill(data), prose, (*shell.ids, *ids), targets)

    def gaps(self, page: Page, prose: Prose) -> dict[str, str]:
        """Return the HTML for each gap of a shell."""
        ui = self.labels.ui
        small: Any = templates().get_template("articles/frame.html").module
        template = templates().get_template(f"articles/{page.kind}.html")
        return {
            "title": str(small.title(page, ui)).strip(),
            "name": str(escape(page.title)),
            "description": str(escape(page.summary)),
            "head": str(small.head(page, ui, str(self.labels.locale))),
            "switcher": str(small.switcher(page)),
            "toc": str(small.toc(prose.toc)),
            "article": template.render(
                page=page,
                view=page.view,
                ui=ui,
                prose=Markup(prose.html),  # noqa: S704, made by `render.markdown`
            ),
        }


def targets_of(links: Iterable[str], here: str, base_path: str) -> Iterator[str]:
    """Yield where links within the site lead, from its root; a page has its address.

    Args:
        links: targets as written in a page.
        here: the address of the page.
        base_path: the path under which the site is published.
    """
    for link in links:
        if ":" in link and scheme(link):
            continue
        if link.startswith("//"):
            continue
        path, hash_, anchor = link.partition("#")
        path, anchor = unquote(path.partition("?")[0]), unquote(anchor)
        if path.startswith(base_path):
            path = joined("", path.removeprefix(base_path))
        elif not path.startswith("/"):  # what else begins at the host's root is no page of ours
            path = joined(here, path) if path else here
        yield path + hash_ + anchor


def joined(here: str, path: str) -> str:
    """Return the address from the site's root of what a page links to with a relative path.

    A path that leads out of the site begins with `..`, as no address of the site does.

    >>> joined("it/cases/lost-ninja/", "../../tags/refund/"), joined("it/", "./")
    ('it/tags/refund/', 'it/')
    """
    folders = here.split("/")[:-1]
    *above, last = path.split("/")
    if last in (".", ".."):
        above, last = [*above, last], ""
    for name in above:
        if name == ".." and folders and folders[-1] != "..":
            folders.pop()
        elif name != ".":
            folders.append(name)
    return "/".join([*folders, last])
