"""The front matter of each kind of text, as models.

They are the only place where it is declared. Checks, the writers' reference page and `kb schema`
are fed from them.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache, cached_property
from typing import Annotated, Any
from urllib.parse import urlsplit

from babel import Locale
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from kb_build.content.labels import FIELDS
from kb_build.text.characters import INVISIBLE_RE
from kb_build.text.links import scheme

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
_ID_RE = re.compile(ID_PATTERN)
_NOT_IN_ADDRESS_RE = re.compile(rf"\s|{INVISIBLE_RE.pattern}")


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
    if isinstance(text, str) and not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError("must be a day such as 2026-11-22")
    return text


def _partial_date(text: str) -> str:
    match = re.fullmatch("([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", text)
    try:
        date(*(int(part or 1) for part in match.groups())) if match else date(0, 0, 0)
    except ValueError:
        raise ValueError("must be a day, month or year: 2013-01-09, 2013-01 or 2013") from None
    return text


def _web_address(text: str) -> str:
    if scheme(text) not in ("http", "https") or _NOT_IN_ADDRESS_RE.search(text):
        raise ValueError("must be a web address that begins with https:// or http://")
    try:
        urlsplit(text)
    except ValueError:
        raise ValueError("must be a web address; this one has a malformed host") from None
    return text


def _country(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", text) or text not in _territories():
        raise ValueError("must be a country code of two capitals (ISO 3166-1), such as IT")
    return text


@cache
def _territories() -> frozenset[str]:
    return frozenset(Locale("en").territories)


def _line(text: Any) -> Any:
    if not isinstance(text, str):
        return text
    if INVISIBLE_RE.search(text):
        raise ValueError("must not contain control characters")
    return " ".join(text.split())


def _names(stamp: Mapping[str, str]) -> Mapping[str, str]:
    if any(INVISIBLE_RE.search(name) for name in stamp):
        raise ValueError("must not contain control characters")
    return stamp


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

    source_revision: (
        Annotated[
            Mapping[str, Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]], AfterValidator(_names)
        ]
        | None
    ) = Field(
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

    @cached_property
    def terms(self) -> tuple[tuple[str, str], ...]:
        """The terms that the case bears, as kind (one of `labels.KINDS`) and id, tags first."""
        found: list[tuple[str, str]] = []
        for kind, field in FIELDS.items():
            value: str | tuple[str, ...] = getattr(self, field)
            found += [(kind, one) for one in ((value,) if isinstance(value, str) else value)]
        return tuple(dict.fromkeys(found))


Fields = OriginalFields | TranslationFields | PageFields


def is_case_id(text: str) -> bool:
    """Return whether a text may be a case id and so a part of an address."""
    return _ID_RE.fullmatch(text) is not None and len(text) <= 80
