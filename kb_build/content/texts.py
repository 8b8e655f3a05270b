"""One text of a case: its fields, its sections, its language.

The models are the only place where the front matter is declared. Checks, the writers' reference
page and `kb schema` are fed from them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any

from babel import Locale
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from kb_build.config import SECTIONS
from kb_build.content.files import Kind, SourceFile
from kb_build.content.labels import Labels, Sections
from kb_build.text import frontmatter, language, outline
from kb_build.text.frontmatter import FrontMatter
from kb_build.text.links import is_safe, scheme
from kb_build.text.normal import digest, fold
from kb_build.text.positions import Fault, Position, YamlPath

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
CONTROL_RE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that neither XML nor HTML may hold."""
_ID_RE = re.compile(ID_PATTERN)


def _id(text: str) -> str:
    if not is_case_id(text):
        raise ValueError("must be an id: lower-case letters a to z, digits, single hyphens")
    return text


def _year(text: str) -> str:
    parts = text.split("-")
    if len(parts) > 2 or not all(re.fullmatch(r"[12][0-9]{3}", part) for part in parts):
        raise ValueError("must be a year such as 2013, or a range such as 2018-2022")
    if parts != sorted(parts):
        raise ValueError("must begin with the earlier year")
    return text


def _day(text: Any) -> Any:
    if isinstance(text, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise ValueError("must be a day such as 2026-11-22")
    return text


def _partial_date(text: str) -> str:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text)
    try:
        date(*(int(part or 1) for part in match.groups())) if match else date(0, 0, 0)
    except ValueError:
        raise ValueError("must be a day, month or year: 2013-01-09, 2013-01 or 2013") from None
    return text


def _web_address(text: str) -> str:
    if scheme(text) not in ("http", "https") or not is_safe(text) or " " in text:
        raise ValueError("must be a web address that begins with https:// or http://")
    return text


def _country(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", text) or text not in Locale("en").territories:
        raise ValueError("must be a country code of two capitals (ISO 3166-1), such as IT")
    return text


def _line(text: Any) -> Any:
    if not isinstance(text, str):
        return text
    if CONTROL_RE.search(text):
        raise ValueError("must not contain control characters")
    return " ".join(text.split())


Line = Annotated[str, BeforeValidator(_line), Field(min_length=1)]
Id = Annotated[Line, AfterValidator(_id)]
Day = Annotated[date, BeforeValidator(_day)]


class _Fields(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Fields):
    """Where the facts of a case come from."""

    title: Line = Field(description="Title of the article, page or book")
    publisher: Line = Field(description="Who published it")
    url: Annotated[str, AfterValidator(_web_address)] | None = Field(
        default=None, description="Its address on the web"
    )
    date: Annotated[str, AfterValidator(_partial_date)] | None = Field(
        default=None, description="When it appeared: day, month or year"
    )
    lang: Line | None = Field(default=None, description="Its language, as a tag such as en")


class PageFields(_Fields):
    """Front matter of a hand-written page."""

    title: Line = Field(max_length=100, description="Title of the text, up to 100 characters")
    summary: Line = Field(
        max_length=200,
        description="One or two sentences for cards, search results and search engines",
    )


class TranslationFields(PageFields):
    """Front matter of a translation; everything else is inherited from the original."""

    source_revision: Mapping[str, Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]] | None = Field(
        default=None,
        description="What of the original was translated, by section; written by the tool",
    )


class OriginalFields(PageFields):
    """Front matter of an original."""

    company: Line = Field(max_length=100, description="The company or body that had to answer")
    sector: Id = Field(description="Its sector: an id from the vocabulary")
    channel: Id = Field(description="Where the decisive exchange took place: an id")
    outcome: Id = Field(description="How the case ended for the customer: an id")
    tags: tuple[Id, ...] = Field(
        min_length=1, max_length=6, description="What the case is about: 1 to 6 ids"
    )
    sources: tuple[Source, ...] = Field(min_length=1, description="Where the facts come from")
    added: Day = Field(description="Day on which the case entered the knowledge base")
    year: Annotated[str, AfterValidator(_year)] | None = Field(
        default=None, description="Year of the events, or a range such as 2018-2022"
    )
    country: Annotated[str, AfterValidator(_country)] | None = Field(
        default=None, description="Country of the events (ISO 3166-1 alpha-2)"
    )
    lang: Line | None = Field(
        default=None, description="Language of the text; detected when it is left out"
    )
    retells: Id | None = Field(
        default=None, description="Id of the case whose anecdote this text tells again"
    )
    practice: bool = Field(
        default=True, description="false: a reading; readers are not asked to answer first"
    )
    draft: bool = Field(
        default=False, description="true: checked, shown in the preview, never published"
    )


