"""The Markdown that pages are rendered with: an extension of Python-Markdown.

Texts come in by pull request, so nothing in them may become HTML of the author's making. `checks`
finds raw HTML and dangerous links and stops the build; here the same things are made harmless
once more, in the parser that counts.
"""

import html
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import render_inner_html, strip_tags
from markdown.treeprocessors import Treeprocessor

from kb_build.text.anchors import anchors
from kb_build.text.links import is_safe

EXTENSION = "kb_build.render.markdown"
"""The name under which MkDocs loads it."""


class _Anchors(Treeprocessor):
    """Gives sections the same anchor in every language."""

    def __init__(self, md: Markdown, sections: Mapping[str, str]) -> None:
        super().__init__(md)
        self.sections = sections

    def run(self, root: Element) -> None:
        headings = [one for one in root.iter() if one.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
        found = [(int(one.tag[1]), self._words(one)) for one in headings]
        for heading, anchor in zip(headings, anchors(found, self.sections), strict=True):
            heading.set("id", anchor)

    def _words(self, heading: Element) -> str:
        """Return the words as readers see them: escapes and entities are still stashed away."""
        return html.unescape(strip_tags(render_inner_html(heading, self.md)))


class _SafeAttributes(Treeprocessor):
    """Takes away the addresses and attributes with which an extension could let a text do harm."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in list(element.attrib):
                is_address = name in ("href", "src")
                if name.startswith("on") or (is_address and not is_safe(element.attrib[name])):
                    del element.attrib[name]


class KnowledgeBase(Extension):
    """No raw HTML, no dangerous links, anchors that do not depend on the language."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {"sections": [{}, "ids of the sections by folded heading"]}
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802, the name is Python-Markdown's
        """Register the parts with a Markdown instance."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # After the inline patterns (20), before the table of contents (5).
        md.treeprocessors.register(_Anchors(md, self.getConfig("sections")), "kb_anchors", 9)
        # After everything that could still add an attribute.
        md.treeprocessors.register(_SafeAttributes(md), "kb_safe", -10)


def makeExtension(**kwargs: Any) -> KnowledgeBase:  # noqa: N802, the name is Python-Markdown's
    """Return the extension; Python-Markdown calls this."""
    return KnowledgeBase(**kwargs)
