"""YAML as writers type it: values with their places, and every fault instead of an exception.

All scalars stay text: a schema gives them their types. So `country: NO` is Norway and not
`False`, and a title may be `2012`. No library does that and limits the nesting and gives the place
of each key; hence the reader below, over the events of libyaml.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from kb_build.text.positions import START, Fault, Position, YamlPath

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEPTH_LIMIT = 10
"""Deepest nesting of lists and mappings; the front matter of a case has two levels."""
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""Plain scalars that mean `None` (YAML 1.2, core schema)."""
HARMLESS = frozenset({"yaml-alias", "yaml-tag", "duplicate-key"})
"""Faults beside which the rest of a document can be relied on."""


@dataclass(frozen=True)
class YamlText:
    """A YAML document that was read as far as it could be."""

    data: Any
    """Dictionaries, lists, texts and `None`."""
    keys: Mapping[YamlPath, Position] = field(default_factory=dict)
    """The position of each key."""
    values: Mapping[YamlPath, Position] = field(default_factory=dict)
    """Where each value begins."""
    faults: tuple[Fault, ...] = ()
    """What could not be read."""

    def position(self, path: YamlPath) -> Position:
        """Return where the value at `path` begins, or the nearest thing around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, START)

    def key_position(self, path: YamlPath) -> Position:
        """Return the position of the key at `path`, or of the nearest value around it."""
        return self.keys.get(path) or self.position(path)


class Entry(NamedTuple):
    """A key of the outermost mapping with its value, as a part of the document."""

    start: int
    """Index of the first character of the key."""
    end: int
    """Index after the last character of the value, before white space and comments."""


def read(text: str) -> YamlText:
    """Read one YAML document without trusting it.

    Tags and aliases are faults, nesting is limited, and a repeated key is reported. Where the
    syntax is wrong there is no data, only the fault.
    """
    reader = _Reader(text)
    try:
        reader.read()
    except yaml.MarkedYAMLError as error:
        reader.fault("yaml-syntax", _right_mark(error), _words(error))
    except yaml.reader.ReaderError as error:
        reader.faults.append(Fault("yaml-syntax", *reader.bad_character(error)))
    return YamlText(reader.data, reader.keys, reader.values, tuple(reader.faults))


def entries(text: str) -> dict[str, Entry]:
    """Return the entries of the outermost mapping of a sound document, by key.

    Raises:
        ValueError: the document is no mapping in block style, the style without braces.
        yaml.YAMLError: it is not sound.
    """
    events = iter(yaml.parse(text, Loader=Loader))
    for event in events:
        if isinstance(event, yaml.MappingStartEvent) and not event.flow_style:
            return dict(_entries(text, events))
        if isinstance(event, yaml.NodeEvent) and not _is_null(event):
            raise ValueError("not a mapping in block style")
    return {}


def _is_null(event: Any) -> bool:
    return isinstance(event, yaml.ScalarEvent) and event.value in NULLS


def _entries(text: str, events: Iterator[Any]) -> Iterator[tuple[str, Entry]]:
    for key in events:
        if isinstance(key, yaml.MappingEndEvent):
            return
        start, end, depth = key.start_mark.index, key.end_mark.index, 0
        for event in events:
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            # A block collection ends where the next token begins, so that its last leaf counts.
            if event.end_mark.index > event.start_mark.index:
                end = max(end, event.end_mark.index)
            if depth == 0:
                break
        end = text.find(":", end) + 1 if end == key.end_mark.index else end
        yield key.value, Entry(start, start + len(text[start:end].rstrip()))


def _right_mark(error: yaml.MarkedYAMLError) -> Any:
    """Return the place that a person would point to.

    The scanner notices the end of an open quotation, or a key without colon, only later on: there
    the place where it began is the right one.
    """
    if error.context and error.context.startswith("while scanning") and error.context_mark:
        return error.context_mark
    return error.problem_mark or error.context_mark


def _words(error: yaml.MarkedYAMLError) -> str:
    return " ".join(filter(None, (error.context, error.problem)))


class _TooDeepError(Exception):
    """Ends the reading of a document that is nested beyond `DEPTH_LIMIT`."""


class _Reader:
    """Builds data from the events of the parser, one level of Python stack per level of YAML."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.data: Any = None
        self.keys: dict[YamlPath, Position] = {}
        self.values: dict[YamlPath, Position] = {}
        self.faults: list[Fault] = []

    def read(self) -> None:
        self.events = yaml.parse(self.text, Loader=Loader)
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                try:
                    self.data = self._value(next(self.events), ())
                except _TooDeepError:
                    return

    def fault(self, kind: str, mark: Any, detail: str = "") -> None:
        self.faults.append(Fault(kind, self._place(mark), detail))

    def bad_character(self, error: yaml.reader.ReaderError) -> tuple[Position, str]:
        """Return position and name of a character that YAML forbids; libyaml counts bytes."""
        index = error.position
        if Loader is not yaml.SafeLoader:
            index = len(self.text.encode()[:index].decode(errors="ignore"))
        return self._position(index), f"character U+{ord(self.text[index]):04X}"

    def _place(self, mark: Any) -> Position:
        return self._position(mark.index)

    def _position(self, index: int) -> Position:
        """Return the place of a character; YAML has more line ends than editors show."""
        line = bisect_right(self.starts, index)
        return Position(line, index - self.starts[line - 1] + 1)

    def _value(self, event: Any, path: YamlPath) -> Any:
        self.values[path] = self._place(event.start_mark)
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self.fault("yaml-alias", event.start_mark, event.anchor)
        if getattr(event, "tag", None):
            self.fault("yaml-tag", event.start_mark, event.tag)
        if len(path) > DEPTH_LIMIT:
            self.fault("yaml-depth", event.start_mark)
            raise _TooDeepError
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._scalar(event)

    def _scalar(self, event: Any) -> str | None:
        if isinstance(event, yaml.AliasEvent):
            return None
        plain = event.style in (None, "")
        return None if plain and event.value in NULLS else event.value

    def _sequence(self, path: YamlPath) -> list[Any]:
        items: list[Any] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: YamlPath) -> dict[str, Any]:
        items: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = str(self._value(event, (*path, "")))
            if key in items:
                self.fault("duplicate-key", event.start_mark, key)
            self.keys[(*path, key)] = self._place(event.start_mark)
            items[key] = self._value(next(self.events), (*path, key))
        return items
