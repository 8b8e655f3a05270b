"""Draws shells, and whole pages, with MkDocs in processes of their own."""

import html
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kb_build.content.conventions import section_names
from kb_build.content.project import Project
from kb_build.render import batch, mkdocs, shells
from kb_build.render.markdown import KnowledgeBase
from kb_build.render.policy import protect
from kb_build.render.shells import Frame
from kb_build.site.manifest import generate
from kb_build.site.page import Kind, Page
from kb_build.system.workers import run

LANG = "it"


@dataclass
class Drawn:
    """The pages of one language, and their shells."""

    project: Project
    pages: dict[str, Page]
    frame: Frame

    @property
    def labels(self):
        return self.project.labels[LANG]


def pages_of(project):
    """Return all pages of one language by address."""
    recipes = [one for one in generate(project) if one.lang == LANG]
    return {one.url: one.page() for one in recipes}


def draw(project):
    """Draw the shells of one language."""
    pages = pages_of(project)
    specs = sorted({shells.spec(page) for page in pages.values()})
    job = batch._job(project, LANG, tuple(specs))
    (frame,) = run(_shells, [job], 1, lambda _: None)
    return Drawn(project, pages, frame)


def _shells(job, _):
    with TemporaryDirectory() as folder:
        return shells.frame(job, Path(folder))


def whole(drawn):
    """Let MkDocs render all pages wholly; return them by address."""
    (found,) = run(_whole, [drawn], 1, lambda _: None)
    return found


class _Ours(KnowledgeBase):
    """The extension as `converter` uses it: with the targets of the links of each text."""

    def __init__(self, sections):
        super().__init__(sections=sections)
        self.targets = {}

    def extendMarkdown(self, md):  # noqa: N802
        super().extendMarkdown(md)
        self.links.targets = self.targets


class _Whole(mkdocs._Collector):
    """Gives each page its own value instead of gaps."""

    def __init__(self, drawn):
        super().__init__({"kb": {}}, shells.TITLE_ID)
        self.drawn = drawn
        self.ours = _Ours(section_names(drawn.labels.ui.sections))
        self.values = {_source(url): page for url, page in drawn.pages.items()}

    def on_config(self, config):
        config.markdown_extensions.append(self.ours)
        return super().on_config(config)

    def on_env(self, env, config, files):  # noqa: ARG002
        env.loader.searchpath.append(str(Path(__file__).parent))
        env.autoescape = lambda name: bool(name) and name.startswith("articles/")
        return env

    def on_page_markdown(self, markdown, page, config, files):  # noqa: ARG002
        self.ours.targets = self.values[page.file.src_uri].links
        return markdown

    def on_page_context(self, context, /, *, page, config, nav):
        contents = list(page.toc.items)
        found = super().on_page_context(context, page=page, config=config, nav=nav)
        (title,) = page.toc.items
        # Where the sidebars are hidden, Material's drawer does without the contents, too.
        title.children = contents if page.meta["kind"] == Kind.TEXT else []
        labels = self.drawn.labels
        value = self.values[page.file.src_uri]
        own = {"value": value, "ui": labels.ui, "locale": str(labels.locale)}
        return {**found, **own, "contents": contents}


def _whole(drawn, _):
    labels, pages = drawn.labels, drawn.pages
    job = batch._job(drawn.project, LANG, ())
    nav = [{label: shells._source(LANG, tab)} for tab, label in shells._navigation(job)]
    first = len(nav) - len(shells_about(job))
    nav = [*nav[:first], {html.escape(labels.ui.project): nav[first:]}]
    collector = _Whole(drawn)
    collector.context = {"kb": _addresses()}
    mkdocs._Collector = lambda *_: collector
    with TemporaryDirectory() as name:
        folder = Path(name)
        for url, page in pages.items():
            shells._write(folder / "docs" / _source(url), _document(page))
        shells._write(folder / "mkdocs.yml", shells._dump(shells._configuration(job, nav)))
        found = mkdocs.draw(folder, collector.context, shells.TITLE_ID)
    return {url: protect(found.pages[_source(url)].encode()).decode() for url in pages}


def shells_about(job):
    """Return the entries of the navigation that stand below «the project»."""
    return list(shells._navigation(job))[2 + len(shells.KINDS) :]


def _addresses():
    return {
        "assets": shells.assets.folder(),
        "cases": shells.addresses.cases(LANG),
        "search": shells.addresses.search(LANG),
    }


def _source(url):
    return f"{url}index.md" if url == f"{LANG}/" else f"{url.removesuffix('/')}.md"


def _document(page):
    front = {
        "template": "whole.html",
        "title": html.escape(page.title),
        "description": html.escape(page.summary),
        "tab": shells._source(LANG, page.tab),
        "headings": False,
        "kind": str(page.kind),
        "hide": shells.HIDDEN.get(page.kind, ["navigation", "toc"]),
    }
    return f"---\n{shells._dump(front)}---\n{page.body}"
