"""Finds what a picture or a style sheet could run, or load from elsewhere.

What is allowed is listed here; everything else counts as active, so that a new element of SVG
does no harm before anybody has thought about it.
"""

import re
from typing import Any
from xml.parsers import expat

from kb_build.text.positions import START, Position

Active = tuple[Position, str]
"""Where something active is, and what it is."""

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
EDITORS = frozenset(
    {
        "http://www.inkscape.org/namespaces/inkscape",
        "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://creativecommons.org/ns#",
        "http://web.resource.org/cc/",
        "http://purl.org/dc/elements/1.1/",
    }
)
"""Namespaces of drawing programs and of metadata, which browsers ignore."""
ELEMENTS = frozenset(
    {
        "svg",
        "g",
        "defs",
        "symbol",
        "use",
        "title",
        "desc",
        "metadata",
        "style",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textPath",
        "image",
        "switch",
        "marker",
        "pattern",
        "clipPath",
        "mask",
        "view",
        "linearGradient",
        "radialGradient",
        "stop",
        "filter",
        "feBlend",
        "feColorMatrix",
        "feComponentTransfer",
        "feComposite",
        "feConvolveMatrix",
        "feDiffuseLighting",
        "feDisplacementMap",
        "feDistantLight",
        "feDropShadow",
        "feFlood",
        "feFuncA",
        "feFuncB",
        "feFuncG",
        "feFuncR",
        "feGaussianBlur",
        "feImage",
        "feMerge",
        "feMergeNode",
        "feMorphology",
        "feOffset",
        "fePointLight",
        "feSpecularLighting",
        "feSpotLight",
        "feTile",
        "feTurbulence",
    }
)
"""Elements of SVG that draw. Animations can change the target of a link, so they are absent."""
_ESCAPE_RE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_BLANKS = dict.fromkeys(range(0x21))
_ELSEWHERE_RE = re.compile(
    r"@import|[/\\]{2}|expression\(|-moz-binding|behavior:"
    r"|[\"'(](?:https?|ftp|file|wss?|javascript|vbscript|blob|filesystem):"
    r"|[\"'(]data:(?!image/)",
    re.IGNORECASE,
)
_INSIDE_RE = re.compile(r"#|data:image/(?:png|jpeg|gif|webp);", re.IGNORECASE)


def in_css(text: str) -> str:
    r"""Return what of a style sheet would be loaded from elsewhere, or an empty text.

    Escapes are resolved first and white space is dropped, as browsers do with addresses.

    >>> in_css("a { background: url(picture.png) }"), in_css(r"@\\69mport 'x.css'")
    ('', '@import')
    """
    found = _ELSEWHERE_RE.search(_ESCAPE_RE.sub(_character, text).translate(_BLANKS))
    return found[0] if found else ""


def _character(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[2]
    number = int(match[1], 16)
    return chr(number) if number <= 0x10FFFF else "\ufffd"


def in_svg(data: bytes) -> Active | None:
    """Return the first active thing of a drawing; one that is no XML counts as active too."""
    drawing = _Drawing()
    try:
        drawing.parser.Parse(data, True)
    except expat.ExpatError as error:
        found = f"is not valid XML ({expat.errors.messages[error.code]})"
        return Position(error.lineno, error.offset + 1), found
    except _ActiveError as error:
        return drawing.at, str(error)
    return None if drawing.begun else (START, "is no drawing")


class _ActiveError(Exception):
    """Ends the reading of a drawing that holds something active."""


class _Drawing:
    """Listens to the parser; needs no memory for the drawing and no stack for its depth."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate("UTF-8", " ")
        self.parser.buffer_text = True
        self.parser.XmlDeclHandler = self._declaration
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words
        self.at = START
        self.begun = False
        self.in_style = False
        self.css: list[str] = []

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "utf8"):
            raise _ActiveError("is not in UTF-8")

    def _doctype(self, *_: Any) -> None:
        raise _ActiveError("has a <!DOCTYPE, which can declare entities")

    def _instruction(self, target: str, _data: str) -> None:
        raise _ActiveError(f"has <?{target}")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        # Within a handler this is where its element begins, afterwards where it ends.
        self.at = Position(self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        space, _, tag = name.rpartition(" ")
        if not self.begun and (space, tag) != (SVG, "svg"):
            raise _ActiveError("does not begin with <svg xmlns=…>")
        self.begun = True
        if self.in_style or (space == SVG and tag not in ELEMENTS) or space not in (SVG, *EDITORS):
            raise _ActiveError(f"has <{tag}>")
        self.in_style = (space, tag) == (SVG, "style")
        for attribute, value in attributes.items() if space == SVG else ():
            _check_attribute(attribute, value)

    def _words(self, words: str) -> None:
        if self.in_style:
            self.css.append(words)

    def _end(self, _name: str) -> None:
        if self.in_style:
            _check_css("".join(self.css), "<style>")
        self.in_style = False
        self.css.clear()


def _check_attribute(attribute: str, value: str) -> None:
    space, _, name = attribute.rpartition(" ")
    if space in EDITORS:
        return
    is_known = space in ("", XLINK) or (space, name) in ((XML, "space"), (XML, "lang"))
    if not is_known or name.lower().startswith("on"):
        raise _ActiveError(f"has the attribute {name}")
    if name in ("href", "src"):
        if not _INSIDE_RE.match(value):
            raise _ActiveError(f"has {name}={value[:40]!r}, which leads out of it")
    elif space == "":
        _check_css(value, name)


def _check_css(text: str, where: str) -> None:
    if found := in_css(text):
        raise _ActiveError(f"has {found!r} in {where}")
