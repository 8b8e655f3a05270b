"""KB11: problems of the fields of the front matter."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from pydantic import BaseModel

from kb_build.checks.base import Finding, did_you_mean, local
from kb_build.content.conventions import Conventions
from kb_build.content.fields import OriginalFields, Source, TranslationFields
from kb_build.content.labels import FIELDS
from kb_build.content.texts import Reading
from kb_build.text.positions import START, YamlPath
from kb_build.text.violations import MISSING, OWN_RULE, TOO_LONG, TOO_SHORT, UNKNOWN, Violation

PLAIN_WORDS = {
    "string_type": "must be a text",
    "tuple_type": "must be a list, such as [refund, listening]",
    "mapping_type": "must have a value for each section",
    "dict_type": "must have a value for each section",
    "model_type": "must have the fields title and publisher",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "date_from_datetime_parsing": "must be a day such as 2026-11-22",
    "date_type": "must be a day such as 2026-11-22",
    "string_pattern_mismatch": "must be what the tool wrote there: eight digits and letters a to f",
}
TERMS_LIMIT = 20
"""Tags that are looked up; there are six at most, and KB113 reports a list that is longer."""
KIND_OF_FIELD = {field: kind for kind, field in FIELDS.items()}


@local("KB110")
def missing_field(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """A required field is missing.

    Bad:
        a case without summary

    Good:
        summary: A boy loses a toy and writes to the maker.
    """
    empty = _empty_places(reading)
    for path in _found(reading, {MISSING}):
        if path[:-1] in empty:
            continue
        yield Finding(
            reading.key_position(path[:-1]) if len(path) > 1 else START,
            f"the field {_name(path)} is missing",
            str(_model(reading, path).model_fields[str(path[-1])].description),
        )


@local("KB111")
def unknown_field(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """The front matter has a field that does not exist.

    Bad:
        titel: The lost ninja

    Good:
        title: The lost ninja
    """
    for path in _found(reading, {UNKNOWN}):
        if _is_inherited(reading, path):
            continue
        names = _model(reading, path).model_fields
        near = did_you_mean(str(path[-1]), {name: name for name in names})
        hint = f"did you mean {near}?" if near else f"there are {', '.join(names)}"
        yield Finding(reading.key_position(path), f"there is no field {_name(path)}", hint)


@local("KB112")
def empty_field(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """A field has no value.

    Bad:
        year:

    Good:
        year: 2013
    """
    if not reading.readable:
        return
    for path in _empty(reading.front.data, ()):
        if not _is_inherited(reading, path) and not _is_reported(reading, path):
            yield Finding(
                reading.key_position(path),
                f"the field {_name(path)} is empty",
                "give it a value, or delete the line",
            )


@local("KB113")
def too_long(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """A text or a list is longer than it may be.

    Cards and search results show titles and summaries; longer ones would be cut there.

    Bad:
        tags: [refund, recall, outage, queue-management, listening, empathy, humour]

    Good:
        tags: [refund, recall, outage]
    """
    for one in reading.violations if reading.readable else ():
        if one.type not in TOO_LONG:
            continue
        path = one.path
        value = _value(reading, path)
        size = len(" ".join(value.split())) if isinstance(value, str) else len(value)
        limit = next(word for word in one.words.split() if word.isdigit())
        unit = "characters" if isinstance(value, str) else "entries"
        yield Finding(
            reading.key_position(path),
            f"{_name(path)} has {size} {unit}",
            f"at most {limit} are allowed",
        )


@local("KB114")
def mistyped_field(reading: Reading, conventions: Conventions) -> Iterator[Finding]:
    """A value has not the form that its field demands.

    Bad:
        tags: refund
        added: 22/11/2026

    Good:
        tags: [refund]
        added: 2026-11-22
    """
    if not reading.readable:
        return
    empty = _empty_places(reading)
    for one in reading.violations:
        if one.type in {*TOO_SHORT, *TOO_LONG, UNKNOWN, MISSING} or one.path in empty:
            continue
        if _is_reported(reading, one.path) or (conventions.terms and _is_term(reading, one)):
            continue  # the alias, the tag, or the unknown term
        value = _value(reading, one.path)
        shown = f": {value[:40]!r}" if isinstance(value, str) else ""
        message = f"{_name(one.path)} {one.sentence(PLAIN_WORDS)}{shown}"
        yield Finding(reading.key_position(one.path), message, _form(one.path))


@local("KB115")
def inherited_field(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """A translation repeats a field that belongs to the original.

    Company, tags, sources and so on are inherited. Two copies would drift apart.

    Bad:
        tags: [refund]     (in translations/es/…)

    Good:
        title: …
        summary: …
    """
    for path in _found(reading, {UNKNOWN}):
        if _is_inherited(reading, path):
            yield Finding(
                reading.key_position(path),
                f"{_name(path)} is inherited from the original",
                "delete it here",
            )


@local("KB116")
def unknown_term(reading: Reading, conventions: Conventions) -> Iterator[Finding]:
    """A tag, sector, channel or outcome is not in the vocabulary.

    Bad:
        sector: toyz
        tags: [rimborso]

    Good:
        sector: toys
        tags: [refund]
    """
    if not reading.kind.bears_terms or not reading.readable or not conventions.terms:
        return
    for path, value in _terms(reading.front.data):
        kind = KIND_OF_FIELD[str(path[0])]
        known = conventions.terms[kind]
        if known.get(value) == value or value in known.values():
            continue
        near = did_you_mean(value, known)
        ids = ", ".join(sorted(set(known.values())))
        hint = f"did you mean {near}?" if near else f"there are {ids}"
        at = reading.front.yaml.position(path)
        yield Finding(at, f"{value!r} is not among the {kind} of the vocabulary", hint)


@local("KB117")
def repeated_tag(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """A tag is defined twice.

    Bad:
        tags: [refund, recall, refund]

    Good:
        tags: [refund, recall]
    """
    tags = reading.front.data.get("tags")
    if not reading.kind.bears_terms or not isinstance(tags, list):
        return
    counted: Counter[str] = Counter()
    for number, tag in enumerate(tags):
        counted[str(tag)] += isinstance(tag, str)
        if counted[str(tag)] == 2:
            at = reading.front.yaml.position(("tags", number))
            yield Finding(at, f"the tag {tag} is defined twice", "delete one of the two")


def _found(reading: Reading, types: Collection[str]) -> Iterator[YamlPath]:
    """Yield where the fields violate the model in one of some ways."""
    if reading.readable:
        yield from (one.path for one in reading.violations if one.type in types)


def _model(reading: Reading, path: YamlPath) -> type[BaseModel]:
    """Return the model that declares the field at a place."""
    return Source if len(path) > 1 else reading.kind.model


def _is_inherited(reading: Reading, path: YamlPath) -> bool:
    return path[0] in reading.kind.inherited


def _is_reported(reading: Reading, path: YamlPath) -> bool:
    """Return whether a value has no meaning because it has a YAML alias or tag."""
    return reading.front.yaml.values.get(path) in reading.meaningless


def _is_term(reading: Reading, one: Violation) -> bool:
    """Return whether an id that is malformed is at the same time no term of the vocabulary."""
    is_text = isinstance(_value(reading, one.path), str)
    return one.path[0] in KIND_OF_FIELD and is_text and one.type == OWN_RULE


def _value(reading: Reading, path: YamlPath) -> Any:
    value: Any = reading.front.data
    for part in path:
        value = value[part]
    return value


def _empty_places(reading: Reading) -> set[YamlPath]:
    """Return where fields have no value, which is a violation too."""
    return set(_empty(reading.front.data, ())) if reading.violations else set()


def _empty(value: Any, path: YamlPath) -> Iterator[YamlPath]:
    """Yield the places of all values that are there and say nothing."""
    if path and (value is None or value in ({}, []) or str(value).strip() == ""):
        yield path
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _empty(inner, (*path, key))


def _terms(data: dict[str, Any]) -> Iterator[tuple[YamlPath, str]]:
    for name in KIND_OF_FIELD:
        value = data.get(name)
        if isinstance(value, str) and name != "tags":
            yield (name,), value
        elif isinstance(value, list) and name == "tags":
            for number, one in enumerate(value[:TERMS_LIMIT]):
                if isinstance(one, str):
                    yield (name, number), one


def _name(path: YamlPath) -> str:
    """Return a path as people write it: `sources[1].url`, counted from 1."""
    name = ""
    for part in path:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else part
    return name


def _form(path: YamlPath) -> str:
    names = [part for part in path if isinstance(part, str)]
    model = Source if len(names) > 1 and names[0] == "sources" else OriginalFields
    name = names[-1] if model is Source else names[0]
    field = model.model_fields.get(name) or TranslationFields.model_fields.get(name)
    return str(field.description) if field else ""
