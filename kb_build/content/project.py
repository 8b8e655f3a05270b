"""Reads a whole project: files, labels, texts, library and every problem they have."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ValidationError

from kb_build import checks
from kb_build.checks import Context, LabelFile
from kb_build.checks.diagnostics import Diagnostic
from kb_build.config import Settings
from kb_build.content import files, labels, library
from kb_build.content import texts as cases
from kb_build.content.files import START, Kind, SourceFile
from kb_build.content.labels import Interface, Labels, Vocabulary
from kb_build.content.library import Library
from kb_build.text import yaml as yaml_reader
from kb_build.text.positions import Fault, YamlPath
from kb_build.text.yaml import YamlText

Progress = Callable[[str, int, int], None]
"""Told about each step: what is being done, how much is done, how much there is to do."""


@dataclass(frozen=True)
class Project:
    """Everything that was read, and what is wrong with it."""

    context: Context

    @property
    def settings(self) -> Settings:
        """The settings it was read with."""
        return self.context.settings

    @property
    def labels(self) -> Mapping[str, Labels]:
        """The words of each language whose label files are sound."""
        return self.context.labels

    @cached_property
    def diagnostics(self) -> list[Diagnostic]:
        """All problems of all files, sorted."""
        return checks.run(self.context)

    def library(self, *, drafts: bool = False) -> Library:
        """Return what is published, or with the drafts what the preview shows."""
        if drafts:
            return self.context.library
        return library.link(self.context.library.texts, self.settings.languages)


def load(settings: Settings, progress: Progress = lambda *_: None) -> Project:
    """Read a project; problems of its files are among its diagnostics, never raised."""
    sources = files.read_all(settings.root, settings.languages)
    label_files, words = _labels(sources, settings.languages)
    markdown = [source for source in sources if source.kind in cases.MODELS]
    texts = [cases.parse(source, words) for source in _counted("reading", markdown, progress)]
    stray = (
        LabelFile(one, YamlText(None), ())
        for one in files.strays(settings.root, settings.languages)
    )
    everything = library.link(texts, settings.languages, drafts=True)
    assets = frozenset(_assets(settings.root))
    return Project(Context(settings, words, everything, (*label_files, *stray), assets))


def _counted(step: str, sources: list[SourceFile], progress: Progress) -> Iterator[SourceFile]:
    for number, source in enumerate(sources, 1):
        yield source
        progress(step, number, len(sources))


def _labels(
    sources: Iterable[SourceFile], languages: tuple[str, ...]
) -> tuple[tuple[LabelFile, ...], dict[str, Labels]]:
    """Return the label files, and the words of each language in which both are sound."""
    models: dict[Kind, type[BaseModel]] = {Kind.SITE: Interface, Kind.VOCABULARY: Vocabulary}
    found: dict[tuple[str, Kind], LabelFile] = {}
    for source in sources:
        if source.kind in models:
            yaml = _read_labels(source.text)
            problems = () if yaml.faults else _problems(models[source.kind], yaml.data)
            found[source.lang, source.kind] = LabelFile(source, yaml, problems)
    words = {}
    for lang in languages:
        site, vocabulary = found[lang, Kind.SITE], found[lang, Kind.VOCABULARY]
        if site.sound and vocabulary.sound:
            words[lang] = labels.parse(lang, site.yaml.data, vocabulary.yaml.data)
    return tuple(found.values()), words


def _read_labels(text: str) -> YamlText:
    yaml = yaml_reader.read(text)
    if yaml.faults or isinstance(yaml.data, dict):
        return yaml
    return replace(yaml, faults=(Fault("not-a-mapping", START),))


def _problems(model: type[BaseModel], data: object) -> tuple[tuple[str, YamlPath, str], ...]:
    try:
        model.model_validate(data)
    except ValidationError as error:
        return tuple((one["type"], tuple(one["loc"]), one["msg"]) for one in error.errors())
    return ()


def _assets(root: Path) -> Iterator[str]:
    folder = root / "docs" / "assets"
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.resolve().is_relative_to(root.resolve()):
            yield path.relative_to(root).as_posix()
