"""KB5: problems of the label files, `site.yml` and `vocabulary.yml` of each language."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from kb_build.checks.base import Finding, did_you_mean, label
from kb_build.content.fields import OriginalFields, TranslationFields
from kb_build.content.kinds import LABELS, Kind
from kb_build.content.label_files import LabelFile
from kb_build.content.labels import (
    KINDS,
    Interface,
    Plural,
    Sections,
    Term,
    plural_categories,
    plural_fields,
)
from kb_build.content.project import Project
from kb_build.text.positions import START, YamlPath
from kb_build.text.violations import MISSING, UNKNOWN

PLAIN_WORDS = {
    "string_type": "must be a text",
    "string_too_short": "is empty",
    "tuple_type": "must be a list, such as [one, two]",
    "mapping_type": "must have lines of its own below it",
    "dict_type": "must have lines of its own below it",
    "string_pattern_mismatch": "must be lower-case words joined by hyphens",
    "model_type": "must have lines of its own below it",
}


@label("KB501")
def missing_label(file: LabelFile, project: Project) -> Iterator[Finding]:
    """A language lacks a label.

    Bad:
        site.yml without the line related: …

    Good:
        related: Casi simili
    """
    for path in _wanting(file, project):
        at = START if len(path) == 1 else file.yaml.position(path[:-1])
        yield Finding(at, f"the label {_name(path)} is missing", _sentence(file, path))


@label("KB502")
def extra_label(file: LabelFile, project: Project) -> Iterator[Finding]:
    """A language has a label that is used nowhere, or that the other languages lack.

    Bad:
        relatd: Casi simili

    Good:
        related: Casi simili
    """
    for path in _surplus(file, project):
        known = {name: name for name in _siblings(file, path, project)}
        near = did_you_mean(str(path[-1]), known)
        hint = f"did you mean {near}?" if near else _elsewhere(file, path, project)
        at = file.yaml.keys.get(path, START)
        yield Finding(at, f"there is no label {_name(path)}", hint)


@label("KB503")
def malformed_label(file: LabelFile, _: Project) -> Iterator[Finding]:
    """A label is empty, is no text, or lacks a placeholder.

    Bad:
        page_of: Pagina {page}

    Good:
        page_of: Pagina {page} di {pages}
    """
    if not file.readable:
        return
    for one in file.violations:
        if one.type not in (MISSING, UNKNOWN):
            message = f"the label {_name(one.path)} {one.sentence(PLAIN_WORDS)}"
            yield Finding(file.yaml.position(one.path), message, _sentence(file, one.path))


@label("KB504")
def missing_plural(file: LabelFile, _: Project) -> Iterator[Finding]:
    """A label that depends on a number lacks a form that the language needs.

    Bad:
        case_count: {other: "{n} casi"}

    Good:
        case_count: {one: "{n} caso", other: "{n} casi"}
    """
    if file.source.kind is not Kind.SITE or not file.readable:
        return
    needed = sorted(plural_categories(file.source.lang) - {"other"})
    for name in plural_fields():
        forms = _at(file.yaml.data, (name,))
        if not isinstance(forms, dict):
            continue
        for category in needed:
            if not forms.get(category):
                at = file.yaml.position((name,))
                yield Finding(at, f"the label {name} has no form «{category}»", "add it")


def _wanting(file: LabelFile, project: Project) -> Iterator[YamlPath]:
    if not file.readable:
        return
    yield from (one.path for one in file.violations if one.type == MISSING)
    for path, ids in _expected(file, project):
        have = _at(file.yaml.data, path)
        if isinstance(have, dict):
            yield from ((*path, one) for one in sorted(ids - have.keys()))


def _surplus(file: LabelFile, project: Project) -> Iterator[YamlPath]:
    if not file.readable:
        return
    yield from (one.path for one in file.violations if one.type == UNKNOWN)
    for path, ids in _expected(file, project):
        have = _at(file.yaml.data, path)
        if isinstance(have, dict):
            yield from ((*path, one) for one in have if one not in ids)


def _expected(file: LabelFile, project: Project) -> Iterator[tuple[YamlPath, set[str]]]:
    """Yield the keys that a mapping must have and that no model lists.

    The vocabulary's ids are those of the first language whose file can be read.
    """
    if file.source.kind is Kind.SITE:
        names = OriginalFields.model_fields | TranslationFields.model_fields
        yield ("fields",), set(names)
        return
    model = _model_file(project)
    for kind in KINDS:
        ids = _at(model.yaml.data, (kind,)) if model else None
        if isinstance(ids, dict):
            yield (kind,), set(ids)


def _model_file(project: Project) -> LabelFile | None:
    """Return the vocabulary that those of the other languages are compared with."""
    files = {
        one.source.lang: one
        for one in project.label_files
        if one.source.kind is Kind.VOCABULARY and one.readable
    }
    return next((files[lang] for lang in project.settings.languages if lang in files), None)


def _elsewhere(file: LabelFile, path: YamlPath, project: Project) -> str:
    """Return what to do about a surplus label that resembles no other."""
    model = _model_file(project)
    if file.source.kind is Kind.VOCABULARY and len(path) == 2 and model:
        return f"delete it, or add it to {model.source.path}"
    return "delete it"


def _siblings(file: LabelFile, path: YamlPath, project: Project) -> set[str]:
    for parent, ids in _expected(file, project):
        if parent == path[:-1]:
            return ids
    if file.source.kind is Kind.VOCABULARY:
        return set(
            Term.model_fields if len(path) > 1 else LABELS[Kind.VOCABULARY].model.model_fields
        )
    parts: dict[str, type[BaseModel]] = {"sections": Sections}
    parts |= dict.fromkeys(plural_fields(), Plural)
    model = parts.get(str(path[0]), Interface) if len(path) > 1 else Interface
    return set(model.model_fields)


def _at(data: Any, path: YamlPath) -> Any:
    for part in path:
        data = data.get(part) if isinstance(data, dict) else None
    return data


def _sentence(file: LabelFile, path: YamlPath) -> str:
    """Return what a translator should know about a label."""
    if file.source.kind is Kind.VOCABULARY:
        return "write it as the other languages have it"
    model = Sections if path[0] == "sections" and len(path) > 1 else Interface
    field = model.model_fields.get(str(path[-1] if model is Sections else path[0]))
    return str(field.description) if field else ""


def _name(path: YamlPath) -> str:
    return ".".join(str(part) for part in path)
