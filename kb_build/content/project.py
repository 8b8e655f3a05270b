"""A whole project, read and linked: settings, words, texts and what connects them."""

import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kb_build.config import Settings
from kb_build.content import files, label_files, library
from kb_build.content.conventions import conventions
from kb_build.content.fields import is_case_id
from kb_build.content.files import Stray, Tree
from kb_build.content.findings import Found
from kb_build.content.kinds import MARKDOWN, TEXTS, Kind
from kb_build.content.label_files import LabelFile
from kb_build.content.labels import Labels
from kb_build.content.library import Library
from kb_build.content.reading import Reader
from kb_build.content.texts import Text
from kb_build.text.near import Guesses

Identity = tuple[str, ...]
"""What no two texts may share: kind, language and id without regard to letter case."""


@dataclass(frozen=True)
class Project:
    """Everything that was read."""

    settings: Settings
    """The settings it was read with."""
    labels: Mapping[str, Labels]
    """By language; a language whose label files have errors is absent."""
    texts: tuple[Text, ...]
    """Every Markdown file, those with problems too, sorted by path."""
    library: Library
    """What the preview shows: all sound cases and pages, drafts among them."""
    findings: Mapping[str, tuple[Found, ...]]
    """What the checks of single texts have found, by path; texts without problems are absent."""
    label_files: tuple[LabelFile, ...]
    """`site.yml` and `vocabulary.yml` of every language."""
    strays: tuple[Stray, ...]
    """Files among the texts that nothing reads."""
    assets: frozenset[str]
    """Paths of the files below `docs/assets/`, relative to the root."""

    @cached_property
    def published(self) -> Library:
        """What the site shows: the library without its drafts."""
        return self.library.published()

    @cached_property
    def originals(self) -> Mapping[str, Text]:
        """The originals by case id, those with errors too."""
        return {one.source.stem: one for one in self.texts if one.source.kind is Kind.ORIGINAL}

    @cached_property
    def guesses(self) -> Guesses:
        """What all hints about names that do not exist may cost."""
        return Guesses()

    def names(self, lang: str) -> Mapping[str, str]:
        """Return the paths of all files to which a text in `lang` may link, by file name."""
        if lang not in self._names:
            texts = (one.source for one in self.texts if one.source.lang in ("", lang))
            paths = [*(one.path for one in texts), *sorted(self.assets)]
            self._names[lang] = {posixpath.basename(path): path for path in reversed(paths)}
        return self._names[lang]

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        return {}

    @cached_property
    def circles(self) -> Mapping[str, tuple[str, ...]]:
        """For each case that is retold in a circle, the ids of the circle."""
        found = library.circles({one: text.retells for one, text in self.originals.items()})
        return {one: circle for circle in found for one in circle}

    @cached_property
    def claims(self) -> Mapping[Identity, list[str]]:
        """The paths of all texts by identity."""
        found: defaultdict[Identity, list[str]] = defaultdict(list)
        for text in self.texts:
            found[identity(text)].append(text.source.path)
        return found

    @cached_property
    def faulty(self) -> frozenset[str]:
        """Paths of texts that another check reports; links to them are not reported again."""
        return frozenset(text.source.path for text in self.texts if self._is_faulty(text))

    def _is_faulty(self, text: Text) -> bool:
        if text.fields is None or text.lang not in self.settings.languages:
            return True
        source = text.source
        named = is_case_id(source.stem) and source.path.endswith(MARKDOWN[0])
        is_orphan = text.kind.inherits is not None and source.stem not in self.originals
        return is_orphan or not named


def identity(text: Text) -> Identity:
    """Return what no other text may share."""
    stem = unicodedata.normalize("NFKC", text.source.stem).casefold()
    return text.source.kind, text.source.lang, stem


def load(settings: Settings, reader: Reader) -> Project:
    """Read the project in the folder of the settings.

    Problems of its files are findings or faults, never raised.

    Raises:
        KbError: a process of the reader was killed.
    """
    return assemble(settings, files.read_tree(settings.root, settings.languages), reader)


def assemble(settings: Settings, tree: Tree, reader: Reader) -> Project:
    """Return the project that some files make; needs no disk.

    Raises:
        KbError: a process of the reader was killed.
    """
    labelled = tuple(
        label_files.read(one) for one in tree.sources if one.location.kind not in TEXTS
    )
    labels = label_files.labels(labelled, settings.languages)
    sources = [one for one in tree.sources if one.location.kind in TEXTS]
    read = reader.read(sources, conventions(settings, labels))
    texts = tuple(text for text, _ in read)
    return Project(
        settings,
        labels,
        texts,
        library.link(texts, settings.languages),
        {text.source.path: found for text, found in read if found},
        labelled,
        tree.strays,
        tree.assets,
    )
