"""YAML as writers type it: values with their places, and every fault instead of an exception.

All scalars stay text: a schema gives them their types. So `country: NO` is Norway and not
`False`, and a title may be `2012`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml
from frontmatter.default_handlers import YAMLHandler

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEPTH_LIMIT = 10
NULLS = frozenset({"", "~", "null", "Null", "NULL"})

Path = tuple[str | int, ...]
"""Where a value stands in the data: `("sources", 0, "url")`, as pydantic names it too."""


class Position(NamedTuple):
    """A place in a file, both from 1."""

    line: int
    column: int


class Fault(NamedTuple):
    """Something that cannot be read as it was meant; `checks` turns it into a diagnostic."""

    kind: str
    """A short name, such as `duplicate-key`."""
    at: Position
    detail: str = ""
    """What the message needs to know: the key, the parser's words."""


@dataclass(frozen=True)
class YamlText:
    """A YAML document that was read as far as it could be."""

    data: Any
    """Dictionaries, lists, texts and `None`."""
    keys: Mapping[Path, Position] = field(default_factory=dict)
    """Where each key stands."""
    values: Mapping[Path, Position] = field(default_factory=dict)
    """Where each value begins."""
    faults: tuple[Fault, ...] = ()

    def position(self, path: Path) -> Position:
        """Return where the value at `path` begins, or the nearest thing around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Position(1, 1))


@dataclass(frozen=True)
class FrontMatter:
    """A Markdown file, cut in two."""

    yaml: YamlText
    """The fields; an empty dictionary when there are none."""
    body: str
    """The text below the front matter, with `\\n` as line end."""
    body_line: int
    """The line on which the body begins, from 1."""
    faults: tuple[Fault, ...] = ()
    """Faults of the front matter as a whole and of its YAML."""

    @property
    def data(self) -> dict[str, Any]:
        """The fields by name."""
        return self.yaml.data if isinstance(self.yaml.data, dict) else {}


def split(text: str) -> FrontMatter:
    """Cut a Markdown file into front matter and body, and read the former."""
    boundaries = list(_boundaries(text))
    if not boundaries or boundaries[0].start() > 0:
        return FrontMatter(YamlText({}), text, 1, (Fault("no-front-matter", Position(1, 1)),))
    if len(boundaries) == 1:
        return FrontMatter(YamlText({}), "", 1, (Fault("front-matter-open", Position(1, 1)),))
    opening, closing = boundaries
    read = read_yaml(text[opening.end() : closing.start()])
    faults = read.faults
    if not faults and not isinstance(read.data, dict | None):
        faults = (Fault("not-a-mapping", Position(2, 1)),)
    body = text[closing.end() :].removeprefix("\n")
    return FrontMatter(read, body, text.count("\n", 0, closing.end()) + 2, faults)


def _boundaries(text: str) -> Iterator[re.Match[str]]:
    """Yield the two lines of hyphens around the front matter, as python-frontmatter sees them."""
    pattern = re.compile(YAMLHandler.FM_BOUNDARY.pattern.replace(r"\s", r"[ \t]"), re.MULTILINE)
    for number, match in enumerate(pattern.finditer(text)):
        if number == 2:
            return
        yield match


def read_yaml(text: str) -> YamlText:
    """Read one YAML document without trusting it.

    Tags and aliases are faults, nesting is limited, and a key that stands twice is reported.
    Where the syntax is wrong there is no data, only the fault.
    """
    reader = _Reader(text)
    try:
        reader.read()
    except yaml.MarkedYAMLError as error:
        reader.fault("yaml-syntax", _right_mark(error), _words(error))
    except yaml.reader.ReaderError as error:
        reader.faults.append(Fault("yaml-syntax", *reader.bad_character(error)))
    return YamlText(reader.data, reader.keys, reader.values, tuple(reader.faults))


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
        self.keys: dict[Path, Position] = {}
        self.values: dict[Path, Position] = {}
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
        """Return where a character stands that YAML forbids, and its name; libyaml counts bytes."""
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

    def _value(self, event: Any, path: Path) -> Any:
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

    def _sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Any]:
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
