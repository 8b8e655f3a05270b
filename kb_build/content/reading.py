"""Reads many texts: from what is kept of earlier runs, in this process, or in several."""

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass

from kb_build.content.conventions import Conventions
from kb_build.content.files import SourceFile
from kb_build.content.findings import Found
from kb_build.content.kept import Read, key, pack, unpack
from kb_build.content.texts import Reading, parse
from kb_build.system.workers import Progress, Tell, run

Inspect = Callable[[Reading, Conventions], tuple[Found, ...]]
"""Finds the problems of a single text. A function of a module, so that processes can be sent it."""
Kept = MutableMapping[bytes, bytes]
"""Texts and findings of earlier runs, by the digest of all that they depend on."""

SMALL = 200
"""Below this number of texts, starting one more process costs more than it gains."""
CHUNK = 50
"""Texts that are read between two reports of progress."""
STEP = "reading"


def silent(_step: str, _done: int, _total: int, /) -> None:
    """Report no progress."""


@dataclass(frozen=True)
class Task:
    """How texts are read."""

    conventions: Conventions
    """What they are read against."""
    inspect: Inspect
    """What finds their problems."""

    def read(self, source: SourceFile) -> Read:
        """Read one text; never raises for what it holds."""
        reading = parse(source, self.conventions)
        return Read(reading.text, self.inspect(reading, self.conventions))


@dataclass(frozen=True)
class Share:
    """The texts that one process reads."""

    first: int
    """The place of its first text among all; the others follow at equal distances."""
    sources: Sequence[SourceFile]
    """The files."""
    task: Task
    """How they are read."""


@dataclass(frozen=True)
class Reader:
    """Reads the texts of a project."""

    inspect: Inspect
    """What finds the problems of a single text; see `checks.inspect`."""
    progress: Progress = silent
    """The progress callback."""
    kept: Kept | None = None
    """What earlier runs have read; what this run reads is added."""
    jobs: int = 1
    """How many processes may read at a time."""

    def read(self, sources: Sequence[SourceFile], conventions: Conventions) -> list[Read]:
        """Return all texts in the order of their files.

        Raises:
            KbError: a process was killed.
        """
        keys = [] if self.kept is None else [key(source, conventions) for source in sources]
        known = {at: found for at, name in enumerate(keys) if (found := _known(self.kept, name))}
        missing = [at for at in range(len(sources)) if at not in known]
        tell = _counter(self.progress, len(known), len(sources))
        fresh = [sources[at] for at in missing]
        for number, read, data in _fresh(fresh, Task(conventions, self.inspect), tell, self.jobs):
            at = missing[number]
            known[at] = read
            if self.kept is not None:
                self.kept[keys[at]] = data or pack(read)
        return [known[at] for at in range(len(sources))]


def _known(kept: Kept | None, name: bytes) -> Read | None:
    """Return what is kept under a name; damaged or foreign data count as absent."""
    data = kept.get(name) if kept is not None else None
    if data is None:
        return None
    try:
        return unpack(data)
    except ValueError:
        return None


def _counter(progress: Progress, done: int, total: int) -> Tell:
    """Return a callback that adds up what has been read and reports it."""

    def more(number: int) -> None:
        nonlocal done
        done += number
        progress(STEP, done, total)

    if done:
        more(0)
    return more


def _fresh(
    sources: Sequence[SourceFile], task: Task, tell: Tell, jobs: int
) -> Iterator[tuple[int, Read, bytes]]:
    """Yield the place of each text, the text, and its packed form if it has one, in any order."""
    if jobs <= 1 or len(sources) <= SMALL:
        for place, source in enumerate(sources):
            read = task.read(source)
            tell(1)
            yield place, read, b""
        return
    shares = [Share(first, sources[first::jobs], task) for first in range(jobs)]
    for first, packed in run(read_share, shares, jobs, tell):
        for number, data in enumerate(packed):
            yield first + number * jobs, unpack(data), data


def read_share(share: Share, tell: Tell) -> tuple[int, list[bytes]]:
    """Read texts in a process of their own; return the place of the first, and all of them."""
    packed: list[bytes] = []
    for number, source in enumerate(share.sources, 1):
        packed.append(pack(share.task.read(source)))
        if number % CHUNK == 0 or number == len(share.sources):
            tell(number - (number - 1) // CHUNK * CHUNK)
    return share.first, packed
