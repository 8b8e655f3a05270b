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


class Guesses:
    """Finds what was meant as long as that is quick; ten thousand broken links need no hints."""

    def __init__(self, budget: int = 300_000) -> None:
        self.budget = budget
        """Comparisons of two names that may still be made; one takes some three microseconds."""

    def nearest(self, word: str, known: Collection[str], cutoff: float = CUTOFF) -> str:
        """Return what `nearest` does, or an empty text once the budget is spent."""
        if word in known:
            return word
        self.budget -= len(known)
        return nearest(word, known, cutoff) if self.budget >= 0 else ""
