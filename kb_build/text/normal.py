"""Every normal form of a text: what counts as the same, and what comes before what."""

import hashlib
import unicodedata
from functools import lru_cache

_QUOTES = {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "„": '"'}
_TAILORED = {"es": str.maketrans({"ñ": "n\uffff"})}
"""Letters of a language that are not a variant of another letter: Spanish ñ follows all of n."""


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return the form in which headings, labels and synonyms are compared.

    White space, typographic quotes and letter case make no difference; accents do. Headings recur
    in every text, so that the latest results are kept.

    >>> fold("Com’è  FINITA")
    "com'è finita"
    """
    return _respaced(text).casefold()


def digest(text: str) -> str:
    """Return eight hexadecimal digits by which a translation knows that its original has changed.

    White space and typographic quotes do not count; everything else does.
    """
    return hashlib.blake2b(_respaced(text).encode(), digest_size=4).hexdigest()


def plain(text: str) -> str:
    """Return the form in which words are searched for: lower case, no accents, one sigma.

    `fold.js` does the same in the browser; `tests/contract` holds both to it.

    >>> plain("Εξυπηρέτησης"), plain("señor")
    ('εξυπηρετησησ', 'senor')
    """
    return unicodedata.normalize("NFC", _without_marks(text)).lower().replace("ς", "σ")


def collation_key(text: str, lang: str) -> str:
    """Return a key that sorts texts alphabetically, as the speakers of `lang` (BCP 47) expect.

    Accented letters sort beside plain ones, except for those that are letters of their own. This
    is the first level of the Unicode collation algorithm for the languages of the site.

    >>> sorted(["ñu", "nube", "oso", "nata"], key=lambda word: collation_key(word, "es"))
    ['nata', 'nube', 'ñu', 'oso']
    """
    letters = unicodedata.normalize("NFC", text.casefold())
    return _without_marks(letters.translate(_TAILORED.get(lang.partition("-")[0], {})))


def _respaced(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        for mark, plain_mark in _QUOTES.items():  # far cheaper than `str.translate`
            text = text.replace(mark, plain_mark)
    return " ".join(text.split())


def _without_marks(text: str) -> str:
    r"""Return the decomposed text without its marks, the category that JavaScript calls `\p{M}`."""
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFD", text)
    return "".join(char for char in letters if not unicodedata.category(char).startswith("M"))
