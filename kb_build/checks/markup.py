"""KB21: problems of what stands in the paragraphs: HTML, links, pictures, nesting."""

import posixpath
import re
from collections.abc import Iterator
from difflib import get_close_matches

from kb_build.checks.base import Context, Finding, check
from kb_build.config import SECTIONS
from kb_build.content.files import Kind
from kb_build.content.targets import Missing, resolve
from kb_build.content.texts import Text
from kb_build.text import links
from kb_build.text.outline import Link
from kb_build.text.positions import Position

ASSETS = "put the picture into docs/assets/ and write its path from this file"
_SPACED_RE = re.compile(r"\]\(\s*(?!<)[^()\s\"']+ [^()\"']*\)")


@check("KB210")
def raw_html(text: Text, _: Context) -> Iterator[Finding]:
    """The text contains raw HTML.

    Texts come in by pull request, so HTML is never passed on: readers would see the tags.

    Bad:
        <b>No</b>, said the shop.

    Good:
        **No**, said the shop.
    """
    lines = {at.line: at for at in reversed(text.outline.html)}
    for at in sorted(lines.values()):
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
        scheme = links.scheme(link.target)
        if len(scheme) == 1 or scheme == "file":
            yield Finding(link.at, "this is a path on your own computer", ASSETS)
        elif not links.is_safe(link.target):
            yield Finding(
                link.at,
                f"links with {scheme}: are not allowed",
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
    for link in text.outline.links:
        if not link.target:
            yield Finding(link.at, "the link has no address", "write it between the brackets ( )")
    for link, missing in _missing(text, context):
        if missing.what == "draft":
            yield Finding(link.at, f"{missing.name} is a draft", "publish it too, or link no draft")
        elif missing.what == "file":
            yield Finding(
                link.at, f"there is no {missing.name}", _remedy(link, missing, text, context)
            )


@check("KB213")
def broken_anchor(text: Text, context: Context) -> Iterator[Finding]:
    """A link leads to a place of a page that does not exist.

    The anchors of a case are the same in every language: situation, response, outcome, lesson,
    reply, questions. On other pages they are the words of the heading, joined by hyphens.

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


@check("KB218")
def space_in_address(text: Text, _: Context) -> Iterator[Finding]:
    """The address of a link or picture contains a space.

    Bad:
        ![A ninja](../docs/assets/the ninja.png)

    Good:
        ![A ninja](../docs/assets/the-ninja.png)
    """
    for passage in text.outline.passages:
        for number, line in enumerate(passage.markdown.split("\n"), passage.line):
            if _SPACED_RE.search(line):
                yield Finding(
                    Position(number, 1),
                    "an address contains a space",
                    f"rename the file, or write %20 for it; {ASSETS}",
                )


@check("KB217")
def tangled(text: Text, _: Context) -> Iterator[Finding]:
    """A paragraph is so long or so intricate that it would take minutes to render.

    No text that is meant for readers comes near the limits: 20,000 characters in a paragraph,
    1,000 square brackets or 500 headings in a text, ten levels of emphasis.

    Bad:
        [[[[[[[[[[[[[[[[ … a thousand times

    Good:
        [the ninja](lost-ninja.md)
    """
    if text.outline.tangled:
        at = Position(text.outline.tangled, 1)
        yield Finding(at, "this is too long or too intricate to be shown", "make it simpler")


def _missing(text: Text, context: Context) -> Iterator[tuple[Link, Missing]]:
    for link in text.outline.links:
        parts = links.internal(link.target)
        if parts is not None:
            found = resolve(parts, text, context.library, context.assets)
            if isinstance(found, Missing) and not _is_reported(found, parts, text, context):
                yield link, found


def _is_reported(missing: Missing, parts: links.Internal, text: Text, context: Context) -> bool:
    """Return whether what is missing is there, with problems that are reported in its own place."""
    if missing.what == "file":
        folder = posixpath.dirname(text.source.path)
        return posixpath.normpath(posixpath.join(folder, parts.path)) in context.faulty
    page = missing.page
    if page is None or page.source.kind is Kind.PAGE or missing.name not in SECTIONS:
        return False
    return missing.name in context.settings.sections or page.lang not in context.labels


def _remedy(link: Link, missing: Missing, text: Text, context: Context) -> str:
    if link.target.startswith("www."):
        return f"did you mean https://{link.target}?"
    near = _similar_file(missing.name, text, context)
    if near:
        return f"did you mean {near}?"
    return ASSETS if link.is_image else "write the path from this file"


def _similar_file(name: str, text: Text, context: Context) -> str:
    """Return the path, from `text`, of the file that a broken link seems to mean, or nothing."""
    texts = (one.source for one in context.library.texts if one.source.lang in ("", text.lang))
    paths = [*(one.path for one in texts), *sorted(context.assets)]
    known = {posixpath.basename(path): path for path in reversed(paths)}
    wanted = posixpath.basename(name)
    near = get_close_matches(wanted if "." in wanted else f"{wanted}.md", known, n=1)
    return posixpath.relpath(known[near[0]], posixpath.dirname(text.source.path)) if near else ""


TEXTS = (
    raw_html,
    unsafe_link,
    broken_link,
    broken_anchor,
    picture_from_elsewhere,
    picture_without_words,
    nested_too_deep,
    tangled,
    space_in_address,
)
