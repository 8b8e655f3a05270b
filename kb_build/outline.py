"""What a Markdown body consists of, with lines: headings, paragraphs, links, raw HTML.

The pages are rendered by Python-Markdown, which knows no lines; so the body is read here by
markdown-it, whose tokens have them. `rendering` makes sure that a text in which the two disagree
can do no harm.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kb_build.frontmatter import Position

DEPTH_LIMIT = 20
"""Deepest nesting of blocks; a list in a list counts four."""


@dataclass(frozen=True)
class Heading:
    """A heading of any level."""

    level: int
    text: str
    """Its words, without Markdown."""
    line: int
    """Its line in the file."""
    end: int
    """The line after it."""


@dataclass(frozen=True)
class Passage:
    """A paragraph, list item or table cell."""

    text: str
    """Its words, without Markdown."""
    line: int
    """Its first line in the file."""
    quoted: bool
    """Whether it stands in a block quotation."""


@dataclass(frozen=True)
class Link:
    """A link or a picture."""

    target: str
    at: Position
    is_image: bool
    text: str
    """The words of the link, the alternative text of the picture."""


@dataclass(frozen=True)
class Outline:
    """All that `checks`, `language` and `stage` want to know of a body."""

    headings: tuple[Heading, ...] = ()
    passages: tuple[Passage, ...] = ()
    links: tuple[Link, ...] = ()
    html: tuple[Position, ...] = ()
    """Where raw HTML stands."""
    too_deep: int = 0
    """The line on which the nesting passes `DEPTH_LIMIT`; 0 when it never does."""


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": DEPTH_LIMIT + 2}).enable("table")
    # Every link has to be seen here as it stands in the file, the dangerous ones above all.
    parser.validateLink = lambda _: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


_PARSER = _parser()


def read(body: str, first_line: int = 1) -> Outline:
    """Return the outline of a Markdown text whose first line has the number `first_line`."""
    tokens = _PARSER.parse(body)
    walk = _Walk(body.split("\n"), first_line)
    for token, parent in zip(tokens, [None, *tokens], strict=False):
        walk.visit(token, parent)
    return Outline(
        tuple(walk.headings), tuple(walk.passages), tuple(walk.links), tuple(walk.html), walk.deep
    )


class _Walk:
    """Collects what the tokens tell, in one pass."""

    def __init__(self, lines: list[str], first_line: int) -> None:
        self.lines = lines
        self.first_line = first_line
        self.quotes = 0
        self.deep = 0
        self.line = 0
        self.headings: list[Heading] = []
        self.passages: list[Passage] = []
        self.links: list[Link] = []
        self.html: list[Position] = []

    def visit(self, token: Token, parent: Token | None) -> None:
        if token.map:
            self.line = token.map[0]
        if token.level > DEPTH_LIMIT and not self.deep:
            self.deep = self.first_line + self.line
        if token.type in ("blockquote_open", "blockquote_close"):
            self.quotes += token.nesting
        elif token.type == "html_block":
            self.html.append(self._position(self.line, "<"))
        elif token.type == "inline":
            self._inline(token, parent)

    def _inline(self, token: Token, parent: Token | None) -> None:
        text = _plain(token)
        start, end = token.map or (self.line, self.line + 1)
        if parent and parent.type == "heading_open":
            bottom = parent.map[1] if parent.map else end
            level = int(parent.tag[1])
            line = self.first_line + start
            self.headings.append(Heading(level, text, line, self.first_line + bottom))
        elif text.strip():
            self.passages.append(Passage(text, self.first_line + start, self.quotes > 0))
        for child, line in _with_lines(token, start):
            if child.type == "html_inline":
                self.html.append(self._position(line, child.content))
            elif child.type == "image":
                self._link(child, str(child.attrs["src"]), child.content, line)
            elif child.type == "link_open":
                self._link(child, str(child.attrs["href"]), text, line)

    def _link(self, token: Token, target: str, text: str, line: int) -> None:
        at = self._position(line, target)
        self.links.append(Link(target, at, token.type == "image", text))

    def _position(self, line: int, wanted: str) -> Position:
        found = self.lines[line].find(wanted) if line < len(self.lines) else 0
        return Position(self.first_line + line, max(found, 0) + 1)


def _with_lines(token: Token, line: int) -> Iterator[tuple[Token, int]]:
    for child in token.children or ():
        yield child, line
        line += child.type in ("softbreak", "hardbreak")


def _plain(token: Token) -> str:
    breaks = {"softbreak": " ", "hardbreak": " "}
    kept = ("text", "code_inline", "text_special")
    return "".join(
        breaks.get(child.type, child.content if child.type in kept else "")
        for child in token.children or ()
    )
