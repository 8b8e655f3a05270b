"""Placeholders in the words of the interface: `{n}` and the like, and nothing cleverer.

`str.format` obeys what a file says: attributes, conversions, a width of ten thousand million.
"""

import re

_TOKEN_RE = re.compile(r"\{\{|\}\}|\{([a-z]+)\}")


def names(text: str) -> set[str]:
    """Return the names of the placeholders of a text.

    Raises:
        ValueError: there is a brace that is neither doubled nor part of a placeholder.

    >>> sorted(names("{page} of {pages}, in {{braces}}"))
    ['page', 'pages']
    """
    if set("{}") & set(_TOKEN_RE.sub("", text)):
        raise ValueError("has a single brace; write {{ for it")
    return set(filter(None, _TOKEN_RE.findall(text)))


def fill(text: str, **values: object) -> str:
    """Return a text with values in place of its placeholders; what they hold is not looked at.

    Raises:
        KeyError: a placeholder has no value.

    >>> fill("{page} of {pages}", page="{pages}", pages=2)
    '{pages} of 2'
    """
    return _TOKEN_RE.sub(lambda match: str(values[match[1]]) if match[1] else match[0][0], text)
