"""What a link in a text may lead to."""

import html
import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME_RE = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_IGNORED_BY_BROWSERS = dict.fromkeys(range(0x21))


def scheme(target: str) -> str:
    """Return the scheme of a link target as a browser would see it, or an empty text.

    Character references are resolved, and white space and control characters dropped, because
    browsers do so: `java&#10;script:x` runs.

    >>> scheme("&#106;ava&#10;script:x"), scheme("about.md#privacy")
    ('javascript', '')
    """
    match = _SCHEME_RE.match(html.unescape(target).translate(_IGNORED_BY_BROWSERS))
    return match[1].lower() if match else ""


def is_safe(target: str) -> bool:
    """Return whether a page may contain this link: a known harmless scheme, or none at all."""
    return scheme(target) in SAFE_SCHEMES | {""}


def is_malformed(target: str) -> bool:
    """Return whether an address cannot even be taken apart, such as `https://[example.org`."""
    try:
        urlsplit(target)
    except ValueError:
        return True
    return False


class Internal(NamedTuple):
    """A link to a file of the project."""

    path: str
    """The file's path, relative to the file that links; empty for a link within the page."""
    anchor: str
    """What follows `#`."""


def internal(target: str) -> Internal | None:
    """Return the parts of a link within the project; `None` where it leads out of it."""
    if scheme(target) or target.startswith("//"):
        return None
    try:
        parts = urlsplit(target)
    except ValueError:
        return Internal(target, "")
    return Internal(unquote(parts.path), unquote(parts.fragment))
