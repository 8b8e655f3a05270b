"""The ids of headings, by which links lead to a part of a page.

`checks` and the pages themselves need the same ids. They are those of Python-Markdown's table of
contents, which is not imported here: the tests compare the two.
"""

import re
from collections.abc import Iterable, Mapping

from kb_build.text.normal import fold

RESERVED = frozenset(
    {"editions", "fields", "header-name", "newest", "page-title", "related", "retellings"}
    | {"sections", "sources"}
)
"""Ids of the templates, which no heading may have."""
RESERVED_PREFIXES = ("__", "kb-", "pagefind")
"""Beginnings of ids that Material and our scripts use."""
_NUMBERED_RE = re.compile(r"^(.*)_([0-9]+)$")
_NOT_IN_SLUG_RE = re.compile(r"[^\w\s-]")
_GAP_RE = re.compile(r"[-\s]+")


def anchors(headings: Iterable[tuple[int, str]], sections: Mapping[str, str]) -> list[str]:
    """Return the ids of headings, in order; no two are alike.

    Args:
        headings: level and words of each.
        sections: ids of the sections by folded heading; they count on level 2.
    """
    used, last = set(RESERVED), dict[str, str]()
    return [_unused(_wanted(level, words, sections), used, last) for level, words in headings]


def _wanted(level: int, words: str, sections: Mapping[str, str]) -> str:
    section = sections.get(fold(words), "") if level == 2 else ""
    return section or _own(slug(words))


def slug(words: str) -> str:
    """Return the words of a heading joined by hyphens, as Python-Markdown's `slugify_unicode` does.

    >>> slug("Che cosa è successo?")
    'che-cosa-è-successo'
    """
    kept = _NOT_IN_SLUG_RE.sub("", words).strip().lower()
    return _GAP_RE.sub("-", kept)


def _own(name: str) -> str:
    """Return a name that begins as no id of the theme does."""
    return f"heading-{name.lstrip('_')}" if name.startswith(RESERVED_PREFIXES) else name


def _unused(wanted: str, used: set[str], last: dict[str, str]) -> str:
    """Return `wanted`, or it with the next free number; the result counts as used.

    Args:
        wanted: the id as it would be.
        used: all ids that are taken.
        last: the last result for each id that was wanted; what is before it is taken.
    """
    name = last.get(wanted, wanted)
    while name in used or not name:
        match = _NUMBERED_RE.match(name)
        name = f"{match[1]}_{int(match[2]) + 1}" if match else f"{name}_1"
    used.add(name)
    last[wanted] = name
    return name
