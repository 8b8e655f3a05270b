"""KB11: problems of the fields of the front matter."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from kb_build.checks.base import Context, Finding, check, did_you_mean
from kb_build.content.files import Kind
from kb_build.content.texts import (
    MODELS,
    OriginalFields,
    Source,
    Text,
    TranslationFields,
    field_position,
)
from kb_build.text.positions import Position
from kb_build.text.positions import YamlPath as Path

TOO_SHORT = ("string_too_short", "too_short")
TOO_LONG = ("string_too_long", "too_long")
UNKNOWN = "extra_forbidden"
MISSING = "missing"
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
KIND_OF_FIELD = {
    "sector": "sectors",
    "channel": "channels",
    "outcome": "outcomes",
    "tags": "tags",
}


@check("KB110")
def missing_field(text: Text, _: Context) -> Iterator[Finding]:
    """A required field is missing.

    Bad:
        a case without summary

    Good:
        summary: A boy loses a toy and writes to the maker.
    """
    empty = set(_empty(text.front.data, ()))
    for path in _found(text, MISSING):
        if path[:-1] in empty:
            continue
        model = Source if len(path) > 1 else MODELS[text.source.kind]
        sentence = model.model_fields[str(path[-1])].description
        yield Finding(
            field_position(text, path[:-1]) if len(path) > 1 else Position(1, 1),
            f"the field {_name(path)} is missing",
            str(sentence),
        )


@check("KB111")
def unknown_field(text: Text, _: Context) -> Iterator[Finding]:
    """The front matter has a field that does not exist.

    Bad:
        titel: The lost ninja

    Good:
        title: The lost ninja
    """
    for path in _found(text, UNKNOWN):
        if _is_neutral(text, path):
            continue
        model = Source if len(path) > 1 else MODELS[text.source.kind]
        near = did_you_mean(str(path[-1]), {name: name for name in model.model_fields})
        hint = f"did you mean {near}?" if near else f"there are {', '.join(model.model_fields)}"
        yield Finding(field_position(text, path), f"there is no field {_name(path)}", hint)


@check("KB112")
def empty_field(text: Text, _: Context) -> Iterator[Finding]:
    """A field has no value.

    Bad:
        year:

    Good:
        year: 2013
    """
    if not text.readable:
        return
    for path in _empty(text.front.data, ()):
        if not _is_neutral(text, path) and not _is_reported(text, path):
            yield Finding(
                field_position(text, path),
                f"the field {_name(path)} is empty",
                "give it a value, or delete the line",
            )


@check("KB113")
def too_long(text: Text, _: Context) -> Iterator[Finding]:
    """A text or a list is longer than it may be.

    Titles and summaries stand on cards and in search results; longer ones would be cut there.

    Bad:
        tags: [refund, recall, outage, queue-management, listening, empathy, humour]

    Good:
        tags: [refund, recall, outage]
    """
    for path, words in _found_with_words(text, *TOO_LONG):
        value = _value(text, path)
        size = len(" ".join(value.split())) if isinstance(value, str) else len(value)
        limit = next(word for word in words.split() if word.isdigit())
        unit = "characters" if isinstance(value, str) else "entries"
        yield Finding(
            field_position(text, path),
            f"{_name(path)} has {size} {unit}",
            f"at most {limit} are allowed",
        )


@check("KB114")
def mistyped_field(text: Text, context: Context) -> Iterator[Finding]:
    """A value has not the form that its field demands.

    Bad:
        tags: refund
        added: 22/11/2026

    Good:
        tags: [refund]
        added: 2026-11-22
    """
    if not text.readable:
        return
    empty = set(_empty(text.front.data, ()))
    for kind, path, words in text.problems:
        if kind in (*TOO_SHORT, *TOO_LONG, UNKNOWN, MISSING) or path in empty:
            continue
        value = _value(text, path)
        is_term = path[0] in KIND_OF_FIELD and isinstance(value, str) and kind == "value_error"
        if _is_reported(text, path) or (is_term and context.labels):
            continue  # the alias, the tag, or the unknown term
        said = PLAIN_WORDS.get(kind, words).removeprefix("Value error, ")
        shown = f": {value[:40]!r}" if isinstance(value, str) else ""
        yield Finding(field_position(text, path), f"{_name(path)} {said}{shown}", _form(path))


@check("KB115")
def neutral_field(text: Text, _: Context) -> Iterator[Finding]:
    """A translation repeats a field that belongs to the original.

    Company, tags, sources and so on are inherited. Two copies would drift apart.

    Bad:
        tags: [refund]     (in translations/es/…)

    Good:
        title: …
        summary: …
    """
    for path in _found(text, UNKNOWN):
        if _is_neutral(text, path):
            yield Finding(
                field_position(text, path),
                f"{_name(path)} is inherited from the original",
                "delete it here",
            )


@check("KB116")
def unknown_term(text: Text, context: Context) -> Iterator[Finding]:
    """A tag, sector, channel or outcome is not in the vocabulary.

    Bad:
        sector: toyz
        tags: [rimborso]

    Good:
        sector: toys
        tags: [refund]
    """
    if text.source.kind is not Kind.ORIGINAL or not text.readable or not context.labels:
        return
    for path, value in _terms(text.front.data):
        kind = KIND_OF_FIELD[str(path[0])]
        ids = set(context.terms[kind].values())
        if value in ids:
            continue
        near = did_you_mean(value, context.terms[kind])
        hint = f"did you mean {near}?" if near else f"there are {', '.join(sorted(ids))}"
        at = text.front.yaml.position(path)
        yield Finding(at, f"{value!r} is not among the {kind} of the vocabulary", hint)


@check("KB117")
def repeated_tag(text: Text, _: Context) -> Iterator[Finding]:
    """A tag stands there twice.

    Bad:
        tags: [refund, recall, refund]

    Good:
        tags: [refund, recall]
    """
    tags = text.front.data.get("tags")
    if text.source.kind is not Kind.ORIGINAL or not isinstance(tags, list):
        return
    counted: Counter[str] = Counter()
    for number, tag in enumerate(tags):
        counted[str(tag)] += isinstance(tag, str)
        if counted[str(tag)] == 2:
            at = text.front.yaml.position(("tags", number))
            yield Finding(at, f"the tag {tag} stands there twice", "delete one of the two")


def _found(text: Text, *types: str) -> Iterator[Path]:
    return (path for path, _ in _found_with_words(text, *types))


def _found_with_words(text: Text, *types: str) -> Iterator[tuple[Path, str]]:
    if text.readable:
        yield from ((path, words) for kind, path, words in text.problems if kind in types)


def _is_neutral(text: Text, path: Path) -> bool:
    names = OriginalFields.model_fields.keys() - TranslationFields.model_fields.keys()
    return text.source.kind is Kind.TRANSLATION and path[0] in names


def _is_reported(text: Text, path: Path) -> bool:
    """Return whether a value has no meaning because it has a YAML alias or tag."""
    at = text.front.yaml.values.get(path)
    return any(fault.at == at for fault in text.faults if fault.kind in ("yaml-alias", "yaml-tag"))


def _value(text: Text, path: Path) -> Any:
    value: Any = text.front.data
    for part in path:
        value = value[part]
    return value


def _empty(value: Any, path: Path) -> Iterator[Path]:
    """Yield the places of all values that are there and say nothing."""
    if path and (value is None or value in ({}, []) or str(value).strip() == ""):
        yield path
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _empty(inner, (*path, key))


def _terms(data: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    for name in KIND_OF_FIELD:
        value = data.get(name)
        if isinstance(value, str) and name != "tags":
            yield (name,), value
        elif isinstance(value, list) and name == "tags":
            for number, one in enumerate(value):
                if isinstance(one, str):
                    yield (name, number), one


def _name(path: Path) -> str:
    """Return a path as people write it: `sources[1].url`, counted from 1."""
    name = ""
    for part in path:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else part
    return name


def _form(path: Path) -> str:
    names = [part for part in path if isinstance(part, str)]
    model = Source if len(names) > 1 and names[0] == "sources" else OriginalFields
    name = names[-1] if model is Source else names[0]
    field = model.model_fields.get(name) or TranslationFields.model_fields.get(name)
    return str(field.description) if field else ""


TEXTS = (
    missing_field,
    unknown_field,
    empty_field,
    too_long,
    mistyped_field,
    neutral_field,
    unknown_term,
    repeated_tag,
)
