"""What a Markdown body consists of, with lines: headings, paragraphs, links, raw HTML.

The pages are rendered by Python-Markdown, which knows no lines; so the body is read here by
markdown-it, whose tokens have them. What the two would read differently is refused where it is
known (`Odd`), and `render` lets no link through that has not been seen here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kb_build.text.positions import Position

DEPTH_LIMIT = 20
"""Deepest nesting of blocks; a list in a list counts four."""
PASSAGE_LIMIT = 10_000
"""Characters. The limits from here on keep Python-Markdown, which has none, from taking minutes
or overflowing its stack; the paragraphs of real texts stay far below all of them."""
BRACKETS_LIMIT = 1_000
EMPHASIS_LIMIT = 10
"""Levels of emphasis in emphasis."""
HEADINGS_LIMIT = 500
RESCANS_LIMIT = 1_000
"""Links that are not where they are expected, and are searched for in the whole of their line."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of any level."""

    level: int
    text: str
    """Its words, without Markdown."""
    line: int
    """Its line in the file."""
    end: int
    """The line after it."""
    underlined: bool = False
    """Whether it is a paragraph with a line of hyphens or equals signs below it."""
    indented: bool = False
    """Whether its hash signs are indented."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list item or table cell."""

    text: str
    """Its words, without Markdown."""
    line: int
    """Its first line in the file."""
    quoted: bool
    """Whether it is part of a block quotation."""
    markdown: str = ""
    """Its text as it is written."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link or a picture."""

    target: str
    at: Position
    is_image: bool
    text: str
    """The words of the link, the alternative text of the picture."""


class Odd(StrEnum):
    """A form of Markdown that is refused, because the renderer reads it in another way."""

    FENCE = "fence"
    """A fence that is indented, or in a list or quotation."""
    INDENTED = "indented"
    """Code that is marked by nothing but spaces before it."""
    BRACKETS = "brackets"
    """Brackets that look like a link and are none."""
    DEFINITION = "definition"
    """The address of a link in a line of its own."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a body consists of: the input of the checks, of `language` and of the pages."""

    headings: tuple[Heading, ...] = ()
    passages: tuple[Passage, ...] = ()
    links: tuple[Link, ...] = ()
    html: tuple[Position, ...] = ()
    """Where raw HTML begins."""
    too_deep: int = 0
    """The line on which the nesting passes `DEPTH_LIMIT`; 0 when it never does."""
    odd: tuple[tuple[Position, Odd], ...] = ()
    """What Python-Markdown would take for something else."""
    tangled: int = 0
    """The first line of a paragraph that would take the renderer minutes; 0 when none would."""


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": DEPTH_LIMIT + 2}).enable("table")
    # A definition can hold links in its title; the renderer knows none either.
    parser.disable("reference")
    # Links are reported as they are written in the file, the dangerous ones above all.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


_PARSER = _parser()
_DEFINITION_RE = re.compile(r"\s*\[[^\]]+\]:")
_STARS_RE = re.compile(r"[*_]{100}")


def read(body: str, first_line: int = 1) -> Outline:
    """Return the outline of a Markdown text whose first line has the number `first_line`."""
    tokens = _PARSER.parse(body)
    lines = body.split("\n")
    walk = _Walk(lines, first_line)
    walk.tangled = _endless_block(lines, first_line)
    for token, parent in zip(tokens, [None, *tokens], strict=False):
        walk.visit(token, parent)
    return Outline(
        tuple(walk.headings),
        tuple(walk.passages),
        tuple(walk.links),
        tuple(walk.html),
        walk.deep,
        tuple(walk.odd),
        walk.tangled,
    )


def _endless_block(lines: list[str], first_line: int) -> int:
    """Return where a block of lines passes `PASSAGE_LIMIT`, or 0.

    To Python-Markdown a block is what is between two empty lines: a list or a table, too.
    """
    size = 0
    for number, line in enumerate(lines, first_line):
        size = size + len(line) + 1 if line.strip() else 0
        if size > PASSAGE_LIMIT:
            return number
    return 0


