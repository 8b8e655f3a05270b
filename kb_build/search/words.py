"""The words of a language's texts, grouped by inflection, in the form that browsers load.

The search rewrites a query with these words before it looks them up; `wordlist.js` reads them.
`tests/contract/browser.json` has examples of every format here, for both sides. The same texts
give the same list, in whatever order they come.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from importlib import import_module
from itertools import chain, takewhile

import Stemmer
from babel import Locale

from kb_build.text.normal import plain

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
LONGEST = 35
"""Letters of a word beyond which it is an address or an accident, and nobody types it.

The word list writes lengths as one digit of base 36, so that this cannot exceed 35.
"""
COMMON = 0.5
"""A word on more than this share of the pages does not tell them apart."""
COMMON_FROM = 8
"""With fewer pages no word counts as common."""
_MARKED = (range(0x300, 0x1F000), range(0xE0100, 0xE01F0))
"""Where Unicode has its marks (category M)."""


def words(text: str) -> list[str]:
    """Return the words of a text in lower case; apostrophes and hyphens part them.

    >>> words("L’orario dell'e-mail")
    ['l', 'orario', 'dell', 'e', 'mail']
    """
    return list(chain.from_iterable(map(_parts, text.split())))


@lru_cache(maxsize=1 << 16)
def _parts(text: str) -> tuple[str, ...]:
    """Return the words of a text without blanks; a language has few, which come again and again."""
    found = _pattern().findall(unicodedata.normalize("NFC", text).lower())
    return tuple(word for word in found if _units(word) <= LONGEST)


def word_list(counts: Mapping[str, int], lang: str) -> str:
    """Return the word list of a language: on each line the words of one inflection group.

    A line begins with the length of the folded stem, as one digit of base 36, and the most
    frequent word. Each other word is the number of letters that it shares with the first, and the
    rest of it: `6cliente 6i` is «cliente» and «clienti» with the stem «client». Lengths are in
    UTF-16 code units, as JavaScript counts them.

    Args:
        counts: each word with the number of pages on which it occurs.
        lang: the language; without a stemmer for it each word is a group of its own.
    """
    stem = _stem(lang)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for word in counts:
        groups[plain(stem(word))].append(word)
    return "\n".join(sorted(_line(name, group, counts) for name, group in groups.items()))


def endings(lang: str) -> list[str]:
    """Return the folded endings that the Snowball algorithm of a language removes.

    With them an inflection is recognised that no text contains. They are read from the suffix
    tables of the pure-Python stemmer; a language without a stemmer has none.
    """
    name = _algorithm(lang)
    if name not in Stemmer.algorithms():
        return []
    # Imported by name: `snowballstemmer.stemmer` returns the compiled one, which has no tables.
    module = import_module(f"snowballstemmer.{name}_stemmer")
    tables = vars(getattr(module, f"{name.capitalize()}Stemmer")).values()
    entries = [one for table in tables if isinstance(table, list | tuple) for one in table]
    found = {str(getattr(one, "s", "")) for one in entries}
    return sorted({plain(one) for one in found if one.isalpha() and one.islower()})


def common(counts: Mapping[str, int], pages: int) -> list[str]:
    """Return the folded words that occur on so many of the pages that they distinguish none."""
    if pages < COMMON_FROM:
        return []
    return sorted({plain(word) for word, count in counts.items() if count > COMMON * pages})


def _line(stem: str, group: Iterable[str], counts: Mapping[str, int]) -> str:
    first, *others = sorted(group, key=lambda word: (-counts[word], word))
    parts = [DIGITS[_units(_shared(stem, plain(first)))] + first]
    for word in others:
        shared = _shared(first, word)
        parts.append(DIGITS[_units(shared)] + word[len(shared) :])
    return " ".join(parts)


def _shared(one: str, other: str) -> str:
    """Return the beginning that two words have in common."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return "".join(char for char, _ in pairs)


def _units(text: str) -> int:
    """Return the length of a text in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


@cache
def _pattern() -> re.Pattern[str]:
    r"""Return what a word is: `[\p{L}\p{N}][\p{L}\p{N}\p{M}]*`, which `re` cannot write so."""
    marks = "".join(char for block in _MARKED for char in map(chr, block) if _is_mark(char))
    return re.compile(rf"[^\W_]+(?:[{marks}]+[^\W_]*)*")


def _stem(lang: str) -> Callable[[str], str]:
    """Return the function that stems a word; without a stemmer it leaves words as they are.

    The compiled stemmers are a hundred times as fast as those in Python, and do the same.
    """
    name = _algorithm(lang)
    if name not in Stemmer.algorithms():
        return str
    stem: Callable[[str], str] = Stemmer.Stemmer(name).stemWord
    return stem


def _algorithm(lang: str) -> str:
    """Return the Snowball name of a language (BCP 47), such as `italian`."""
    return (Locale.parse(lang, sep="-").get_language_name("en") or "").lower()
