"""KB20: problems of the sections and headings of a text."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import combinations

from kb_build.checks.base import Context, Finding, check, has_certain_language
from kb_build.config import SECTIONS
from kb_build.content.files import Kind
from kb_build.content.texts import Section, Text, section_names
from kb_build.text.normal import fold
from kb_build.text.positions import Position

_GLUED_RE = re.compile(r"#{1,6}[^\s#]")


@check("KB201")
def missing_section(text: Text, context: Context) -> Iterator[Finding]:
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
    names = _headings(text, context)
    there = dict(_named(text, context)) if names else {}
    for name in SECTIONS:
        if names and name in context.settings.sections and name not in there:
            yield Finding(
                Position(text.front.body_line, 1),
                f"the section {name} is missing",
                f"add the line: ## {names[name]}",
            )


@check("KB202")
def repeated_section(text: Text, context: Context) -> Iterator[Finding]:
    """A section stands there twice.

    Bad:
        ## Cómo terminó
        …
        ## Cómo terminó

    Good:
        ## Cómo terminó
    """
    seen: set[str] = set()
    for section in text.sections if _headings(text, context) else ():
        if section.id and section.id in seen:
            at = Position(section.line, 1)
            yield Finding(at, f"the section {section.heading!r} stands there twice", "join the two")
        seen.add(section.id)


@check("KB203")
def misordered_section(text: Text, context: Context) -> Iterator[Finding]:
    """A section stands in the wrong place.

    All cases are told in the same order, so that they can be compared, and so that the reader can
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
    names = _headings(text, context)
    first: dict[str, Section] = {}
    for section in text.sections if names else ():
        if section.id:
            first.setdefault(section.id, section)
    kept = _in_order(list(first))
    for name, section in first.items():
        if name not in kept:
            later = [one for one in kept if SECTIONS.index(one) > SECTIONS.index(name)]
            hint = f"move it above {names[later[0]]}" if later else "move it to the end"
            at = Position(section.line, 1)
            yield Finding(at, f"{section.heading!r} stands in the wrong place", hint)


def _in_order(names: list[str]) -> tuple[str, ...]:
    """Return as many of the sections as possible that stand in the right order already."""
    choices = (some for size in range(len(names), -1, -1) for some in combinations(names, size))
    return next(some for some in choices if [*some] == sorted(some, key=SECTIONS.index))


@check("KB204")
def unknown_section(text: Text, context: Context) -> Iterator[Finding]:
    """A level-2 heading is not the name of a section.

    Bad:
        ## Cosa è successo

    Good:
        ## Che cosa è successo
    """
    names = _headings(text, context)
    for section in text.sections if names else ():
        if not section.id:
            meant = _meant(section.heading, text, context)
            hint = (
                f"write: ## {names[meant]}" if meant else f"there are {', '.join(names.values())}"
            )
            at = Position(section.line, 1)
            yield Finding(at, f"there is no section {section.heading[:60]!r}", hint)


@check("KB205")
def empty_section(text: Text, _: Context) -> Iterator[Finding]:
    """A section has a heading and nothing below it.

    Bad:
        ## Qué aprendemos

        ## Preguntas para el debate

    Good:
        ## Qué aprendemos

        Quien atiende también decide.
    """
    for section in text.sections if text.readable else ():
        if not section.body.strip():
            at = Position(section.line, 1)
            yield Finding(at, f"the section {section.heading!r} is empty", "write it, or delete it")


