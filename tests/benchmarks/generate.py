"""Makes a collection of any size out of the sentences of the shipped cases."""

import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import yaml

from kb_build import checks, config
from kb_build.config import SECTIONS
from kb_build.content import project
from kb_build.content.labels import FIELDS, KINDS, Labels
from kb_build.content.project import Project
from kb_build.content.reading import Reader
from kb_build.content.texts import Text

ROOT = Path(__file__).parents[2]
SENTENCE_RE = re.compile(r"[^.!?;]+[.!?;][»”]?\s*")
RETELLING_EVERY = 25
MISSING_EVERY = 10
"""Each tenth translation is left out, so that the site has gaps as real ones do."""


def generate(root: Path, number: int) -> Path:
    """Make a project with `number` cases, each in every language but for some gaps.

    The same number always gives the same project.

    Returns:
        Its configuration file.
    """
    shipped = project.load(config.load(ROOT / "mkdocs.yml"), Reader(checks.inspect))
    _copy_frame(root, shipped)
    mixer = _Mixer(shipped)
    for index in range(number):
        mixer.write(root, index)
    return root / "mkdocs.yml"


def _copy_frame(root: Path, shipped: Project) -> None:
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    (root / "cases").mkdir()
    for lang in shipped.settings.languages:
        folder = root / "translations" / lang
        folder.mkdir(parents=True)
        for name in ("site.yml", "vocabulary.yml"):
            shutil.copyfile(ROOT / "translations" / lang / name, folder / name)


class _Mixer:
    """Draws sentences of a section from the shipped texts in one language."""

    def __init__(self, shipped: Project) -> None:
        self.random = random.Random(0)
        self.languages = shipped.settings.languages
        self.labels = shipped.labels
        self.sentences: dict[tuple[str, str], list[str]] = {}
        for text in shipped.texts:
            for section, sentence in _sentences(text):
                self.sentences.setdefault((text.lang, section), []).append(sentence)

    def write(self, root: Path, index: int) -> None:
        lang = self.languages[index % len(self.languages)]
        case_id = f"case-{index:05}"
        self._put(root / "cases" / f"{case_id}.md", self._original(lang, index), lang)
        for other in self.languages:
            gap = (index + len(other)) % MISSING_EVERY == 0
            if other != lang and not gap:
                fields = {"title": self._title(other), "summary": self._summary(other)}
                self._put(root / "translations" / other / f"{case_id}.md", fields, other)

    def _original(self, lang: str, index: int) -> dict[str, object]:
        labels = self.labels[lang]
        fields: dict[str, object] = {
            "title": self._title(lang),
            "summary": self._summary(lang),
            "company": f"Company {index % 300}",
            "tags": self.random.sample(_ids(labels, "tags"), self.random.randint(2, 5)),
            "lang": lang,
            "added": f"2026-{index % 12 + 1:02}-{index % 28 + 1:02}",
            "year": str(1990 + index % 36),
            "country": self.random.choice(["IT", "ES", "GR", "CY", "MX", "GB", "US"]),
            "sources": [{"title": self._title(lang), "publisher": "Press", "lang": lang}],
        }
        for kind in KINDS[1:]:
            fields[FIELDS[kind]] = self.random.choice(_ids(labels, kind))
        if index and index % RETELLING_EVERY == 0:
            fields["retells"] = f"case-{index - 1:05}"
        return fields

    def _title(self, lang: str) -> str:
        words = self._draw(lang, "situation", 1).rstrip(".;?! ").split()
        return " ".join(words[:9])[:100]

    def _summary(self, lang: str) -> str:
        return self._draw(lang, "situation", 1)[:200].strip()

    def _draw(self, lang: str, section: str, number: int) -> str:
        return " ".join(self.random.choices(self.sentences[lang, section], k=number))

    def _put(self, path: Path, fields: dict[str, object], lang: str) -> None:
        parts = [f"---\n{yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)}---\n"]
        for section in SECTIONS[:4]:
            heading = getattr(self.labels[lang].ui.sections, section)
            first, second = self._draw(lang, section, 4), self._draw(lang, section, 4)
            parts.append(f"## {heading}\n\n{first}\n\n{second}\n")
        path.write_text("\n".join(parts), "utf-8")


def _ids(labels: Labels, kind: str) -> list[str]:
    return sorted(labels.vocabulary.kind(kind))


def _sentences(text: Text) -> Iterator[tuple[str, str]]:
    for section in text.sections:
        if section.id:
            for found in SENTENCE_RE.findall(" ".join(text.body_of(section).split())):
                yield section.id, found.strip()
