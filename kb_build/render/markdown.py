"""Markdown → HTML, in one place: an extension of Python-Markdown, and the articles made with it.

Texts come in by pull request, so nothing in them may become HTML of the author's making. `checks`
finds raw HTML and dangerous links and stops the build; here the same things are made harmless
once more, in the parser that counts.
"""

import html
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import render_inner_html, strip_tags
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import AMP_SUBSTITUTE, Registry

from kb_build.text.anchors import anchors
from kb_build.text.links import internal, is_safe

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BUILT_IN = ("toc", "tables")
"""What MkDocs switches on by itself, except fences, which are ours."""
REFERENCES = ("reference", "image_reference", "short_reference", "short_image_ref")
"""Patterns of links whose address is elsewhere; `checks` sees no such links, so nobody does."""
KNOWN_PATTERNS = frozenset(
    {
        "backtick",
        "escape",
        "link",
        "image_link",
        "autolink",
        "automail",
        "linebreak",
        "entity",
        "em_strong",
        "em_strong2",
    }
)
"""The inline patterns of Python-Markdown that begin with a character of `_MARKUP_RE`."""
_FENCE_RE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})(.*)")
_LANGUAGE_RE = re.compile(r"[\s{]*\.?([A-Za-z0-9_+#.-]{1,40})(?:[\s}]|$)")
_MARKUP_RE = re.compile(r"[`\\\[\]!<>&*_\x02]|  \n")
_TAG_RE = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class TocEntry:
    """A heading in the table of contents."""

    title: str
    """Its words, not escaped."""
    id: str
    children: tuple["TocEntry", ...]


@dataclass(frozen=True)
class Prose:
    """A text as HTML."""

    html: str
    toc: tuple[TocEntry, ...]

    @property
    def text(self) -> str:
        """Its words, without markup."""
        return html.unescape(_TAG_RE.sub(" ", self.html))


EMPTY = Prose("", ())


class _QuickInline(InlineProcessor):
    """Passes by the many texts in which no inline pattern can find anything.

    Python-Markdown tries some twenty patterns on each text, which takes half of its time.
    """

    # The names are Python-Markdown's.
    def _InlineProcessor__handleInline(  # noqa: N802
        self,
        data: str,
        patternIndex: int = 0,  # noqa: N803
    ) -> str:
        if not _MARKUP_RE.search(data):
            return data
        found: str = super()._InlineProcessor__handleInline(data, patternIndex)  # type: ignore[misc]
        return found


class _Fences(Preprocessor):
    """Takes out the code between fences, as CommonMark defines them and `checks` sees them.

    Nothing of the line that opens a fence gets into the page but the language.
    """

    def run(self, lines: list[str]) -> list[str]:
        found: list[str] = []
        rest = iter(lines)
        for line in rest:
            opened = _FENCE_RE.fullmatch(line)
            if opened:
                code = list(takewhile(_not_closing(opened[1]), rest))
                found += ("", self.md.htmlStash.store(_code(code, opened[2])), "")
            else:
                found.append(line)
        return found


def _not_closing(fence: str) -> Callable[[str], bool]:
    closing = re.compile(rf" {{0,3}}{fence[0]}{{{len(fence)},}}[ \t]*")
    return lambda line: not closing.fullmatch(line)


def _code(lines: Iterable[str], info: str) -> str:
    code = html.escape("".join(f"{line}\n" for line in lines))
    language = _LANGUAGE_RE.match(info)
    attribute = f' class="language-{language[1]}"' if language else ""
    return f"<pre><code{attribute}>{code}</code></pre>"


class _Anchors(Treeprocessor):
    """Gives sections the same anchor in every language."""

    def __init__(self, md: Markdown, sections: Mapping[str, str]) -> None:
        super().__init__(md)
        self.sections = sections

    def run(self, root: Element) -> None:
        headings = [one for one in root.iter() if one.tag in HEADINGS]
        found = [(int(one.tag[1]), self._words(one)) for one in headings]
        for heading, anchor in zip(headings, anchors(found, self.sections), strict=True):
            heading.set("id", anchor)

    def _words(self, heading: Element) -> str:
        """Return the words as readers see them: escapes and entities are still stashed away."""
        return html.unescape(strip_tags(render_inner_html(heading, self.md)))


class _Sections(Treeprocessor):
    """Makes each section of a case an element, which takes over the anchor of its heading."""

    def __init__(self, md: Markdown, sections: Iterable[str]) -> None:
        super().__init__(md)
        self.sections = frozenset(sections)

    def run(self, root: Element) -> None:
        elements = list(root)
        root[:] = []
        into = root
        for element in elements:
            if element.tag == "h2":
                into = self._opened(element, root)
            into.append(element)

    def _opened(self, heading: Element, root: Element) -> Element:
        """Return what the heading and all below it belong to: a new section, or the text."""
        name = heading.get("id", "")
        if name not in self.sections:
            return root
        del heading.attrib["id"]
        section = SubElement(root, "section", {"id": name})
        section.text = section.tail = "\n"
        return section


