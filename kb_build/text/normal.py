"""When two texts count as the same."""

import hashlib
import unicodedata

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "„": '"'})


def fold(text: str) -> str:
    """Return a text with white space, typographic quotes and letter case made alike.

    >>> fold("Com’è  FINITA")
    "com'è finita"
    """
    return _normal(text).casefold()


def digest(text: str) -> str:
    """Return eight hexadecimal digits that change when the text does.

    White space and typographic quotes do not count.
    """
    return hashlib.blake2b(_normal(text).encode(), digest_size=4).hexdigest()


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).translate(_QUOTES).split())
