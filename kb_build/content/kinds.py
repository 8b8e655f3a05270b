"""The kinds of content: where their files are, and what they hold.

A new kind of text is one more entry of `TEXTS`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pydantic import BaseModel

from kb_build.content.fields import Fields, OriginalFields, PageFields, TranslationFields
from kb_build.content.labels import KINDS, Interface, Vocabulary

MARKDOWN = (".md", ".markdown", ".mdown")
"""Endings of Markdown files, in any letter case; the first is the only one without a problem."""
RESERVED_CASES = frozenset({"index", "readme", "page"})
"""MkDocs takes the first two for the page of the folder; the third holds the list's pages."""
RESERVED_PAGES = frozenset(
    {"cases", *KINDS, "paths", "explore", "status", "reference", "feed"}
    | {"assets", "search", "readme"}
)
"""Names of the pages and folders that every language has without anybody writing them."""


class Kind(StrEnum):
    """What a file is, by its place alone."""

    ORIGINAL = "original"
    TRANSLATION = "translation"
    PAGE = "page"
    PATH = "path"
    """What introduces a learning path; checked, and not shown yet."""
    SITE = "site"
    VOCABULARY = "vocabulary"


@dataclass(frozen=True)
class TextKind:
    """A kind of Markdown file."""

    folder: str
    """Where its files are, at any depth; `{lang}` stands for the language of the text."""
    model: type[Fields]
    """Its front matter."""
    reserved: frozenset[str]
    """Names that no file may have, because their addresses are taken."""
    has_sections: bool = True
    """Whether its level-2 headings are those of a case."""
    inherits: type[Fields] | None = None
    """The front matter from which it has the fields that its own does not declare."""

    @property
    def names_language(self) -> bool:
        """Whether the folder says in which language the text is."""
        return "{lang}" in self.folder

    @property
    def bears_terms(self) -> bool:
        """Whether its front matter names terms of the vocabulary."""
        return issubclass(self.model, OriginalFields)

    @cached_property
    def inherited(self) -> frozenset[str]:
        """The fields that it must not repeat."""
        there = self.inherits.model_fields.keys() if self.inherits else set[str]()
        return frozenset(there - self.model.model_fields.keys())


@dataclass(frozen=True)
class LabelKind:
    """A kind of label file; each language must have one."""

    path: str
    """Where it is; `{lang}` stands for the language."""
    model: type[BaseModel]
    """What it holds."""


TEXTS: Mapping[Kind, TextKind] = {
    Kind.ORIGINAL: TextKind("cases", OriginalFields, RESERVED_CASES),
    Kind.TRANSLATION: TextKind(
        "translations/{lang}", TranslationFields, RESERVED_CASES, inherits=OriginalFields
    ),
    Kind.PATH: TextKind("docs/{lang}/paths", PageFields, frozenset(), has_sections=False),
    Kind.PAGE: TextKind("docs/{lang}", PageFields, RESERVED_PAGES, has_sections=False),
}
LABELS: Mapping[Kind, LabelKind] = {
    Kind.SITE: LabelKind("translations/{lang}/site.yml", Interface),
    Kind.VOCABULARY: LabelKind("translations/{lang}/vocabulary.yml", Vocabulary),
}


def _pattern(place: str, ending: str = "") -> re.Pattern[str]:
    return re.compile(re.escape(place).replace(r"\{lang\}", "(?P<lang>[^/]+)") + ending)


_ENDING = rf"/.+(?i:{'|'.join(map(re.escape, MARKDOWN))})"
_PATTERNS = (
    *((kind, _pattern(one.path)) for kind, one in LABELS.items()),
    *((kind, _pattern(one.folder, _ENDING)) for kind, one in TEXTS.items()),
)


def classify(path: str, languages: tuple[str, ...]) -> tuple[Kind, str] | None:
    """Return what a file is and the language of its folder, or `None` when it is none of ours.

    >>> classify("translations/it/lost-ninja.md", ("it", "es"))
    (<Kind.TRANSLATION: 'translation'>, 'it')
    """
    for kind, pattern in _PATTERNS:
        if match := pattern.fullmatch(path):
            lang = match.groupdict().get("lang", "")
            return (kind, lang) if lang in ("", *languages) else None
    return None
