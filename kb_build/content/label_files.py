"""Reads the label files, `site.yml` and `vocabulary.yml` of each language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from kb_build.content.files import Location, SourceFile, decode
from kb_build.content.kinds import LABELS, Kind
from kb_build.content.labels import Interface, Labels, Vocabulary
from kb_build.text import yaml
from kb_build.text.positions import START, Fault
from kb_build.text.violations import Violation, validate
from kb_build.text.yaml import YamlText


@dataclass(frozen=True)
class LabelFile:
    """A label file as it was read."""

    source: Location
    """Where it is."""
    yaml: YamlText
    """Its content, with places."""
    faults: tuple[Fault, ...]
    """All that could not be read."""
    violations: tuple[Violation, ...]
    """What its model has against it; empty while the YAML has faults."""
    words: Interface | Vocabulary | None
    """The labels, or `None` where they cannot be used."""

    @cached_property
    def readable(self) -> bool:
        """Whether there is data to look at."""
        return all(fault.kind == "byte-order-mark" for fault in self.faults)


def read(source: SourceFile) -> LabelFile:
    """Read one label file; never raises for what it holds."""
    text, faults = decode(source.data) if not source.faults else ("", source.faults)
    read = _mapping(yaml.read(text))
    if text:
        faults += read.faults
    words, violations = _words(source.location.kind, read)
    readable = all(fault.kind == "byte-order-mark" for fault in faults)
    return LabelFile(source.location, read, faults, violations, words if readable else None)


def _mapping(read: YamlText) -> YamlText:
    if read.faults or isinstance(read.data, dict):
        return read
    return replace(read, faults=(Fault("not-a-mapping", START),))


def _words(kind: Kind, read: YamlText) -> tuple[Any, tuple[Violation, ...]]:
    return (None, ()) if read.faults else validate(LABELS[kind].model, read.data)


def labels(files: Iterable[LabelFile], languages: Iterable[str]) -> Mapping[str, Labels]:
    """Return the words of each language in which both files are sound, in the given order."""
    words = {(one.source.lang, one.source.kind): one.words for one in files}
    found = {}
    for lang in languages:
        interface = words.get((lang, Kind.SITE))
        vocabulary = words.get((lang, Kind.VOCABULARY))
        if isinstance(interface, Interface) and isinstance(vocabulary, Vocabulary):
            found[lang] = Labels(lang, interface, vocabulary)
    return found
