"""All cases, linked: translations and their status, retellings, related cases."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from heapq import nlargest, nsmallest

from kb_build.content.fields import OriginalFields
from kb_build.content.kinds import Kind
from kb_build.content.texts import Text

RELATED_LIMIT = 4
"""How many similar cases are named below a case."""
WINDOW = 200
"""Cases compared on each side (by id) among those that share a feature.

It keeps `related` linear in the collection, and spreads the links over all of it.
"""
SHORTLIST = 16
"""Cases that are looked at first; they nearly always tell as many anecdotes as are needed."""
DIGITS = 9
"""Scores that agree in so many decimal digits are equal, whatever the order of addition."""
WEIGHTS = {"tags": 1.0, "sectors": 0.5, "company": 1.0}
"""How much a feature counts that two cases share; others do not make cases similar."""
Feature = tuple[str, str]
"""Something that cases share: the kind of a term and its id, or `company` and its name."""


class Status(StrEnum):
    """The state of a text of a case, compared with its original."""

    ORIGINAL = "original"
    CURRENT = "current"
    OUTDATED = "outdated"
    UNVERIFIED = "unverified"
    MISSING = "missing"


@dataclass(frozen=True)
class Edition:
    """A case in one language."""

    text: Text
    """The text."""
    status: Status
    """Its state, compared with the original."""
    changed: tuple[str, ...] = ()
    """What changed in the original since: section ids, `title`, `summary`."""


@dataclass(frozen=True)
class Case:
    """An anecdote as one author told it, in every language in which it exists."""

    id: str
    """The name of its file, and a part of its addresses."""
    fields: OriginalFields
    """The front matter of the original."""
    lang: str
    """The language of the original."""
    editions: Mapping[str, Edition]
    """By language, the original among them."""

    def best(self, lang: str) -> Edition:
        """Return the edition for a reader of `lang`: in that language, or else the original."""
        return self.editions.get(lang) or self.editions[self.lang]

    def status(self, lang: str) -> Status:
        """Return the state of the case in a language."""
        edition = self.editions.get(lang)
        return edition.status if edition else Status.MISSING


@dataclass(frozen=True)
class Library:
    """The linked collection: every case and page that is sound enough to be shown."""

    cases: Mapping[str, Case]
    """By id, sorted."""
    pages: Mapping[str, Mapping[str, Text]]
    """Hand-written pages: language, then name."""
    _related: dict[str, list[Case]] = field(default_factory=dict, repr=False, compare=False)
    """What `related` has found: it is the same in every language."""

    def published(self) -> "Library":
        """Return the collection without its drafts."""
        kept = {one.id: one for one in self.cases.values() if not one.fields.draft}
        return self if len(kept) == len(self.cases) else Library(kept, self.pages)

    @cached_property
    def anecdotes(self) -> Mapping[str, tuple[str, ...]]:
        """For each case the ids of all cases that tell the same anecdote, its own among them."""
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for case_id in self.cases:
            groups[self._roots[case_id]].append(case_id)
        shared = {root: tuple(group) for root, group in groups.items()}
        return {case_id: shared[root] for case_id, root in self._roots.items()}

    @cached_property
    def _roots(self) -> Mapping[str, str]:
        """For each case the one that tells its anecdote first."""
        return roots({one.id: one.fields.retells or "" for one in self.cases.values()})

    def retellings(self, case: Case) -> list[Case]:
        """Return the other cases that tell the same anecdote."""
        return [self.cases[one] for one in self.anecdotes[case.id] if one != case.id]

    def related(self, case: Case) -> list[Case]:
        """Return up to four similar cases, the most similar first, never the same anecdote.

        Each shared tag, sector and company counts by its rarity, the logarithm of the inverse
        document frequency (Spärck Jones, 1972). Of a retold anecdote one case is enough.
        """
        if case.id not in self._related:
            self._related[case.id] = [self.cases[one] for one in self._nearest(case)]
        return self._related[case.id]

    def _nearest(self, case: Case) -> list[str]:
        scores = self._scores(case)
        best = nlargest(SHORTLIST, scores.values())
        cut = best[-1] - 2 * 10**-DIGITS if best else 0.0
        found = self._of_different_anecdotes(
            case, {other: score for other, score in scores.items() if score >= cut}
        )
        if len(found) < RELATED_LIMIT:  # the best ones tell few anecdotes
            found = self._of_different_anecdotes(case, scores)
        return found

    def _of_different_anecdotes(self, case: Case, scores: Mapping[str, float]) -> list[str]:
        best: dict[str, tuple[float, str]] = {}
        own = self._roots[case.id]
        for other, score in scores.items():
            root, rank = self._roots[other], (-round(score, DIGITS), other)
            if root != own and (root not in best or rank < best[root]):
                best[root] = rank
        return [other for _, other in nsmallest(RELATED_LIMIT, best.values())]

    def _scores(self, case: Case) -> Mapping[str, float]:
        scores: dict[str, float] = {}
        for feature in _features(case.fields):
            ids = self._index[feature]
            rarity = _weight(feature) * math.log(1 + len(self.cases) / len(ids))
            for other in _neighbours(ids, case.id) if rarity else ():
                scores[other] = scores.get(other, 0.0) + rarity
        scores.pop(case.id, None)
        return scores

    @cached_property
    def _index(self) -> Mapping[Feature, Sequence[str]]:
        index: defaultdict[Feature, list[str]] = defaultdict(list)
        for case in self.cases.values():
            for feature in _features(case.fields):
                index[feature].append(case.id)
        return index

    def with_term(self, kind: str, term: str) -> list[Case]:
        """Return the cases that bear a tag, sector, channel or outcome."""
        return [self.cases[one] for one in self._index.get((kind, term), ())]


def link(texts: Iterable[Text], languages: Sequence[str]) -> Library:
    """Bring the texts together, drafts among them.

    Only what is sound enough to be shown becomes a case or a page: `checks` reports the rest.

    Args:
        texts: every Markdown file of the project.
        languages: the languages of the site.
    """
    originals: dict[str, tuple[Text, OriginalFields]] = {}
    translations: defaultdict[str, list[Text]] = defaultdict(list)
    pages: dict[str, dict[str, Text]] = {lang: {} for lang in languages}
    for text in texts:
        if not text.fields or text.lang not in languages:
            continue
        if isinstance(text.fields, OriginalFields):
            originals[text.source.stem] = text, text.fields
        elif text.source.kind is Kind.TRANSLATION:
            translations[text.source.stem].append(text)
        elif text.source.kind is Kind.PAGE:
            pages[text.lang][text.source.stem] = text
    cases = {
        stem: _case(*original, translations[stem]) for stem, original in sorted(originals.items())
    }
    return Library(cases, pages)


def _case(original: Text, fields: OriginalFields, translations: Iterable[Text]) -> Case:
    editions = {original.lang: Edition(original, Status.ORIGINAL)}
    for text in translations:
        editions.setdefault(text.lang, _edition(text, original))
    return Case(original.source.stem, fields, original.lang, editions)


def _edition(text: Text, original: Text) -> Edition:
    if text.revision is None:
        return Edition(text, Status.UNVERIFIED)
    changed = tuple(changes(text.revision, original.digests))
    return Edition(text, Status.OUTDATED if changed else Status.CURRENT, changed)


def changes(revision: Mapping[str, str], digests: Mapping[str, str]) -> Iterator[str]:
    """Yield what differs between a stamp and the original, in the original's order."""
    for name, digest in digests.items():
        if revision.get(name) != digest:
            yield name
    yield from (name for name in revision if name not in digests)


