"""KB2: problems of the text below the front matter."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from kb_build import links
from kb_build.cases import Text, section_names
from kb_build.checks.base import Context, Finding, check
from kb_build.config import SECTIONS
from kb_build.diagnostics import Level
from kb_build.files import Kind
from kb_build.folding import fold
from kb_build.frontmatter import Position
from kb_build.outline import Link
from kb_build.targets import Missing, resolve

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
    there = {section.id or _meant(section.heading, text, context) for section in text.sections}
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
    latest = -1
    for section in text.sections if names else ():
        if section.id:
            place = SECTIONS.index(section.id)
            if place < latest:
                at = Position(section.line, 1)
                before = names[SECTIONS[latest]]
                yield Finding(at, f"{section.heading!r} comes too late", f"move it above {before}")
            latest = max(latest, place)


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
            yield Finding(at, f"there is no section {section.heading!r}", hint)


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
    for section in text.sections:
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
    first = text.sections[0].line if text.sections else float("inf")
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
    for passage in text.outline.passages:
        if _GLUED_RE.match(passage.text):
            hashes = passage.text[: len(passage.text) - len(passage.text.lstrip("#"))]
            yield Finding(
                Position(passage.line, 1),
                "a heading needs a space after its hash signs",
                f"write: {hashes} {passage.text.lstrip('#')[:60]}",
            )


@check("KB208")
def heading_level(text: Text, _: Context) -> Iterator[Finding]:
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
    above = 1
    for heading in text.outline.headings:
        at = Position(heading.line, 1)
        if heading.level == 1:
            yield Finding(at, "the title stands in the front matter", "delete this, or write ##")
        elif heading.level > above + 1:
            hashes = "#" * (above + 1)
            yield Finding(at, "a heading skips a level", f"write: {hashes} {heading.text[:60]}")
        above = max(heading.level, 2) if heading.level == 1 else heading.level


@check("KB210")
def raw_html(text: Text, _: Context) -> Iterator[Finding]:
    """The text contains raw HTML.

    Texts come in by pull request, so HTML is never passed on: readers would see the tags.

    Bad:
        <b>No</b>, said the shop.

    Good:
        **No**, said the shop.
    """
    for at in text.outline.html:
        yield Finding(at, "raw HTML is not allowed", "write Markdown; for a plain < write &lt;")


@check("KB211")
def unsafe_link(text: Text, _: Context) -> Iterator[Finding]:
    """A link could run a program or hide where it leads.

    Bad:
        [more](javascript:alert(1))

    Good:
        [more](https://example.org/more)
    """
    for link in text.outline.links:
        if not links.is_safe(link.target):
            yield Finding(
                link.at,
                f"links with {links.scheme(link.target)}: are not allowed",
                "allowed are https:, http:, mailto:, tel: and files of the project",
            )


@check("KB212")
def broken_link(text: Text, context: Context) -> Iterator[Finding]:
    """A link leads to a case, page or picture that does not exist.

    Bad:
        [the ninja](lost-nijna.md)

    Good:
        [the ninja](lost-ninja.md)
    """
    for link, missing in _missing(text, context):
        if missing.what == "file":
            near = get_close_matches(missing.name, context.library.cases, n=1)
            hint = f"did you mean {near[0]}.md?" if near else "write the path from this file"
            yield Finding(link.at, f"there is no {missing.name}", hint)


@check("KB213")
def broken_anchor(text: Text, context: Context) -> Iterator[Finding]:
    """A link leads to a place of a page that does not exist.

    The anchors of a case are the same in every language: situation, response, outcome, lesson,
    questions. On other pages they are the words of the heading, joined by hyphens.

    Bad:
        [what we learn](lost-ninja.md#what-we-learn)

    Good:
        [what we learn](lost-ninja.md#lesson)
    """
    for link, missing in _missing(text, context):
        if missing.what == "anchor":
            hint = f"there are {', '.join(missing.known)}" if missing.known else ""
            yield Finding(link.at, f"there is no place #{missing.name} on that page", hint)


@check("KB214")
def picture_from_elsewhere(text: Text, _: Context) -> Iterator[Finding]:
    """A picture would be loaded from another site.

    No page makes its readers' browsers ask other hosts for anything.

    Bad:
        ![A ninja](https://example.org/ninja.png)

    Good:
        ![A ninja](../docs/assets/ninja.png)
    """
    for link in text.outline.links:
        if link.is_image and links.is_safe(link.target) and not links.internal(link.target):
            yield Finding(
                link.at, "the picture comes from another site", "put it into docs/assets/"
            )


@check("KB215")
def picture_without_words(text: Text, _: Context) -> Iterator[Finding]:
    """A picture has no alternative text.

    Who cannot see it needs words instead.

    Bad:
        ![](../docs/assets/ninja.png)

    Good:
        ![A toy ninja beside a coat](../docs/assets/ninja.png)
    """
    for link in text.outline.links:
        if link.is_image and not link.text.strip():
            yield Finding(link.at, "the picture has no alternative text", "write it in the [ ]")


@check("KB216")
def nested_too_deep(text: Text, _: Context) -> Iterator[Finding]:
    """Lists or quotations are nested too deeply to be shown.

    Bad:
        >>>>>>>>>>>>>>>>>>>>>>>>> Hello

    Good:
        > Hello
    """
    if text.outline.too_deep:
        at = Position(text.outline.too_deep, 1)
        yield Finding(at, "lists or quotations are nested too deeply", "use fewer levels")


@check("KB217", Level.WARNING)
def very_long_line(text: Text, _: Context) -> Iterator[Finding]:
    """A line is so long that something must have gone wrong.

    Bad:
        a line of 200,000 characters, pasted from a program

    Good:
        paragraphs with an empty line between them
    """
    for number, line in enumerate(text.front.body.split("\n"), text.front.body_line):
        if len(line) > 20_000:
            yield Finding(
                Position(number, 1), f"the line has {len(line):,} characters", "cut it up"
            )


def _headings(text: Text, context: Context) -> dict[str, str]:
    """Return the headings of the text's language by section id; empty where any are allowed."""
    applies = context.settings.sections and text.readable and text.source.kind is not Kind.PAGE
    if not applies or text.lang not in context.labels:
        return {}
    sections = context.labels[text.lang].ui.sections
    return {name: getattr(sections, name) for name in SECTIONS}


def _meant(heading: str, text: Text, context: Context) -> str:
    """Return the id of the section that a wrong heading seems to mean, or an empty text."""
    own = section_names(context.labels[text.lang].ui.sections)
    near = get_close_matches(fold(heading), own, n=1, cutoff=0.6)
    if near:
        return own[near[0]]
    every = (section_names(labels.ui.sections) for labels in context.labels.values())
    found = (names[fold(heading)] for names in every if fold(heading) in names)
    return next(found, fold(heading) if fold(heading) in SECTIONS else "")


def _missing(text: Text, context: Context) -> Iterator[tuple[Link, Missing]]:
    for link in text.outline.links:
        parts = links.internal(link.target)
        if parts is not None:
            found = resolve(parts, text, context.library, context.assets)
            if isinstance(found, Missing):
                yield link, found


TEXTS = (
    missing_section,
    repeated_section,
    misordered_section,
    unknown_section,
    empty_section,
    text_before_sections,
    heading_glued,
    heading_level,
    raw_html,
    unsafe_link,
    broken_link,
    broken_anchor,
    picture_from_elsewhere,
    picture_without_words,
    nested_too_deep,
    very_long_line,
)
