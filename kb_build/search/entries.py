"""The pages that can be found, as values. Nothing here reads a page that was rendered."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_HEADING_RE = re.compile(
    r'(?:<section id="(?P<section>[^"]*)">\s*<h2>|<h[234](?=[^>]*\bid="(?P<id>[^"]*)")[^>]*>)'
    r"(?P<title>.*?)</h[234]>",
    re.DOTALL,
)
"""A heading with an anchor, its own or that of the section which it opens."""
_INLINE_RE = re.compile(
    r"</?(?:a|abbr|b|cite|code|del|em|i|ins|mark|q|small|span|strong|sub|sup)\b[^>]*>"
)
_TAG_RE = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Entry:
    """A page that can be found."""

    url: str
    """Relative to the folder of the language, with a slash at the end; of a home page, empty."""
    title: str
    """Plain text."""
    summary: str
    """Plain text."""
    terms: str
    """Words by which the page is found although its text does not contain them; never shown."""
    html: str
    """The prose as Python-Markdown renders it, whose headings are the sections of a result."""
    text: str
    """The words of the prose, without markup."""


class Section(NamedTuple):
    """A part of the prose, which a result can quote and link to."""

    anchor: str
    """The id of its heading; empty for what precedes the first heading."""
    title: str
    """The words of its heading."""
    text: str
    """Its words, with single blanks between them."""


def sections(prose: str) -> Iterator[Section]:
    """Yield the parts of a prose, from one heading of level 2 to 4 with an id to the next.

    The prose comes from Python-Markdown's serialiser, which escapes every `<` and `>` that is not
    a tag's; this is no parser for other HTML.
    """
    before, *rest = _HEADING_RE.split(prose)
    if text := plain_text(before):
        yield Section("", "", text)
    for section, own, title, body in zip(*(rest[at::4] for at in range(4)), strict=True):
        yield Section(html.unescape(section or own), plain_text(title), plain_text(body))


def plain_text(markup: str) -> str:
    """Return the words of some markup of Python-Markdown with single blanks between them.

    >>> plain_text("<p>L’<em>orario</em> &amp; noi</p><p>Qui</p>")
    'L’orario & noi Qui'
    """
    return " ".join(html.unescape(_TAG_RE.sub(" ", _INLINE_RE.sub("", markup))).split())
