"""Runs MkDocs on a project whose pages are shells."""

import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, cast

from jinja2 import Environment
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.theme import Theme
from mkdocs.utils.templates import TemplateContext

from kb_build.errors import KbError


class Drawn(NamedTuple):
    """What MkDocs has made of a project."""

    pages: dict[str, str]
    """HTML by source, relative to the folder of the documents."""
    files: dict[str, str]
    """Where the theme has its other files, by their address in the site."""
    warnings: tuple[str, ...]
    """What MkDocs complains about."""


def draw(project: Path, context: Mapping[str, Any], title_id: str) -> Drawn:
    """Let MkDocs render all pages of a project; nothing is written.

    It is meant for a process of its own: it turns the messages of MkDocs to itself.

    Args:
        project: the folder with its `mkdocs.yml`.
        context: variables for the templates, besides those of MkDocs.
        title_id: the id of the title of every article, to which the skip link leads.

    Raises:
        KbError: the configuration is wrong.
    """
    os.environ["SOURCE_DATE_EPOCH"] = os.environ.get("SOURCE_DATE_EPOCH") or "0"
    listener = _Listener()
    logger = logging.getLogger("mkdocs")
    logger.handlers[:] = [listener]
    logger.propagate = False
    try:
        config = load_config(
            config_file=str(project / "mkdocs.yml"), site_dir=str(project / "site")
        )
    except Abort:
        said = "; ".join(listener.warnings)
        raise KbError(
            f"mkdocs.yml: {said}", "correct it; kb check looks at the texts only"
        ) from None
    environment = _environment(tuple(config.theme.dirs), config.theme)
    config.theme.get_env = lambda: environment  # type: ignore[method-assign]
    collector = _Collector(context, title_id)
    config.plugins["kb"] = collector
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    return Drawn(collector.pages, collector.files, tuple(listener.warnings))


_environments: dict[tuple[str, ...], Environment] = {}


def _environment(dirs: tuple[str, ...], theme: Theme) -> Environment:
    """Return the templates of a theme, compiled once for all languages.

    MkDocs would look through all files of the theme, of which Material has 14,000 icons; pages
    load none but those below `assets`.
    """
    if dirs not in _environments:
        found = theme.get_env()
        names = [
            path.relative_to(one).as_posix()
            for one in map(Path, dirs)
            for path in (one / "assets").rglob("*")
            if path.is_file()
        ]
        found.list_templates = lambda *_, **__: names  # type: ignore[method-assign]
        _environments[dirs] = found
    return _environments[dirs]


class _Collector(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Keeps rendered pages in memory, and marks the tab to which each of them belongs."""

    def __init__(self, context: Mapping[str, Any], title_id: str) -> None:
        super().__init__()
        self.context = context
        self.title_id = title_id
        self.pages: dict[str, str] = {}
        self.files: dict[str, str] = {}
        self.active: Page | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        config.theme.static_templates.clear()
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:  # noqa: ARG002, by keyword
        for file in [one for one in files if not one.is_documentation_page()]:
            self.files[file.dest_uri] = file.abs_src_path or ""
            files.remove(file)
        return files

    def on_page_context(
        self,
        context: TemplateContext,
        /,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002, by keyword
        nav: Navigation,
    ) -> TemplateContext:
        # Pages that are made from one shell differ in address and neighbours.
        page.canonical_url = None
        page.previous_page = page.next_page = None
        title = AnchorLink("", self.title_id, 1)
        if page.meta["headings"]:  # Material then shows the contents in its drawer, too
            title.children.append(AnchorLink("", self.title_id, 2))
        page.toc.items[:] = [title]
        self.active = next(one for one in nav.pages if one.file.src_uri == page.meta["tab"])
        self.active.active = True
        return cast(TemplateContext, {**context, **self.context})

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        self.pages[page.file.src_uri] = output
        if self.active:
            self.active.active = False
        return ""  # nothing is written


class _Listener(logging.Handler):
    """Keeps the warnings of MkDocs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.warnings.append(record.getMessage())
