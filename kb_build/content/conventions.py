"""What a single text is read and checked against.

This is all that the reading of a text, and the checks that look at one text alone, may know beside
the file. So the digest of a text's file and of its conventions says whether what was read and
found in an earlier run still holds.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import msgspec

from kb_build.config import SECTIONS, Settings
from kb_build.content.labels import KINDS, Labels, Sections
from kb_build.text.normal import fold


@dataclass(frozen=True)
class Conventions:
    """The settings and labels that concern each single text."""

    languages: tuple[str, ...]
    """The languages of the site, the default first."""
    required: tuple[str, ...]
    """The sections that a case must have; when empty, any headings are allowed."""
    headings: Mapping[str, Mapping[str, str]]
    """For each language with sound label files the headings of all sections, by section id."""
    terms: Mapping[str, Mapping[str, str]]
    """For each kind: term id by folded id, label or synonym, in any language; empty without labels.
    """

    @cached_property
    def sections(self) -> Mapping[str, Mapping[str, str]]:
        """For each language the section ids by folded heading."""
        return {
            lang: {fold(heading): name for name, heading in headings.items()}
            for lang, headings in self.headings.items()
        }

    @cached_property
    def digest(self) -> bytes:
        """Sixteen bytes that change when any of the conventions does."""
        plain = (self.languages, self.required, self.headings, self.terms)
        return hashlib.blake2b(msgspec.msgpack.encode(plain), digest_size=16).digest()


def conventions(settings: Settings, labels: Mapping[str, Labels]) -> Conventions:
    """Return the conventions of a project."""
    return Conventions(
        settings.languages,
        settings.sections,
        {lang: headings(one.ui.sections) for lang, one in labels.items()},
        {kind: _terms(kind, labels) for kind in KINDS} if labels else {},
    )


def headings(sections: Sections) -> dict[str, str]:
    """Return the heading of each section by its id, in the order of a case."""
    return {name: getattr(sections, name) for name in SECTIONS}


def section_names(sections: Sections) -> dict[str, str]:
    """Return the section ids by folded heading."""
    return {fold(heading): name for name, heading in headings(sections).items()}


def _terms(kind: str, labels: Mapping[str, Labels]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in labels.values():
        for term_id, term in one.vocabulary.kind(kind).items():
            for name in (term_id, term.label, *term.synonyms):
                found.setdefault(fold(name), term_id)
    return found
