"""What somebody meant who wrote a name that does not exist."""

from collections.abc import Collection
from difflib import get_close_matches

CUTOFF = 0.7
"""Least similarity (`difflib.SequenceMatcher.ratio`) at which a name is suggested.

It is stricter than difflib's own 0.6: names of fields and terms are short, and a wrong suggestion
is worse than none.
"""


def nearest(word: str, known: Collection[str], cutoff: float = CUTOFF) -> str:
    """Return the known name that is most like `word`, or an empty text when none is like it."""
    if word in known:
        return word
    found = get_close_matches(word, known, n=1, cutoff=cutoff)
    return found[0] if found else ""
