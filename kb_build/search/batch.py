"""Makes the search of all languages, and keeps the index of a language that has not changed."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import msgspec

from kb_build.content.project import Project
from kb_build.search import data, pagefind
from kb_build.search.catalogue import catalogue
from kb_build.search.entries import Entry
from kb_build.search.pagefind import Index
from kb_build.site import addresses
from kb_build.site.language_site import newest
from kb_build.system.store import digest
from kb_build.system.tree import Tree
from kb_build.system.workers import run
from kb_build.system.workshop import Workshop, counting

STEP = "indexing"


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """The index of a language, whose files are in the site."""

    ids: dict[str, str]
    """The id of each page by its address within the language's folder."""
    files: dict[str, bytes]
    """The digest of each file, by its address."""


def index(project: Project, entries: Mapping[str, tuple[Entry, ...]], shop: Workshop) -> None:
    """Put the search of all languages into the new site.

    Args:
        project: what has been read.
        entries: the pages of each language that can be found.
        shop: where the site is made.

    Raises:
        KbError: the index of a language could not be made.
    """
    tree, tell = shop.tree, counting(STEP, sum(len(one) + 1 for one in entries.values()), shop.say)
    known = shop.store.read("index")
    found: dict[str, _Kept] = {}
    keys: dict[str, bytes] = {}
    wanted: dict[str, Index] = {}
    for lang, own in entries.items():
        content = data.vocabulary(lang, project.labels)
        keys[lang] = bytes.fromhex(pagefind.digest(lang, own, content))
        kept = _reused(known.get(keys[lang]), tree)
        if kept:
            found[lang] = kept
            tell(len(own) + 1)
        else:
            folder = _emptied(tree, lang)
            wanted[lang] = Index(lang, own, content, folder)
    for lang, ids in run(pagefind.index, list(wanted.values()), len(wanted), tell):
        found[lang] = _Kept(ids, _files(wanted[lang].folder, lang))
        tree.files.update(found[lang].files)
    shop.store.replace(
        "index", {keys[lang]: msgspec.msgpack.encode(one) for lang, one in found.items()}
    )
    _write_beside(project, found, tree)


def _write_beside(project: Project, found: Mapping[str, _Kept], tree: Tree) -> None:
    """Write what browsers load besides the indexes."""
    ids = {lang: one.ids for lang, one in found.items()}
    cases = newest(project.published.cases.values())
    for lang, labels in project.labels.items():
        folder = addresses.search(lang)
        facts = catalogue(cases, labels, ids)
        tree.put(folder + data.CATALOGUE, data.to_json(facts))
        tree.put(folder + data.INTERFACE, data.to_json(data.interface(labels)))


def _reused(value: bytes | None, tree: Tree) -> _Kept | None:
    """Take the files of an index from the old site, if all are there as they were."""
    try:
        kept = msgspec.msgpack.decode(value or b"", type=_Kept)
    except msgspec.MsgspecError:
        return None
    complete = all(tree.reuse(address, known) for address, known in kept.files.items())
    return kept if complete else None


def _emptied(tree: Tree, lang: str) -> Path:
    """Return the folder of a language in the new site, without an index.

    Files that were reused in vain are shared with the old site, and must not be written to.
    """
    folder = tree.folder(addresses.home(lang))
    shutil.rmtree(folder / data.FOLDER, ignore_errors=True)
    return folder


def _files(folder: Path, lang: str) -> dict[str, bytes]:
    (folder / pagefind.IDS).unlink()
    paths = (path for path in (folder / data.FOLDER).rglob("*") if path.is_file())
    return {
        addresses.home(lang) + path.relative_to(folder).as_posix(): digest(path.read_bytes())
        for path in sorted(paths)
    }