@check("KB206")
def text_before_sections(text: Text, context: Context) -> Iterator[Finding]:
    """Text stands before the first section.

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
    if not _headings(text, context):
        return
    first = min((line for _, line in _named(text, context)), default=0)
    for passage in text.outline.passages:
        if passage.line < first and not _GLUED_RE.match(passage.text):
            at = Position(passage.line, 1)
            yield Finding(at, "text stands before the first section", "move it below a heading")
            return


@check("KB207")
def heading_glued(text: Text, _: Context) -> Iterator[Finding]:
    """The hash signs of a heading are not followed by a space.

    Bad:
        ##Che cosa è successo

    Good:
        ## Che cosa è successo
    """
    for number, line in _glued_lines(text):
        words = line.lstrip("#")
        hashes = line.removesuffix(words)
        hint = f"write: {hashes} {words[:60]}"
        if hashes == "#":
            hint = f"if it is none, write: \\#{words[:60]}"
        at = Position(number, 1)
        yield Finding(at, "a heading needs a space after its hash signs", hint)


def _glued_lines(text: Text) -> Iterator[tuple[int, str]]:
    """Yield number and text of the lines that Python-Markdown takes for headings."""
    for passage in text.outline.passages:
        for number, line in enumerate(passage.markdown.split("\n"), passage.line):
            if _GLUED_RE.match(line):
                yield number, line


@check("KB208")
def heading_level(text: Text, context: Context) -> Iterator[Finding]:
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
    names = {fold(name) for name in _headings(text, context).values()}
    above = 1
    for heading in text.outline.headings if text.readable else ():
        if heading.underlined:
            continue
        at = Position(heading.line, 1)
        if heading.level != 2 and fold(heading.text) in names:
            yield Finding(at, "a section has two hash signs", f"write: ## {heading.text}")
        elif heading.level == 1:
            yield Finding(at, "the title stands in the front matter", "delete this, or write ##")
        elif heading.level > above + 1:
            hashes = "#" * (above + 1)
            yield Finding(at, "a heading skips a level", f"write: {hashes} {heading.text[:60]}")
        above = 2 if fold(heading.text) in names else max(heading.level, 2)


@check("KB209")
def heading_form(text: Text, _: Context) -> Iterator[Finding]:
    """A heading is not written with hash signs at the beginning of its line.

    A line of hyphens below a paragraph makes the paragraph a heading, which is seldom meant.

    Bad:
        The customer wrote three times.
        ---

    Good:
        ## What happened

        The customer wrote three times.
    """
    for heading in text.outline.headings if text.readable else ():
        if heading.underlined or heading.indented:
            yield Finding(
                Position(heading.line, 1),
                "this counts as a heading, and is not written as one",
                f"write: {'#' * heading.level} {heading.text[:60]}; for a paragraph, put an empty"
                " line below it and no spaces before it",
            )


def _headings(text: Text, context: Context) -> dict[str, str]:
    """Return the headings of the text's language by section id; empty where any are allowed."""
    applies = context.settings.sections and text.readable and text.source.kind is not Kind.PAGE
    if not applies or text.lang not in context.labels or not has_certain_language(text):
        return {}
    if text.outline.too_deep:
        return {}  # what comes below that line was not read
    sections = context.labels[text.lang].ui.sections
    return {name: getattr(sections, name) for name in SECTIONS}


def _named(text: Text, context: Context) -> Iterator[tuple[str, int]]:
    """Yield id and line of all headings that are meant as sections, whatever is wrong with them."""
    own = section_names(context.labels[text.lang].ui.sections)
    for heading in text.outline.headings:
        if heading.underlined:
            continue
        exact = own.get(fold(heading.text), "")
        close = _meant(heading.text, text, context) if heading.level <= 2 else ""
        if heading.level == 2 or exact or close:
            yield exact or close, heading.line
    for number, line in _glued_lines(text):
        yield _meant(line.lstrip("#"), text, context), number


def _meant(heading: str, text: Text, context: Context) -> str:
    """Return the id of the section that a wrong heading seems to mean, or an empty text."""
    own = section_names(context.labels[text.lang].ui.sections)
    near = get_close_matches(fold(heading), own, n=1, cutoff=0.6)
    if near:
        return own[near[0]]
    every = (section_names(labels.ui.sections) for labels in context.labels.values())
    found = (names[fold(heading)] for names in every if fold(heading) in names)
    return next(found, fold(heading) if fold(heading) in SECTIONS else "")


TEXTS = (
    missing_section,
    repeated_section,
    misordered_section,
    unknown_section,
    empty_section,
    text_before_sections,
    heading_glued,
    heading_level,
    heading_form,
)
