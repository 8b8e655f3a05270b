"""Resolves links between source files to texts, assets or what is missing.

Used by `checks.markup` and by the pages, which know the addresses.
"""

import posixpath
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from kb_build.content.assets import FOLDER as ASSETS
from kb_build.content.kinds import MARKDOWN
from kb_build.content.library import Case, Library
from kb_build.content.texts import Text
from kb_build.text.links import Internal

HOME = "index"
"""Name of the hand-written page that is the home page of a language."""


class What(StrEnum):
    """What a link looks for in vain."""

    FILE = "file"
    DRAFT = "draft"
    ANCHOR = "anchor"


@dataclass(frozen=True)
class Place:
    """A text, or a part of it."""

    text: Text
    """The text, in the edition that suits the text that links to it."""
    anchor: str = ""
    """The id of a heading; empty for the beginning."""


@dataclass(frozen=True)
class Asset:
    """A file below `docs/assets/`."""

    path: str
    """Relative to `docs/`."""


@dataclass(frozen=True)
class Missing:
    """Nothing is there."""

    what: What
    """What is missing."""
    name: str
    """The file name or anchor of the link."""
    text: Text | None = None
    """The text that lacks the anchor."""


def resolve(
    parts: Internal, text: Text, library: Library, assets: Collection[str]
) -> Place | Asset | Missing:
    """Return where a link in `text` leads.

    A link to a case names one of its Markdown files, original or translation, and leads to the
    edition in the language of the linking text, where there is one.

    Args:
        parts: the link.
        text: the text that links.
        library: the cases and pages, drafts among them.
        assets: paths of the files below `docs/assets/`, relative to the root.
    """
    if not parts.path:
        return _place(text, parts.anchor)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(text.source.path), parts.path))
    if path in assets:
        return Asset(path.removeprefix(f"{posixpath.dirname(ASSETS)}/"))
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(MARKDOWN[0])
    if name == stem:
        return Missing(What.FILE, parts.path)
    top, _, below = folder.partition("/")
    if top == "docs":
        page = library.pages.get(below.partition("/")[0], {}).get(stem)
        return _place(page, parts.anchor) if page else Missing(What.FILE, name)
    case = library.cases.get(stem) if top in ("cases", "translations") else None
    if case is None:
        return Missing(What.FILE, name)
    if _is_hidden(case, text, library):
        return Missing(What.DRAFT, name)
    return _place(case.best(text.lang).text, parts.anchor)


def _is_hidden(case: Case, text: Text, library: Library) -> bool:
    """Return whether a draft would be linked by something that is published."""
    own = library.cases.get(text.source.stem)
    return case.fields.draft and not (own and own.fields.draft)


def _place(text: Text, anchor: str) -> Place | Missing:
    if anchor and anchor not in text.anchors:
        return Missing(What.ANCHOR, anchor, text)
    return Place(text, anchor)
