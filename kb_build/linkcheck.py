"""Looks at every link and every id of the finished pages."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple


class Linked(NamedTuple):
    """What the link check wants to know of a page."""

    ids: tuple[str, ...]
    targets: Collection[str]
    """Addresses from the site's root, with `#` and an anchor where there is one."""


Shared = Iterable[tuple[str, frozenset[str]]]
"""Targets that many pages share, each set with the address of one of these pages."""


def check(
    pages: Mapping[str, Linked], files: Collection[str], shared: Shared = ()
) -> Iterator[str]:
    """Yield a sentence for each link that leads nowhere and each id that is not one.

    Args:
        pages: all pages, by address.
        files: the addresses of all other files.
        shared: links that are the same on many pages.
    """
    anchors = {url: frozenset(page.ids) for url, page in pages.items()}
    known = pages.keys() | set(files)
    for url, page in pages.items():
        if len(anchors[url]) < len(page.ids):
            for one, number in Counter(page.ids).items():
                if number > 1:
                    yield f"/{url}: the id {one} is used {number} times"
    links = ((url, page.targets) for url, page in pages.items())
    for url, targets in chain(links, shared):
        for target in targets:
            path, _, anchor = target.partition("#")
            if path not in known:
                yield f"/{url}: a link to /{path} leads nowhere"
            elif anchor and anchor not in anchors.get(path, ()):
                yield f"/{url}: a link to /{path} leads to no place #{anchor} on that page"
