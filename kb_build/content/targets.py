"""Where a link between files of the project leads. Checks ask it, and so does staging."""

import posixpath
from collections.abc import Collection
from dataclasses import dataclass

from kb_build.content.files import Kind
from kb_build.content.library import Case, Library
from kb_build.content.texts import Text
from kb_build.text.anchors import anchors
from kb_build.text.links import Internal
from kb_build.text.normal import fold

HOME = "index"
"""Name of the hand-written page that is the home page of a language."""


@dataclass(frozen=True)
class Place:
    """A page of the site, or a part of one."""

    url: str
    """From the site's root, without slash in front."""
    anchor: str = ""


@dataclass(frozen=True)
class Asset:
    """A file below `docs/assets/`."""

    path: str
    """Relative to `docs/`."""


@dataclass(frozen=True)
class Missing:
    """Nothing is there."""

    what: str
    """`file`, `draft` or `anchor`."""
    name: str
    """What was looked for."""
    known: tuple[str, ...] = ()
    """The anchors that there are."""
    page: Text | None = None
    """The page that lacks the anchor."""


def case_url(lang: str, case_id: str) -> str:
    """Return the address of a case, from the site's root."""
    return f"{lang}/cases/{case_id}/"


def page_url(lang: str, name: str) -> str:
    """Return the address of a hand-written page, from the site's root."""
    return f"{lang}/" if name == HOME else f"{lang}/{name}/"


def resolve(
    parts: Internal, text: Text, library: Library, assets: Collection[str]
) -> Place | Asset | Missing:
    """Return where a link in `text` leads.

    A link to a case names one of its Markdown files, original or translation, and leads to the
    edition in the language of the linking text, where there is one.
    """
    if not parts.path:
        return _place(text, parts.anchor)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(text.source.path), parts.path))
    if path in assets:
        return Asset(path.removeprefix("docs/"))
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".md")
    if name == stem:
        return Missing("file", parts.path)
    top, _, below = folder.partition("/")
    if top == "docs":
        page = library.pages.get(below.partition("/")[0], {}).get(stem)
        return _place(page, parts.anchor) if page else Missing("file", name)
    case = library.cases.get(stem) if top in ("cases", "translations") else None
    if case is None:
        return Missing("file", name)
    if _is_hidden(case, text, library):
        return Missing("draft", name)
    return _place(case.best(text.lang).text, parts.anchor)


def _is_hidden(case: Case, text: Text, library: Library) -> bool:
    """Return whether a draft would be linked by something that is published."""
    own = library.cases.get(text.source.stem)
    return case.fields.draft and not (own and own.fields.draft)


def _place(page: Text, anchor: str) -> Place | Missing:
    known = _anchors(page)
    if anchor and anchor not in known:
        return Missing("anchor", anchor, known, page)
    is_page = page.source.kind is Kind.PAGE
    return Place((page_url if is_page else case_url)(page.lang, page.source.stem), anchor)


def _anchors(page: Text) -> tuple[str, ...]:
    sections = {section.line: section.id for section in page.sections}
    names = {heading.text: sections.get(heading.line, "") for heading in page.outline.headings}
    found = [(heading.level, heading.text) for heading in page.outline.headings]
    return tuple(anchors(found, {fold(words): name for words, name in names.items() if name}))