def circles(links: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return the circles in which links lead round, each once and in the order of its links.

    >>> circles({"a": "b", "b": "c", "c": "b", "d": "d", "e": "gone"})
    [('b', 'c'), ('d',)]
    """
    found: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for start in links:
        path: dict[str, None] = {}
        here = start
        while here in links and here not in seen:
            seen.add(here)
            path[here] = None
            here = links[here]
        if here in path:
            ids = list(path)
            found.append(tuple(ids[ids.index(here) :]))
    return found


def roots(links: Mapping[str, str]) -> dict[str, str]:
    """Return where the links from each id end: at one without link, or at a circle's least id.

    The work is linear in the number of ids.

    >>> roots({"a": "", "b": "a", "c": "d", "d": "c", "e": "gone"})
    {'a': 'a', 'b': 'a', 'c': 'c', 'd': 'c', 'e': 'e'}
    """
    known: dict[str, str] = {}
    for circle in circles(links):
        known.update(dict.fromkeys(circle, min(circle)))
    for start in links:
        path: list[str] = []
        here = start
        while here not in known:
            path.append(here)
            if links[here] not in links:
                known[here] = here
            else:
                here = links[here]
        known.update(dict.fromkeys(path, known[here]))
    return {one: known[one] for one in links}


def _features(fields: OriginalFields) -> Iterator[Feature]:
    """Yield what a case can have in common with others."""
    yield from fields.terms
    yield "company", fields.company.casefold()


def _weight(feature: Feature) -> float:
    return WEIGHTS.get(feature[0], 0.0)


def _neighbours(ids: Sequence[str], case_id: str) -> Sequence[str]:
    """Return the cases beside one in a sorted list, which counts as a ring; all of a short one."""
    if len(ids) <= 2 * WINDOW:
        return ids
    here = bisect_left(ids, case_id)
    first, last = here - WINDOW, here + WINDOW + 1
    around = [*ids[max(first, 0) : last]]
    return [*(ids[first:] if first < 0 else ()), *around, *ids[: max(last - len(ids), 0)]]