Fields = OriginalFields | TranslationFields | PageFields
MODELS: Mapping[Kind, type[Fields]] = {
    Kind.ORIGINAL: OriginalFields,
    Kind.TRANSLATION: TranslationFields,
    Kind.PAGE: PageFields,
}


@dataclass(frozen=True)
class Section:
    """A part of the body, from one level-2 heading to the next."""

    id: str
    """One of `SECTIONS`; for any other heading an empty text."""
    heading: str
    line: int
    body: str
    """Its Markdown without the heading."""


@dataclass(frozen=True)
class Text:
    """A Markdown file that was read as far as it could be."""

    source: SourceFile
    front: FrontMatter
    fields: Fields | None
    """The valid fields, or `None`."""
    problems: tuple[tuple[str, YamlPath, str], ...]
    """What the model says about the fields: type of the problem, place, words."""
    outline: outline.Outline
    verdict: language.Verdict
    lang: str
    """The language it counts as: that of its folder, the declared or the detected one."""
    sections: tuple[Section, ...]
    """All level-2 sections as they stand in the file."""

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """All that could not be read, from the bytes to the front matter."""
        return self.source.faults + (self.front.faults if self.source.text else ())

    @property
    def title(self) -> str:
        """Its title; the name of the file while the fields have errors."""
        return self.fields.title if self.fields else self.source.stem

    @property
    def summary(self) -> str:
        """Its summary; empty while the fields have errors."""
        return self.fields.summary if self.fields else ""

    @property
    def readable(self) -> bool:
        """Whether its fields could be read at all, so that it makes sense to look at them."""
        return bool(self.source.text) and not any(
            fault.kind not in ("yaml-alias", "yaml-tag", "duplicate-key")
            for fault in self.front.faults
        )

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """Digests of title, summary and sections, by which a translation knows what changed."""
        parts = {name: str(self.front.data.get(name, "")) for name in ("title", "summary")}
        named = {section.id: section.body for section in self.sections if section.id}
        parts |= named or {"body": self.front.body}
        return {name: digest(text) for name, text in parts.items()}


def is_case_id(text: str) -> bool:
    """Return whether a text may be a case id and so a part of an address."""
    return _ID_RE.fullmatch(text) is not None and len(text) <= 80


def section_names(ui: Sections) -> dict[str, str]:
    """Return the section ids by folded heading."""
    return {fold(getattr(ui, name)): name for name in SECTIONS}


def parse(source: SourceFile, labels: Mapping[str, Labels]) -> Text:
    """Read one Markdown file; never raises for what it holds.

    Args:
        source: the file.
        labels: the words of each language, among them the headings of the sections.
    """
    front = frontmatter.split(source.text)
    fields, problems = _validate(MODELS[source.kind], front.data)
    body = outline.read(front.body, front.body_line)
    verdict = language.detect(body.passages)
    lang = source.lang or _declared(front) or verdict.language
    names = section_names(labels[lang].ui.sections) if lang in labels else {}
    sections = _sections(front, body, names)
    return Text(source, front, fields, problems, body, verdict, lang, sections)


def _declared(front: FrontMatter) -> str:
    lang = front.data.get("lang")
    return lang if isinstance(lang, str) else ""


def _validate(
    model: type[Fields], data: dict[str, Any]
) -> tuple[Fields | None, tuple[tuple[str, YamlPath, str], ...]]:
    try:
        return model.model_validate(data), ()
    except ValidationError as error:
        found = ((one["type"], tuple(one["loc"]), one["msg"]) for one in error.errors())
        return None, tuple(found)


def _sections(
    front: FrontMatter, body: outline.Outline, names: Mapping[str, str]
) -> tuple[Section, ...]:
    lines = front.body.split("\n")
    headings = [one for one in body.headings if one.level == 2 and not one.underlined]
    starts = [heading.line for heading in headings] + [front.body_line + len(lines)]
    sections = []
    for heading, end in zip(headings, starts[1:], strict=True):
        text = "\n".join(lines[heading.end - front.body_line : end - front.body_line])
        name = names.get(fold(heading.text), "")
        sections.append(Section(name, heading.text, heading.line, text.strip("\n")))
    return tuple(sections)


def field_position(text: Text, path: YamlPath) -> Position:
    """Return where a field begins: its key, or the nearest thing around it."""
    return text.front.yaml.keys.get(path) or text.front.yaml.position(path)
