"""Finished sites, as trees of elements; each is built once for all tests."""

import posixpath
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest
from lxml import html

from tests.building import SITE_URL, Built


@dataclass(frozen=True)
class Site:
    """A finished site as a reader's browser sees it."""

    built: Built

    @property
    def folder(self) -> Path:
        return self.built.folder

    @cached_property
    def urls(self) -> list[str]:
        """The addresses of all pages but the first of all and the 404 page."""
        found = self.folder.rglob("index.html")
        paths = (path.parent.relative_to(self.folder).as_posix() for path in found)
        return sorted(f"{path}/" for path in paths if path != ".")

    @cached_property
    def documents(self) -> dict[str, str]:
        """The text of every page, by its file."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_text("utf-8")
            for path in sorted(self.folder.rglob("*.html"))
        }

    def page(self, url: str) -> html.HtmlElement:
        return parsed(self.documents[f"{url}index.html"])

    def __iter__(self) -> Iterator[tuple[str, html.HtmlElement]]:
        """Yield name and tree of every page."""
        return ((name, parsed(text)) for name, text in self.documents.items())


@cache
def parsed(text: str) -> html.HtmlElement:
    return html.fromstring(text)


@pytest.fixture(scope="session")
def sites() -> dict[str, Site]:
    """What has been read of the sites so far."""
    return {}


@pytest.fixture(params=["fixture_site", "shipped_site"])
def site(request, sites) -> Site:
    """The site of the fixture project, and that of the content of this repository."""
    name = request.param
    return sites.setdefault(name, Site(request.getfixturevalue(name)))


@pytest.fixture
def project_copy(fixture_site, tmp_path) -> Callable[..., Path]:
    """Return a function that copies the extended project, with its site and what builds keep."""

    def make(name: str = "project") -> Path:
        return shutil.copytree(fixture_site.folder.parent, tmp_path / name)

    return make


def address(link: str, page: str) -> str:
    """Return where a link leads, from the site's root; a page ends with a slash."""
    path = link.partition("#")[0].partition("?")[0]
    full = posixpath.normpath(posixpath.join(page, path)) if path else page.rstrip("/")
    full = "" if full == "." else full
    is_file = re.search(r"\.\w+$", path)
    return full if is_file or not full else f"{full}/"


def absolute(url: str) -> str:
    return SITE_URL + url
