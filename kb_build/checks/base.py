"""What a check is, and what it may look at."""

import inspect
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Any, NamedTuple

from kb_build.checks.diagnostics import Level
from kb_build.config import Settings
from kb_build.content.files import Kind, SourceFile
from kb_build.content.labels import KINDS, Labels
from kb_build.content.library import Library
from kb_build.content.texts import Text, is_case_id
from kb_build.text.normal import fold
from kb_build.text.positions import Fault, Position, YamlPath
from kb_build.text.yaml import YamlText


class Finding(NamedTuple):
    """What a check yields; the file, the code and the level are known from where it ran."""

    at: Position
    message: str
    hint: str = ""


@dataclass(frozen=True)
class LabelFile:
    """`site.yml` or `vocabulary.yml` of a language, as it was read."""

    source: SourceFile
    yaml: YamlText
    problems: tuple[tuple[str, YamlPath, str], ...]
    """What the model says: type of the problem, place, words."""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All that could not be read."""
        return self.source.faults + (self.yaml.faults if self.source.text else ())

    @property
    def readable(self) -> bool:
        """Whether there is data to look at."""
        return all(fault.kind == "byte-order-mark" for fault in self.faults)

    @property
    def sound(self) -> bool:
        """Whether the words can be used."""
        return self.readable and not self.problems


Subject = Text | LabelFile


@dataclass(frozen=True)
class Context:
    """What a check may look at beside its own file."""

    settings: Settings
    labels: Mapping[str, Labels]
    """By language; a language whose label files have errors is absent."""
    library: Library
    """With the drafts."""
    label_files: tuple[LabelFile, ...]
    assets: frozenset[str]
    """Paths of the files below `docs/assets/`, relative to the root."""

    @cached_property
    def originals(self) -> Mapping[str, Text]:
        """The originals by case id, those with errors too."""
        return {
            text.source.stem: text
            for text in self.library.texts
            if text.source.kind is Kind.ORIGINAL
        }

    @cached_property
    def faulty(self) -> frozenset[str]:
        """The paths of texts that cannot be shown, for a reason that is told in their own place."""
        return frozenset(text.source.path for text in self.library.texts if self._is_faulty(text))

    def _is_faulty(self, text: Text) -> bool:
        if text.fields is None or text.lang not in self.settings.languages:
            return True
        named = is_case_id(text.source.stem) and text.source.path.endswith(".md")
        is_orphan = text.source.kind is Kind.TRANSLATION and text.source.stem not in self.originals
        return is_orphan or not named

    @cached_property
    def claims(self) -> Mapping[tuple[str, ...], list[str]]:
        """The paths of all texts by `identity`."""
        found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for text in self.library.texts:
            found[identity(text)].append(text.source.path)
        return found

    @cached_property
    def terms(self) -> Mapping[str, Mapping[str, str]]:
        """For each kind: id by folded id, label or synonym, in any language."""
        found: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
        for labels in self.labels.values():
            for kind in KINDS:
                for term_id, term in labels.vocabulary.kind(kind).items():
                    for name in (term_id, term.label, *term.synonyms):
                        found[kind].setdefault(fold(name), term_id)
        return found


Run = Callable[[Any, Context], Iterator[Finding]]
"""A generator that is given its subject, a `Text` or a `LabelFile`."""


@dataclass(frozen=True)
class Check:
    """One problem that can be found; calling it yields where."""

    code: str
    level: Level
    run: Run

    def __call__(self, subject: Subject, context: Context) -> Iterator[Finding]:
        """Yield each place of `subject` that has the problem."""
        return self.run(subject, context)

    @property
    def manual(self) -> str:
        """The page of the manual: what it means, a bad and a good example."""
        return inspect.cleandoc(self.run.__doc__ or "")

    @property
    def summary(self) -> str:
        """The first line of the manual."""
        return self.manual.partition("\n")[0]


def check(code: str, level: Level = Level.ERROR) -> Callable[[Run], Check]:
    """Make a generator of findings a check; its docstring becomes the manual page."""
    return lambda run: Check(code, level, run)


def identity(text: Text) -> tuple[str, ...]:
    """Return what no other text may share: kind, language and id without regard to case."""
    stem = unicodedata.normalize("NFKC", text.source.stem).casefold()
    return text.source.kind, text.source.lang, stem


def faults(subject: Subject, kind: str) -> Iterator[Fault]:
    """Yield the faults of one kind."""
    return (fault for fault in subject.faults if fault.kind == kind)


def has_certain_language(text: Text) -> bool:
    """Return whether the language of a text can be relied on; KB301 and KB304 tell where not."""
    if text.verdict.sure:
        return text.verdict.language == text.lang
    return bool(text.source.lang) or "lang" in text.front.data


def did_you_mean(word: str, known: Mapping[str, str]) -> str:
    """Return the value of the key that is most like `word`, or an empty text.

    The keys are folded, as `folding.fold` does it.
    """
    wanted = fold(word.replace("_", "-"))
    if wanted in known:
        return known[wanted]
    near = get_close_matches(wanted, known, n=1, cutoff=0.7)
    return known[near[0]] if near else ""
