"""All cases, linked: translations and their status, retellings, related cases."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from kb_build.content.files import Kind
from kb_build.content.texts import OriginalFields, Text, TranslationFields

RELATED_LIMIT = 4
WINDOW = 200
"""Of a list of cases with a tag in common, how many neighbours on each side are weighed.

It keeps the work linear in very large collections, and spreads the links over all of them.
"""
SECTOR_WEIGHT = 0.5
COMPANY_WEIGHT = 1.0


class Status(StrEnum):
    """How a text of a case stands to its original."""

    ORIGINAL = "original"
    CURRENT = "current"
    OUTDATED = "outdated"
    UNVERIFIED = "unverified"
    MISSING = "missing"


@dataclass(frozen=True)
class Edition:
    """A case in one language."""

    text: Text
    status: Status
    changed: tuple[str, ...] = ()
    """What changed in the original since: section ids, `title`, `summary`."""


@dataclass(frozen=True)
class Case:
    """An anecdote as one author told it, in every language in which it exists."""

    id: str
    fields: OriginalFields
    lang: str
    """The language of the original."""
    editions: Mapping[str, Edition]
    """By language, the original among them."""

    def best(self, lang: str) -> Edition:
        """Return the edition for a reader of `lang`: in that language, or else the original."""
        return self.editions.get(lang) or self.editions[self.lang]

    def status(self, lang: str) -> Status:
        """Return how the case stands in a language."""
        edition = self.editions.get(lang)
        return edition.status if edition else Status.MISSING


@dataclass(frozen=True)
class Library:
    """All that the pages are made from."""

    cases: Mapping[str, Case]
    """By id, sorted."""
    pages: Mapping[str, Mapping[str, Text]]
    """Hand-written pages: language, then name."""
    texts: tuple[Text, ...]
    """Every Markdown file, those with problems too."""

    @cached_property
    def anecdotes(self) -> Mapping[str, tuple[str, ...]]:
        """For each case the ids of all cases that tell the same anecdote, its own among them."""
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for case_id in self.cases:
            groups[_root(case_id, self.cases)].append(case_id)
        return {one: tuple(group) for group in groups.values() for one in group}

    def retellings(self, case: Case) -> list[Case]:
        """Return the other cases that tell the same anecdote."""
        return [self.cases[one] for one in self.anecdotes[case.id] if one != case.id]

    def related(self, case: Case) -> list[Case]:
        """Return up to four similar cases, the most similar first, never the same anecdote.

        Each shared tag, sector and company counts by its rarity, the logarithm of the inverse
        document frequency (Spärck Jones, 1972). Of a retold anecdote one case is enough.
        """
        scores: defaultdict[str, float] = defaultdict(float)
        for feature, weight in _features(case.fields):
            if not weight:
                continue
            ids = self._index[feature]
            rarity = weight * math.log(1 + len(self.cases) / len(ids))
            for other in _neighbours(ids, case.id):
                scores[other] += rarity
        found: list[Case] = []
        seen = set(self.anecdotes[case.id])
        for other in sorted(scores, key=lambda one: (-round(scores[one], 9), one)):
            if len(found) == RELATED_LIMIT:
                break
            if other not in seen:
                seen.update(self.anecdotes[other])
                found.append(self.cases[other])
        return found

    @cached_property
    def _index(self) -> Mapping[str, Sequence[str]]:
        index: defaultdict[str, list[str]] = defaultdict(list)
        for case in self.cases.values():
            for feature, _ in _features(case.fields):
                index[feature].append(case.id)
        return index

    def with_term(self, kind: str, term: str) -> list[Case]:
        """Return the cases that bear a tag, sector, channel or outcome."""
        return [self.cases[one] for one in self._index.get(f"{kind}/{term}", ())]


def link(texts: Iterable[Text], languages: Sequence[str], *, drafts: bool = False) -> Library:
    """Bring the texts together.

    Only what is sound enough to be shown becomes a case: `checks` tells about the rest.

    Args:
        texts: every Markdown file of the project.
        languages: the languages of the site.
        drafts: whether to let drafts in, for the preview.
    """
    all_texts = tuple(texts)
    translations: defaultdict[str, list[Text]] = defaultdict(list)
    pages: dict[str, dict[str, Text]] = {lang: {} for lang in languages}
    for text in all_texts:
        if text.source.kind is Kind.TRANSLATION and text.fields and text.lang in languages:
            translations[text.source.stem].append(text)
        elif text.source.kind is Kind.PAGE and text.fields:
            pages[text.lang][text.source.stem] = text
    cases = {
        text.source.stem: _case(text, text.fields, translations[text.source.stem])
        for text in sorted(all_texts, key=lambda one: one.source.stem)
        if isinstance(text.fields, OriginalFields) and text.lang in languages
        if drafts or not text.fields.draft
    }
    return Library(cases, pages, all_texts)


def _case(original: Text, fields: OriginalFields, translations: Iterable[Text]) -> Case:
    editions = {original.lang: Edition(original, Status.ORIGINAL)}
    for text in translations:
        editions.setdefault(text.lang, _edition(text, original))
    return Case(original.source.stem, fields, original.lang, editions)


def _edition(text: Text, original: Text) -> Edition:
    revision = text.fields.source_revision if isinstance(text.fields, TranslationFields) else None
    if revision is None:
        return Edition(text, Status.UNVERIFIED)
    changed = tuple(changes(revision, original.digests))
    return Edition(text, Status.OUTDATED if changed else Status.CURRENT, changed)


def changes(revision: Mapping[str, str], digests: Mapping[str, str]) -> Iterator[str]:
    """Yield what differs between a stamp and the original, in the original's order."""
    for name, digest in digests.items():
        if revision.get(name) != digest:
            yield name
    yield from (name for name in revision if name not in digests)


def _root(case_id: str, cases: Mapping[str, Case]) -> str:
    """Follow `retells` to the text that tells the anecdote first; a circle ends at its least id."""
    seen: list[str] = []
    while case_id not in seen:
        seen.append(case_id)
        told = cases[case_id].fields.retells
        if told is None or told not in cases:
            return case_id
        case_id = told
    return min(seen[seen.index(case_id) :])


def _features(fields: OriginalFields) -> Iterator[tuple[str, float]]:
    """Yield what a case can have in common with others, with its weight."""
    for tag in dict.fromkeys(fields.tags):
        yield f"tags/{tag}", 1.0
    yield f"sectors/{fields.sector}", SECTOR_WEIGHT
    yield f"channels/{fields.channel}", 0.0
    yield f"outcomes/{fields.outcome}", 0.0
    yield f"company/{fields.company.casefold()}", COMPANY_WEIGHT


def _neighbours(ids: Sequence[str], case_id: str) -> Iterator[str]:
    if len(ids) <= 2 * WINDOW:
        yield from (one for one in ids if one != case_id)
        return
    here = bisect_left(ids, case_id)
    for step in range(1, WINDOW + 1):
        yield ids[here - step]
        yield ids[(here + step) % len(ids)]