class _Links(Treeprocessor):
    """Turns links to files of the project into links to pages; any other loses its target.

    So no page has a picture or a link within the site that `checks` has not seen, even if the two
    parsers understand a text differently.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.targets: Mapping[str, str] | None = None
        """By what is written in the text; `None` where everything is let through."""

    def run(self, root: Element) -> None:
        if self.targets is None:
            return
        ids = {one.get("id") for one in root.iter()}
        for element in root.iter():
            for name in ("href", "src"):
                written = element.get(name)
                if written is None:
                    continue
                target = self._target(name, written.replace(AMP_SUBSTITUTE, "&"), ids)
                if target is None:
                    del element.attrib[name]
                elif target:
                    element.set(name, target)

    def _target(self, name: str, written: str, ids: Collection[str | None]) -> str | None:
        """Return a new target, an empty text for the one that is there, or `None` for no target."""
        target = html.unescape(written)
        known = (self.targets or {}).get(target)
        if known is not None or name == "src":
            return known
        parts = internal(target)
        if parts is None or (not parts.path and (not parts.anchor or parts.anchor in ids)):
            return ""
        return None


class _SafeAttributes(Treeprocessor):
    """Takes away the addresses and attributes with which an extension could let a text do harm."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            for written in list(element.attrib):
                name = written.lower()  # to a browser, letter case makes no difference
                is_address = name in ("href", "src")
                if name.startswith("on") or (is_address and not is_safe(element.attrib[written])):
                    del element.attrib[written]


class KnowledgeBase(Extension):
    """No raw HTML, no dangerous links; sections with anchors that no language changes."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {"sections": [{}, "ids of the sections by folded heading"]}
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802, the name is Python-Markdown's
        """Register the parts with a Markdown instance."""
        sections = self.getConfig("sections")
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.parser.blockprocessors.deregister("reference")
        for name in REFERENCES:
            md.inlinePatterns.deregister(name)
        md.preprocessors.deregister("fenced_code_block", strict=False)
        # Must run after white space is normalised (30), and before anything else looks at lines.
        md.preprocessors.register(_Fences(md), "kb_fences", 25)
        if set(_names(md.inlinePatterns)) <= KNOWN_PATTERNS:
            md.treeprocessors.register(_QuickInline(md), "inline", 20)
        # Must run after the inline patterns (20), which make the words of the headings, and before
        # the table of contents (5), which would give them ids of its own.
        md.treeprocessors.register(_Anchors(md, sections), "kb_anchors", 9)
        # Must run after the table of contents, which looks for ids on headings.
        md.treeprocessors.register(_Sections(md, sections.values()), "kb_sections", 4)
        # Must run after the last change of text and attributes ("unescape", 0): only then does a
        # target read as its author wrote it.
        self.links = _Links(md)
        md.treeprocessors.register(self.links, "kb_links", -5)
        # Must run after everything that could still add an attribute.
        md.treeprocessors.register(_SafeAttributes(md), "kb_safe", -10)


def makeExtension(**kwargs: Any) -> KnowledgeBase:  # noqa: N802, the name is Python-Markdown's
    """Return the extension; Python-Markdown calls this."""
    return KnowledgeBase(**kwargs)


Convert = Callable[[str, Mapping[str, str]], Prose]
"""Turns a text, and the targets of its links by what is written there, into HTML."""


def converter(extensions: Sequence[Any], sections: Mapping[str, str]) -> Convert:
    """Return a function that turns texts of one language into HTML.

    Args:
        extensions: those of `mkdocs.yml`: names, or mappings from a name to its options.
        sections: ids of the sections by folded heading.
    """
    names, options = _split(extensions)
    options["toc"] = {**options.get("toc", {}), "marker": ""}  # [TOC] is no more than words
    ours = KnowledgeBase(sections=dict(sections))
    md = Markdown(extensions=[*names, ours], extension_configs=options)

    def convert(text: str, targets: Mapping[str, str]) -> Prose:
        ours.links.targets = targets
        found = md.reset().convert(text)
        return Prose(found, tuple(map(_entry, getattr(md, "toc_tokens", ()))))

    return convert


def _names(registry: Registry[Any]) -> list[str]:
    return [one.name for one in registry._priority]  # type: ignore[attr-defined] # noqa: SLF001


def _split(extensions: Sequence[Any]) -> tuple[list[str], dict[str, dict[str, Any]]]:
    names, options = dict.fromkeys(BUILT_IN), {}
    for one in extensions:
        for name, value in one.items() if isinstance(one, Mapping) else ((one, None),):
            names[name] = None
            options[name] = value or {}
    return list(names), options


def _entry(token: Mapping[str, Any]) -> TocEntry:
    children = tuple(map(_entry, token["children"]))
    return TocEntry(html.unescape(token["name"]), token["id"], children)
