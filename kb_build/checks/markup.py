"""KB21: problems inside the paragraphs: HTML, links, pictures, nesting."""

import posixpath
import re
from collections.abc import Iterator

from kb_build.checks.base import Finding, linked, local
from kb_build.config import SECTIONS
from kb_build.content.conventions import Conventions
from kb_build.content.kinds import MARKDOWN
from kb_build.content.project import Project
from kb_build.content.targets import Missing, What, resolve
from kb_build.content.texts import Reading, Text
from kb_build.text import links
from kb_build.text.outline import Link, Odd
from kb_build.text.positions import Position

ODD = {
    Odd.FENCE: ("this fence is not at the beginning of its line", "delete what is before it"),
    Odd.INDENTED: (
        "four spaces make this code",
        "delete them, or put it between two lines of ~~~",
    ),
    Odd.BRACKETS: (
        "something here looks like a link and is none",
        "write [words](address), or a backslash before each bracket: \\[ \\]",
    ),
    Odd.DEFINITION: (
        "this defines the address of a link elsewhere",
        "write it where the link is: [words](address)",
    ),
}
ASSETS = "put the picture into docs/assets/ and write its path from this file"
ANCHORS_SHOWN = 20
FILE_CUTOFF = 0.6
"""Least similarity of a file name that is suggested; names of files are long."""
_SPACED_RE = re.compile(r"\]\(\s*(?!<)[^()\s\"']+ [^()\"']*\)")


