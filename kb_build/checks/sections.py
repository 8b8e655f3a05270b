"""KB20: problems of the sections and headings of a text."""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations

from kb_build.checks.base import Finding, local
from kb_build.config import SECTIONS
from kb_build.content.conventions import Conventions
from kb_build.content.texts import Reading, Section
from kb_build.text.near import nearest
from kb_build.text.normal import fold
from kb_build.text.positions import Position

HEADING_CUTOFF = 0.6
"""Least similarity of a heading to the name of a section; headings are longer than other names."""
_GLUED_RE = re.compile(r"#{1,6}[^\s#]")


@local("KB201")
def missing_section(reading: Reading, conventions: Conventions) -> Iterator[Finding]:
    """A section that every case must have is missing.

    Bad:
        ## Che cosa è successo
        …
        ## Com’è finita

    Good:
        ## Che cosa è successo
        …
        ## Che cosa ha fatto l’azienda
        …
        ## Com’è finita
    """
    names = _headings(reading, conventions)
    there = dict(_named(reading, conventions)) if names else {}
    for name in SECTIONS:
        if names and name in conventions.required and name not in there:
            yield Finding(
                Position(reading.front.body_line, 1),
                f"the section {name} is missing",
                f"add the line: ## {names[name]}",
            )


@local("KB202")
def repeated_section(reading: Reading, conventions: Conventions) -> Iterator[Finding]:
    """A section is defined twice.

    Bad:
        ## Cómo terminó
        …
        ## Cómo terminó

    Good:
        ## Cómo terminó
    """
    seen: set[str] = set()
    for section in reading.text.sections if _headings(reading, conventions) else ():
        if section.id and section.id in seen:
            at = Position(section.line, 1)
            yield Finding(at, f"the section {section.heading!r} is defined twice", "join the two")
        seen.add(section.id)


@local("KB203")
def misordered_section(reading: Reading, conventions: Conventions) -> Iterator[Finding]:
    """A section is out of order.

    All cases have the same order, so that they can be compared, and so that the reader can
    think of an answer before reading what the company answered.

    Bad:
        ## Πώς κατέληξε
        …
        ## Τι συνέβη

    Good:
        ## Τι συνέβη
        …
        ## Πώς κατέληξε
    """
    names = _headings(reading, conventions)
    first: dict[str, Section] = {}
    for section in reading.text.sections if names else ():
        if section.id:
            first.setdefault(section.id, section)
    kept = _in_order(list(first))
    for name, section in first.items():
        if name not in kept:
            later = [one for one in kept if SECTIONS.index(one) > SECTIONS.index(name)]
            hint = f"move it above {names[later[0]]}" if later else "move it to the end"
            at = Position(section.line, 1)
            yield Finding(at, f"{section.heading!r} is out of order", hint)


def _in_order(names: list[str]) -> tuple[str, ...]:
    """Return as many of the sections as possible that are in the right order already."""
    choices = (some for size in range(len(names), -1, -1) for some in combinations(names, size))
    return next(some for some in choices if [*some] == sorted(some, key=SECTIONS.index))


@local("KB204")
def unknown_section(reading: Reading, conventions: Conventions) -> Iterator[Finding]:
    """A level-2 heading is not the name of a section.

    Bad:
        ## Cosa è successo

    Good:
        ## Che cosa è successo
    """
    names = _headings(reading, conventions)
    for section in reading.text.sections if names else ():
        if not section.id:
            meant = _meant(section.heading, reading, conventions)
            hint = (
                f"write: ## {names[meant]}" if meant else f"there are {', '.join(names.values())}"
            )
            at = Position(section.line, 1)
            yield Finding(at, f"there is no section {section.heading[:60]!r}", hint)