class _Walk:
    """Collects what the tokens tell, in one pass."""

    def __init__(self, lines: list[str], first_line: int) -> None:
        self.lines = lines
        self.first_line = first_line
        self.quotes = 0
        self.deep = 0
        self.tangled = 0
        self.brackets = 0
        self.line = 0
        self.past = (0, 0)
        self.headings: list[Heading] = []
        self.passages: list[Passage] = []
        self.links: list[Link] = []
        self.html: list[Position] = []
        self.odd: list[tuple[Position, Odd]] = []
        self.rescans = 0

    def visit(self, token: Token, parent: Token | None) -> None:
        if token.map:
            self.line = token.map[0]
        if token.level > DEPTH_LIMIT and not self.deep:
            self.deep = self.first_line + self.line
        if token.type in ("blockquote_open", "blockquote_close"):
            self.quotes += token.nesting
        elif token.type == "html_block":
            self.html.append(self._position(self.line, "<"))
        elif token.type == "code_block":
            self._note(Odd.INDENTED)
        elif token.type == "fence" and not self.lines[self.line].startswith(token.markup):
            self._note(Odd.FENCE)
        elif token.type == "inline":
            self._inline(token, parent)

    def _note(self, kind: Odd, below: int = 0) -> None:
        self.odd.append((Position(self.first_line + self.line + below, 1), kind))

    def _inline(self, token: Token, parent: Token | None) -> None:
        text = _plain(token.children or ())
        start, end = token.map or (self.line, self.line + 1)
        self._measure(token, start)
        if parent and parent.type == "heading_open":
            bottom = parent.map[1] if parent.map else end
            underlined = parent.markup in ("-", "=")
            indented = not underlined and not self.lines[start].startswith("#")
            lines = self.first_line + start, self.first_line + bottom
            self.headings.append(Heading(int(parent.tag[1]), text, *lines, underlined, indented))
        elif text.strip():
            self.passages.append(
                Passage(text, self.first_line + start, self.quotes > 0, token.content)
            )
        for below, words in enumerate(token.content.split("\n") if "]:" in token.content else ()):
            if _DEFINITION_RE.match(words):
                self._note(Odd.DEFINITION, below)
        if "](" in token.content and not _all_are_links(token):
            self._note(Odd.BRACKETS)
        children = token.children or []
        for number, (child, line) in enumerate(_with_lines(token, start)):
            if child.type == "html_inline":
                self.html.append(self._position(line, child.content))
            elif child.type == "image":
                self._link(child, str(child.attrs["src"]), child.content, line)
            elif child.type == "link_open":
                self._link(child, str(child.attrs["href"]), _words(children, number), line)

    def _measure(self, token: Token, line: int) -> None:
        """Note a paragraph, or a text up to it, that is too intricate to be rendered."""
        self.brackets += token.content.count("[")
        if not self.tangled and (
            len(token.content) > PASSAGE_LIMIT
            or self.brackets > BRACKETS_LIMIT
            or len(self.headings) > HEADINGS_LIMIT
            or _STARS_RE.search(token.content)
            or max((child.level for child in token.children or ()), default=0) > EMPHASIS_LIMIT
        ):
            self.tangled = self.first_line + line

    def _link(self, token: Token, target: str, text: str, line: int) -> None:
        at = self._position(line, target)
        self.links.append(Link(target, at, token.type == "image", text))

    def _position(self, line: int, wanted: str) -> Position:
        text = self.lines[line] if line < len(self.lines) else ""
        found = text.find(wanted, self.past[1] if self.past[0] == line else 0)
        if found < 0 and self.rescans < RESCANS_LIMIT:
            self.rescans += 1
            found = text.find(wanted)
        found = max(found, 0)
        self.past = line, found + 1
        return Position(self.first_line + line, found + 1)


def _all_are_links(token: Token) -> bool:
    """Return whether each `](` outside code belongs to a link or picture."""
    found = -token.content.count("](")
    for child in token.children or ():
        is_link = child.type == "link_open" and child.markup != "autolink"
        found += is_link or child.type == "image"
        found += child.content.count("](") if child.type == "code_inline" else 0
        found += child.content.count("](") if child.type == "html_inline" else 0
    return found == 0


def _with_lines(token: Token, line: int) -> Iterator[tuple[Token, int]]:
    for child in token.children or ():
        yield child, line
        line += child.type in ("softbreak", "hardbreak")


def _words(children: list[Token], begin: int) -> str:
    """Return the words of the link that opens at `begin`."""
    end = begin
    while children[end].type != "link_close":
        end += 1
    return _plain(children[begin:end])


def _plain(children: Iterable[Token]) -> str:
    breaks = {"softbreak": " ", "hardbreak": " "}
    kept = ("text", "code_inline", "text_special")
    return "".join(
        breaks.get(child.type, child.content if child.type in kept else "") for child in children
    )