@local("KB210")
def raw_html(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """The text contains raw HTML.

    Texts come in by pull request, so HTML is never passed on: readers would see the tags.

    Bad:
        <b>No</b>, said the shop.

    Good:
        **No**, said the shop.
    """
    lines = {at.line: at for at in reversed(reading.outline.html)}
    for at in sorted(lines.values()):
        yield Finding(at, "raw HTML is not allowed", "write Markdown; for a plain < write &lt;")


@local("KB211")
def unsafe_link(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """A link could run a program or hide where it leads.

    Bad:
        [more](javascript:alert(1))

    Good:
        [more](https://example.org/more)
    """
    for link in reading.outline.links:
        scheme = links.scheme(link.target)
        if len(scheme) == 1 or scheme == "file":
            yield Finding(link.at, "this is a path on your own computer", ASSETS)
        elif not links.is_safe(link.target):
            yield Finding(
                link.at,
                f"links with {scheme}: are not allowed",
                "allowed are https:, http:, mailto:, tel: and files of the project",
            )


@linked("KB212")
def broken_link(text: Text, project: Project) -> Iterator[Finding]:
    """A link leads to a case, page or picture that does not exist.

    Bad:
        [the ninja](lost-nijna.md)

    Good:
        [the ninja](lost-ninja.md)
    """
    for link in text.links:
        if not link.target:
            yield Finding(link.at, "the link has no address", "write it between the brackets ( )")
        elif links.is_malformed(link.target):
            yield Finding(link.at, "the address has a malformed host", "delete the bracket [")
    for link, missing in _missing(text, project):
        if missing.what is What.DRAFT:
            yield Finding(link.at, f"{missing.name} is a draft", "publish it too, or link no draft")
        elif missing.what is What.FILE:
            yield Finding(
                link.at, f"there is no {missing.name}", _remedy(link, missing, text, project)
            )


@linked("KB213")
def broken_anchor(text: Text, project: Project) -> Iterator[Finding]:
    """A link leads to a place of a page that does not exist.

    The anchors of a case are the same in every language: situation, response, outcome, lesson,
    reply, questions. On other pages they are the words of the heading, joined by hyphens.

    Bad:
        [what we learn](lost-ninja.md#what-we-learn)

    Good:
        [what we learn](lost-ninja.md#lesson)
    """
    for link, missing in _missing(text, project):
        if missing.what is What.ANCHOR:
            known = missing.text.anchors if missing.text else ()
            more = ", …" if len(known) > ANCHORS_SHOWN else ""
            hint = f"there are {', '.join(known[:ANCHORS_SHOWN])}{more}" if known else ""
            yield Finding(link.at, f"there is no place #{missing.name} on that page", hint)


@local("KB214")
def picture_from_elsewhere(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """A picture would be loaded from another site.

    No page makes its readers' browsers ask other hosts for anything.

    Bad:
        ![A ninja](https://example.org/ninja.png)

    Good:
        ![A ninja](../docs/assets/ninja.png)
    """
    for link in reading.outline.links:
        if link.is_image and links.is_safe(link.target) and not links.internal(link.target):
            yield Finding(
                link.at, "the picture comes from another site", "put it into docs/assets/"
            )


@local("KB215")
def picture_without_words(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """A picture has no alternative text.

    Readers who cannot see the picture need a text alternative.

    Bad:
        ![](../docs/assets/ninja.png)

    Good:
        ![A toy ninja beside a coat](../docs/assets/ninja.png)
    """
    for link in reading.outline.links:
        if link.is_image and not link.text.strip():
            yield Finding(link.at, "the picture has no alternative text", "write it in the [ ]")


@local("KB216")
def nested_too_deep(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """Lists or quotations are nested too deeply to be shown.

    Bad:
        >>>>>>>>>>>>>>>>>>>>>>>>> Hello

    Good:
        > Hello
    """
    if reading.outline.too_deep:
        at = Position(reading.outline.too_deep, 1)
        yield Finding(at, "lists or quotations are nested too deeply", "use fewer levels")


@local("KB218")
def space_in_address(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """The address of a link or picture contains a space.

    Bad:
        ![A ninja](../docs/assets/the ninja.png)

    Good:
        ![A ninja](../docs/assets/the-ninja.png)
    """
    for passage in reading.outline.passages:
        if "](" not in passage.markdown:
            continue
        for number, line in enumerate(passage.markdown.split("\n"), passage.line):
            if _SPACED_RE.search(line):
                yield Finding(
                    Position(number, 1),
                    "an address contains a space",
                    f"rename the file, or write %20 for it; {ASSETS}",
                )


@local("KB219")
def ambiguous_form(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """The text has a form of Markdown that programs read in different ways.

    So that what is checked is what readers see, fences begin at the beginning of a line and not
    in lists or quotations, code is between fences, and links have their address with them.

    Bad:
        [the ninja][1]

        [1]: lost-ninja.md

    Good:
        [the ninja](lost-ninja.md)
    """
    has_spaces = any(space_in_address(reading, _))  # which explains the brackets
    for at, kind in reading.outline.odd:
        if not (kind is Odd.BRACKETS and has_spaces):
            yield Finding(at, *ODD[kind])


@local("KB217")
def tangled(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """A paragraph is so long or so intricate that it would take minutes to render.

    No text that is meant for readers comes near the limits: 10,000 characters between two empty
    lines, 1,000 square brackets or 500 headings in a text, ten levels of emphasis.

    Bad:
        [[[[[[[[[[[[[[[[ … a thousand times

    Good:
        [the ninja](lost-ninja.md)
    """
    if reading.outline.tangled:
        at = Position(reading.outline.tangled, 1)
        yield Finding(at, "this is too long or too intricate to be shown", "make it simpler")


def _missing(text: Text, project: Project) -> Iterator[tuple[Link, Missing]]:
    for link in text.links:
        parts = links.internal(link.target)
        if parts is not None:
            found = resolve(parts, text, project.library, project.assets)
            if isinstance(found, Missing) and not _is_reported(found, parts, text, project):
                yield link, found


def _is_reported(missing: Missing, parts: links.Internal, text: Text, project: Project) -> bool:
    """Return whether what is missing is there, with problems that are reported in its own place."""
    if missing.what is What.FILE:
        folder = posixpath.dirname(text.source.path)
        return posixpath.normpath(posixpath.join(folder, parts.path)) in project.faulty
    there = missing.text
    if there is None or not there.kind.has_sections or missing.name not in SECTIONS:
        return False
    return missing.name in project.settings.sections or there.lang not in project.labels


def _remedy(link: Link, missing: Missing, text: Text, project: Project) -> str:
    if link.target.startswith("www."):
        return f"did you mean https://{link.target}?"
    near = _similar_file(missing.name, text, project)
    if near:
        return f"did you mean {near}?"
    return ASSETS if link.is_image else "write the path from this file"


def _similar_file(name: str, text: Text, project: Project) -> str:
    """Return the path, from `text`, of the file that a broken link seems to mean, or nothing."""
    known = project.names(text.lang)
    wanted = posixpath.basename(name)
    wanted = wanted if "." in wanted else f"{wanted}{MARKDOWN[0]}"
    near = project.guesses.nearest(wanted, known, FILE_CUTOFF)
    return posixpath.relpath(known[near], posixpath.dirname(text.source.path)) if near else ""