@local("KB205")
def empty_section(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """A section has a heading and nothing below it.

    Bad:
        ## Qué aprendemos

        ## Preguntas para el debate

    Good:
        ## Qué aprendemos

        Quien atiende también decide.
    """
    for section in reading.text.sections if reading.readable else ():
        if section.start == section.end or not reading.text.body_of(section).strip():
            at = Position(section.line, 1)
            yield Finding(at, f"the section {section.heading!r} is empty", "write it, or delete it")


@local("KB206")
def text_before_sections(reading: Reading, conventions: Conventions) -> Iterator[Finding]:
    """There is text before the first section.

    It would belong to no section, and readers would meet it without a heading.

    Bad:
        ---
        Once upon a time …
        ## What happened

    Good:
        ---
        ## What happened
        Once upon a time …
    """
    if not _headings(reading, conventions):
        return
    first = min((line for _, line in _named(reading, conventions)), default=0)
    for passage in reading.outline.passages:
        if passage.line < first and not _GLUED_RE.match(passage.text):
            at = Position(passage.line, 1)
            yield Finding(at, "there is text before the first section", "move it below a heading")
            return


@local("KB207")
def heading_glued(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """The hash signs of a heading are not followed by a space.

    Bad:
        ##Che cosa è successo

    Good:
        ## Che cosa è successo
    """
    for number, line in _glued_lines(reading):
        words = line.lstrip("#")
        hashes = line.removesuffix(words)
        hint = f"write: {hashes} {words[:60]}"
        if hashes == "#":
            hint = f"if it is none, write: \\#{words[:60]}"
        at = Position(number, 1)
        yield Finding(at, "a heading needs a space after its hash signs", hint)


def _glued_lines(reading: Reading) -> Iterator[tuple[int, str]]:
    """Yield number and text of the lines that Python-Markdown takes for headings."""
    for passage in reading.outline.passages:
        if "#" in passage.markdown:
            for number, line in enumerate(passage.markdown.split("\n"), passage.line):
                if _GLUED_RE.match(line):
                    yield number, line


@local("KB208")
def heading_level(reading: Reading, conventions: Conventions) -> Iterator[Finding]:
    """A heading has a level that does not fit.

    The title in the front matter is the only level-1 heading of a page. Below a heading of one
    level comes one of the next, because screen readers read them as a table of contents.

    Bad:
        # The lost ninja
        ## What happened
        #### Monday

    Good:
        ## What happened
        ### Monday
    """
    names = {fold(name) for name in _headings(reading, conventions).values()}
    above = 1
    for heading in reading.outline.headings if reading.readable else ():
        if heading.underlined:
            continue
        at = Position(heading.line, 1)
        if heading.level != 2 and fold(heading.text) in names:
            yield Finding(at, "a section has two hash signs", f"write: ## {heading.text}")
        elif heading.level == 1:
            yield Finding(at, "the title belongs in the front matter", "delete this, or write ##")
        elif heading.level > above + 1:
            hashes = "#" * (above + 1)
            yield Finding(at, "a heading skips a level", f"write: {hashes} {heading.text[:60]}")
        above = 2 if fold(heading.text) in names else max(heading.level, 2)


@local("KB209")
def heading_form(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """A heading is not written with hash signs at the beginning of its line.

    A line of hyphens below a paragraph makes the paragraph a heading, which is seldom meant.

    Bad:
        The customer wrote three times.
        ---

    Good:
        ## What happened

        The customer wrote three times.
    """
    for heading in reading.outline.headings if reading.readable else ():
        if heading.underlined or heading.indented:
            yield Finding(
                Position(heading.line, 1),
                "this counts as a heading, and is not written as one",
                f"write: {'#' * heading.level} {heading.text[:60]}; for a paragraph, put an empty"
                " line below it and no spaces before it",
            )


def _headings(reading: Reading, conventions: Conventions) -> Mapping[str, str]:
    """Return the headings of the text's language by section id; empty where any are allowed."""
    applies = conventions.required and reading.readable and reading.kind.has_sections
    if not applies or not reading.text.certain or reading.outline.too_deep:
        return {}  # what comes below that line was not read
    return conventions.headings.get(reading.text.lang, {})


def _named(reading: Reading, conventions: Conventions) -> Iterator[tuple[str, int]]:
    """Yield id and line of all headings that are meant as sections, whatever is wrong with them."""
    own = conventions.sections[reading.text.lang]
    for heading in reading.outline.headings:
        if heading.underlined:
            continue
        name = own.get(fold(heading.text), "")
        if not name and heading.level <= 2:
            name = _meant(heading.text, reading, conventions)
        if heading.level == 2 or name:
            yield name, heading.line
    for number, line in _glued_lines(reading):
        yield _meant(line.lstrip("#"), reading, conventions), number


def _meant(heading: str, reading: Reading, conventions: Conventions) -> str:
    """Return the id of the section that a wrong heading seems to mean, or an empty text."""
    wanted, own = fold(heading), conventions.sections[reading.text.lang]
    if near := nearest(wanted, own, HEADING_CUTOFF):
        return own[near]
    others = (names[wanted] for names in conventions.sections.values() if wanted in names)
    return next(others, wanted if wanted in SECTIONS else "")
