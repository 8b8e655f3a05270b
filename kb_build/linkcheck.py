"""The last work on each finished page: a policy for its scripts, and a look at all its links."""

import base64
import hashlib
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import html

from kb_build.system.workers import Tell
from kb_build.text.links import scheme

HEAD = b'<meta charset="utf-8">'
"""After this the policy is put: it holds for what comes below it."""
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{scripts}; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'"
)
STEP = 50
"""After how many pages the progress is told."""
REFERRER = "strict-origin-when-cross-origin"
_INLINE_SCRIPT_RE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_SCOPE_RE = re.compile(rb'new URL\("[^"]*",location\)')
"""Where Material writes the way to the root of the site, which differs from page to page."""


class Frame(NamedTuple):
    """What holds for all pages of a site."""

    base_path: str
    """The path under which the site is published, with a slash at both ends."""
    scripts: frozenset[bytes]
    """The inline scripts that pages may have, as `_normal` returns them."""


class Pages(NamedTuple):
    """Some pages of a site."""

    root: Path
    """The folder of the whole site."""
    paths: tuple[str, ...]
    """The files, relative to `root`."""
    frame: Frame


def known_scripts(parts: Iterable[tuple[str, Path]]) -> frozenset[bytes]:
    """Return Material's inline scripts, read from its 404 pages, in which no text can be."""
    found = (part / "404.html" for _, part in parts)
    return frozenset(
        _normal(script) for page in found for script in _INLINE_SCRIPT_RE.findall(page.read_bytes())
    )


def shares(root: Path, number: int, frame: Frame) -> list[Pages]:
    """Return all pages of a site, dealt out to at most `number` shares."""
    paths = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.html"))
    return [Pages(root, tuple(paths[at::number]), frame) for at in range(min(number, len(paths)))]


def finish(pages: Pages, tell: Tell) -> list[str]:
    """Put the policy into some pages; return a sentence for each thing that is wrong with one."""
    wrong: list[str] = []
    for number, path in enumerate(pages.paths, 1):
        file = pages.root / path
        page = file.read_bytes()
        scripts = _INLINE_SCRIPT_RE.findall(page)
        if not pages.frame.scripts.issuperset(map(_normal, scripts)):
            wrong.append(f"{path}: a script that is not Material's stands in the page")
        page = page.replace(HEAD, HEAD + _policy(scripts), 1)
        file.write_bytes(page)
        wrong.extend(_wrong(pages, path, page))
        if number % STEP == 0:
            tell(STEP)
    tell(len(pages.paths) % STEP)
    return wrong


def _normal(script: bytes) -> bytes:
    return _SCOPE_RE.sub(b'new URL("",location)', script)


def _policy(scripts: Iterable[bytes]) -> bytes:
    hashes = {base64.b64encode(hashlib.sha256(one).digest()).decode() for one in scripts}
    policy = POLICY.format(scripts="".join(f" 'sha256-{one}'" for one in sorted(hashes)))
    return (
        f'\n<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'\n<meta name="referrer" content="{REFERRER}">'
    ).encode()


def _wrong(pages: Pages, path: str, page: bytes) -> Iterator[str]:
    """Yield a sentence for each link of a page that leads nowhere, and each id that is not one."""
    tree = html.document_fromstring(page)
    ids = Counter(tree.xpath("//@id"))
    yield from (f"{path}: the id {one} stands there twice" for one in ids if ids[one] > 1)
    for target in sorted(set(tree.xpath("//@href | //@src"))):
        if scheme(target) or target.startswith("//"):
            continue
        parts = urlsplit(target)
        file = _file(pages, path, unquote(parts.path)) if parts.path else path
        anchor = unquote(parts.fragment)
        if file is None:
            yield f"{path}: {target} leads to no file"
        elif anchor and anchor not in (ids if file == path else _ids(pages.root, file)):
            yield f"{path}: {target} leads to no place on that page"


def _file(pages: Pages, page: str, target: str) -> str | None:
    """Return the file that a web server would show for an address, or `None`."""
    root = "/" + posixpath.dirname(page)
    if target.startswith("/"):
        if not target.startswith(pages.frame.base_path):
            return None
        root, target = "/", target.removeprefix(pages.frame.base_path)
    path = posixpath.normpath(posixpath.join(root, target)).lstrip("/")
    found = (one for one in (path, posixpath.join(path, "index.html")) if _is_file(pages.root, one))
    return next(found, None)


@lru_cache(maxsize=100_000)
def _is_file(root: Path, path: str) -> bool:
    return (root / path).is_file()


@lru_cache(maxsize=1_000)
def _ids(root: Path, path: str) -> frozenset[str]:
    if not path.endswith(".html"):
        return frozenset()
    return frozenset(html.document_fromstring((root / path).read_bytes()).xpath("//@id"))


def missing_pages(root: Path, urls: Sequence[str]) -> list[str]:
    """Return a sentence for each page that should be there and is not."""
    return [
        f"{url}: the page was not made" for url in urls if not (root / url / "index.html").is_file()
    ]
