"""Reads one Markdown file: its fields, its sections, its language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kb_build.content.conventions import Conventions
from kb_build.content.fields import Fields, OriginalFields, TranslationFields
from kb_build.content.files import Location, SourceFile, decode
from kb_build.content.kinds import TEXTS, TextKind
from kb_build.text import frontmatter, language, outline
from kb_build.text.anchors import anchors
from kb_build.text.frontmatter import FrontMatter
from kb_build.text.language import Verdict
from kb_build.text.normal import digest, fold
from kb_build.text.outline import Heading, Link, Outline
from kb_build.text.positions import START, Fault, Position, YamlPath
from kb_build.text.violations import Violation, validate
from kb_build.text.yaml import HARMLESS

CHECKED_LATER = ("retells", "source_revision")
"""The fields that say something about another text."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the body, from one level-2 heading to the next."""

    id: str
    """One of `config.SECTIONS`; for any other heading an empty text."""
    heading: str
    """The words of its heading."""
    line: int
    """The line of its heading in the file, from 1."""
    start: int
    """Index in the body at which its Markdown begins, below the heading."""
    end: int
    """Index in the body after its last character."""


@dataclass(frozen=True)
class Text:
    """What stays of a Markdown file once it has been read and checked by itself."""

    source: Location
    """Where it is."""
    lang: str
    """The language it counts as: that of its folder, the declared or the detected one."""
    fields: Fields | None
    """The valid fields, or `None`."""
    keys: Mapping[str, Position]
    """Positions of the fields that are checked against other texts; see `CHECKED_LATER`."""
    body: str
    """The Markdown below the front matter, with `\\n` as line end."""
    body_line: int
    """The line of the file on which the body begins, from 1."""
    headings: tuple[Heading, ...]
    """Every heading of the body, in order."""
    links: tuple[Link, ...]
    """Every link and picture of the body, in order."""
    sections: tuple[Section, ...]
    """All level-2 sections, in order."""
    digests: Mapping[str, str]
    """Digests of title, summary and sections, by which a translation knows what has changed."""
    certain: bool
    """Whether its language can be relied on; KB301 and KB304 report where it cannot."""

    @property
    def kind(self) -> TextKind:
        """What is special about texts of its kind."""
        return TEXTS[self.source.kind]

    @property
    def title(self) -> str:
        """Its title; the name of the file while the fields have errors."""
        return self.fields.title if self.fields else self.source.stem

    @property
    def summary(self) -> str:
        """Its summary; empty while the fields have errors."""
        return self.fields.summary if self.fields else ""

    @property
    def retells(self) -> str:
        """The id of the case that it retells, or an empty text."""
        return (isinstance(self.fields, OriginalFields) and self.fields.retells) or ""

    @property
    def revision(self) -> Mapping[str, str] | None:
        """The digests of the original that it translates, or `None` where nobody has said."""
        return self.fields.source_revision if isinstance(self.fields, TranslationFields) else None

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """The ids of its headings."""
        known = {fold(one.heading): one.id for one in self.sections if one.id}
        return tuple(anchors(((one.level, one.text) for one in self.headings), known))

    def key(self, name: str) -> Position:
        """Return the position of a field, or the beginning of the file."""
        return self.keys.get(name, START)

    def body_of(self, section: Section) -> str:
        """Return the Markdown of a section, without its heading and empty lines around it."""
        return self.body[section.start : section.end]


@dataclass(frozen=True)
class Reading:
    """All that is known of a Markdown file while it is read; only its `text` is kept."""

    text: Text
    """What stays."""
    front: FrontMatter
    """The front matter, with places and faults."""
    faults: tuple[Fault, ...]
    """All that could not be read, from the bytes to the front matter."""
    violations: tuple[Violation, ...]
    """What the model has against the fields."""
    outline: Outline
    """What the body consists of."""
    verdict: Verdict
    """Which language the body is in, passage by passage."""
    readable: bool = field(default=True)
    """Whether its fields could be read at all, so that it makes sense to look at them."""

    @property
    def kind(self) -> TextKind:
        """What is special about texts of its kind."""
        return self.text.kind

    @cached_property
    def meaningless(self) -> frozenset[Position]:
        """Where values have a YAML alias or tag, which another check reports."""
        kinds = ("yaml-alias", "yaml-tag")
        return frozenset(fault.at for fault in self.faults if fault.kind in kinds)

    def key_position(self, path: YamlPath) -> Position:
        """Return where a field begins: its key, or the nearest thing around it."""
        return self.front.yaml.key_position(path)


def parse(source: SourceFile, conventions: Conventions) -> Reading:
    """Read one Markdown file; never raises for what it holds."""
    content, faults = decode(source.data) if not source.faults else ("", source.faults)
    front = frontmatter.split(content)
    if content:
        faults += front.faults
    readable = bool(content) and all(fault.kind in HARMLESS for fault in front.faults)
    fields, violations = validate(TEXTS[source.location.kind].model, front.data)
    body = outline.read(front.body, front.body_line)
    verdict = language.detect(body.passages)
    lang = source.location.lang or _declared(front) or verdict.language
    sections = tuple(_sections(front, body, conventions.sections.get(lang, {})))
    text = Text(
        source.location,
        lang,
        fields,
        {name: at for name in CHECKED_LATER if (at := front.yaml.keys.get((name,)))},
        front.body,
        front.body_line,
        body.headings,
        body.links,
        sections,
        _digests(front, sections),
        _is_certain(verdict, lang, declared=bool(source.location.lang) or "lang" in front.data),
    )
    return Reading(text, front, faults, violations, body, verdict, readable)


def _declared(front: FrontMatter) -> str:
    lang = front.data.get("lang")
    return lang if isinstance(lang, str) else ""


def _is_certain(verdict: Verdict, lang: str, *, declared: bool) -> bool:
    return verdict.language == lang if verdict.sure else declared


def _sections(front: FrontMatter, body: Outline, names: Mapping[str, str]) -> Iterator[Section]:
    starts = _line_starts(front.body)
    found = [one for one in body.headings if one.level == 2 and not one.underlined]
    ends = [starts[one.line - front.body_line] - 1 for one in found] + [len(front.body)]
    for heading, end in zip(found, ends[1:], strict=True):
        part = front.body[starts[heading.end - front.body_line] : end]
        start = end - len(part.lstrip("\n"))
        last = start + len(part.strip("\n"))
        yield Section(names.get(fold(heading.text), ""), heading.text, heading.line, start, last)


def _line_starts(text: str) -> list[int]:
    """Return the index of the first character of each line, and one for a line after the last."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _digests(front: FrontMatter, sections: tuple[Section, ...]) -> dict[str, str]:
    parts = {name: str(front.data.get(name, "")) for name in ("title", "summary")}
    named = {one.id: front.body[one.start : one.end] for one in sections if one.id}
    parts |= named or {"body": front.body}
    return {name: digest(text) for name, text in parts.items()}
