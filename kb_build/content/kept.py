"""Texts in the form in which they are kept between runs, and the digest that finds them again."""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

import kb_build
from kb_build.content.conventions import Conventions
from kb_build.content.files import Location, SourceFile
from kb_build.content.findings import Found
from kb_build.content.kinds import TEXTS
from kb_build.content.texts import Section, Text
from kb_build.text.outline import Heading, Link
from kb_build.text.positions import Position

ROOMS = ("text", "content", "checks", "config.py")
"""The code on which it depends what is read and found."""
LIBRARIES = ("babel", "langdetect", "markdown-it-py", "pydantic", "pyyaml")
"""The libraries on which it depends."""


class Read(NamedTuple):
    """A text as it was read, and what is wrong with it by itself."""

    text: Text
    """The text."""
    found: tuple[Found, ...]
    """What the checks of single texts have found."""


class _Record(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """A `Read` in plain types, in the order of the fields of `Text`."""

    source: Location
    lang: str
    fields: dict[str, Any] | None
    keys: dict[str, Position]
    body: str
    body_line: int
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    sections: tuple[Section, ...]
    digests: dict[str, str]
    certain: bool
    found: tuple[Found, ...]


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Record)


def pack(read: Read) -> bytes:
    """Return a text and its findings as bytes."""
    text = read.text
    fields = text.fields and text.fields.model_dump(mode="json", exclude_unset=True)
    parts: Mapping[str, Any] = {**vars(text), "fields": fields, "found": read.found}
    return _ENCODER.encode([parts[name] for name in _Record.__struct_fields__])


def unpack(data: bytes) -> Read:
    """Return what `pack` was given.

    Raises:
        ValueError: the bytes are damaged, or not those of a text.
    """
    record = _DECODER.decode(data)
    model = TEXTS.get(record.source.kind)
    if model is None:
        raise ValueError(f"{record.source.path} is no text")
    fields = None if record.fields is None else model.model.model_validate(record.fields)
    parts = {name: getattr(record, name) for name in _Record.__struct_fields__}
    found = parts.pop("found")
    return Read(Text(**{**parts, "fields": fields}), found)


def key(source: SourceFile, conventions: Conventions) -> bytes:
    """Return the digest of all that the reading of a text depends on."""
    digest = hashlib.blake2b(conventions.digest, digest_size=16, key=_code())
    digest.update(msgspec.msgpack.encode((source.location, source.faults)))
    digest.update(source.data)
    return digest.digest()


@cache
def _code() -> bytes:
    """Return a digest of the code that reads and checks texts."""
    digest = hashlib.blake2b(digest_size=16)
    package = Path(kb_build.__file__).parent
    for room in ROOMS:
        place = package / room
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            digest.update(path.read_bytes())
    for library in LIBRARIES:
        digest.update(version(library).encode())
    return digest.digest()
