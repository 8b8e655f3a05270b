"""The ids of headings, by which links lead to a part of a page.

`checks` and the pages themselves need the same ids. They are those of Python-Markdown's table of
contents, which is not imported here: the tests compare the two.
"""

import re
from collections.abc import Iterable, Mapping

from kb_build.text.normal import fold

_NUMBERED_RE = re.compile(r"^(.*)_([0-9]+)$")
_NOT_IN_SLUG_RE = re.compile(r"[^\w\s-]")
_GAP_RE = re.compile(r"[-\s]+")


def anchors(headings: Iterable[tuple[int, str]], sections: Mapping[str, str]) -> list[str]:
    """Return the ids of headings, in order; no two are alike.

    Args:
        headings: level and words of each.
        sections: ids of the sections by folded heading; they count on level 2.
    """
    used: set[str] = set()
    return [
        _unused((sections.get(fold(words), "") if level == 2 else "") or slug(words), used)
        for level, words in headings
    ]


def slug(words: str) -> str:
    """Return the words of a heading joined by hyphens, as Python-Markdown's `slugify_unicode` does.

    >>> slug("Che cosa è successo?")
    'che-cosa-è-successo'
    """
    kept = _NOT_IN_SLUG_RE.sub("", words).strip().lower()
    return _GAP_RE.sub("-", kept)


def _unused(name: str, used: set[str]) -> str:
    """Return `name`, or `name` with the next free number; the result counts as used."""
    while name in used or not name:
        match = _NUMBERED_RE.match(name)
        name = f"{match[1]}_{int(match[2]) + 1}" if match else f"{name}_1"
    used.add(name)
    return name
