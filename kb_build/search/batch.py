"""Makes the search of all languages, and keeps the index of a language that has not changed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from kb_build.content.project import Project
from kb_build.search import data
from kb_build.search import index as indexing
from kb_build.search.catalogue import catalogue
from kb_build.search.entries import Entry
from kb_build.search.words import words
from kb_build.site import addresses
from kb_build.site.language_site import newest
from kb_build.system.tree import Tree
from kb_build.system.workers import Tell, run
from kb_build.system.workshop import Workshop, counting

STEP = "indexing"


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """The index of a language, whose files are in the site."""

    ids: dict[str, str]
    """The id of each page by its address within the language's folder."""
    files: dict[str, bytes]
    """The digest of each file, by its address."""


class _Task(NamedTuple):
    """The index of a language that is to be made."""

    lang: str
    """The language."""
    entries: tuple[Entry, ...]
    """Its pages."""
    vocabulary: Mapping[str, Any]
    """The part of `search.json` that does not depend on them."""
    tree: Tree
    """The new site."""


def index(project: Project, entries: Mapping[str, tuple[Entry, ...]], shop: Workshop) -> None:
    """Put the search of all languages into the new site.

    Args:
        project: what has been read.
        entries: the pages of each language that can be found.
        shop: where the site is made.

    Raises:
        KbError: an index could not be made or written.
        OSError: what lies beside the indexes could not be written.
    """
    tree, tell = shop.tree, counting(STEP, sum(len(one) + 1 for one in entries.values()), shop.say)
    known = shop.store.read("index")
    found: dict[str, _Kept] = {}
    keys: dict[str, bytes] = {}
    wanted: list[_Task] = []
    for lang, own in entries.items():
        vocabulary = data.vocabulary(lang, project.labels)
        keys[lang] = indexing.digest(lang, own, vocabulary)
        kept = _reused(known.get(keys[lang]), tree)
        if kept:
            found[lang] = kept
            tell(len(own) + 1)
        else:
            wanted.append(_Task(lang, own, vocabulary, tree))
    words("a")  # compiles its pattern once, before the processes are forked
    found |= run(_make, wanted, shop.jobs, tell)
    for one in found.values():
        tree.files.update(one.files)
    shop.store.replace(
        "index", {keys[lang]: msgspec.msgpack.encode(one) for lang, one in found.items()}
    )
    _write_beside(project, found, tree)


def _make(task: _Task, tell: Tell) -> tuple[str, _Kept]:
    """Write the index of a language."""
    folder = addresses.search(task.lang)
    _clear(task.tree.folder(folder))
    made = indexing.build(task.lang, task.entries, task.vocabulary, tell)
    files = {folder + name: task.tree.put(folder + name, made.files[name]) for name in made.files}
    tell(1)
    return task.lang, _Kept(dict(made.ids), files)


def _clear(folder: Path) -> None:
    """Delete what was reused in vain, because a part of the old index was missing."""
    for path in list(folder.rglob("*")):
        if path.is_file():
            path.unlink()


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
