"""KB0: problems of a file as a whole, before anything in it is understood."""

import unicodedata
from collections.abc import Iterator

from kb_build.checks.base import Finding, HasFaults, any_file, faults, linked, local
from kb_build.checks.diagnostics import Level
from kb_build.content.assets import PICTURES, STYLE
from kb_build.content.conventions import Conventions
from kb_build.content.fields import is_case_id
from kb_build.content.files import SIZE_LIMIT, TEXT_LIMIT, Stray
from kb_build.content.kinds import MARKDOWN
from kb_build.content.project import Project, identity
from kb_build.content.texts import Reading, Text
from kb_build.text.characters import INVISIBLE_RE
from kb_build.text.positions import START, Position


@any_file("KB001")
def not_utf_8(subject: HasFaults) -> Iterator[Finding]:
    """The file is not UTF-8.

    It was saved in an older encoding such as Windows-1253 or Latin-1.

    Bad:
        a file saved as "ANSI", "Windows-1252" or "Greek (Windows)"

    Good:
        the same file saved as "UTF-8"
    """
    for fault in faults(subject, "not-utf-8"):
        yield Finding(
            fault.at,
            f"the file is not UTF-8: byte 0x{fault.detail} has no meaning here",
            "save it again with the encoding UTF-8",
        )


@any_file("KB002")
def utf_16(subject: HasFaults) -> Iterator[Finding]:
    """The file is UTF-16.

    Some Windows programs call this encoding "Unicode".

    Bad:
        a file saved as "Unicode" or "UTF-16"

    Good:
        the same file saved as "UTF-8"
    """
    for fault in faults(subject, "utf-16"):
        yield Finding(fault.at, "the file is UTF-16", "save it again with the encoding UTF-8")


@any_file("KB003")
def nul_byte(subject: HasFaults) -> Iterator[Finding]:
    """The file contains NUL bytes, as programs and pictures do.

    Bad:
        a Word document renamed to case.md

    Good:
        the text of the document, saved as plain text in UTF-8
    """
    for fault in faults(subject, "nul-byte"):
        yield Finding(
            fault.at, "the file contains NUL bytes, so it is no text", "save it as plain text"
        )


@any_file("KB004", Level.INFO)
def byte_order_mark(subject: HasFaults) -> Iterator[Finding]:
    """The file begins with a byte order mark.

    It is accepted, but other programs stumble over it.

    Bad:
        a file saved as "UTF-8 with BOM"

    Good:
        the same file saved as "UTF-8"
    """
    for fault in faults(subject, "byte-order-mark"):
        yield Finding(
            fault.at, "the file begins with a byte order mark", 'save it as "UTF-8" without BOM'
        )


@any_file("KB005")
def empty_file(subject: HasFaults) -> Iterator[Finding]:
    """The file is empty.

    Bad:
        a file of 0 bytes, or of blank lines only

    Good:
        a file with front matter and text; copy an existing case to begin with
    """
    for fault in faults(subject, "empty"):
        yield Finding(fault.at, "the file is empty", "write it, or delete the file")


@any_file("KB006")
def too_large(subject: HasFaults) -> Iterator[Finding]:
    """The file is too large: a text has at most 100 KB, any other file 1 MB.

    A case has about 4 KB. Something else must have got into the file, such as a picture.

    Bad:
        a file of 3 MB with a picture pasted into it

    Good:
        the picture as a file in docs/assets/, and a link to it
    """
    limit = TEXT_LIMIT if isinstance(subject, Reading) else SIZE_LIMIT
    for fault in faults(subject, "too-large"):
        yield Finding(
            fault.at,
            f"the file has {int(fault.detail):,} bytes, more than {limit:,}",
            "keep pictures in docs/assets/ and link to them",
        )


@local("KB007")
def bad_file_name(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """The name of the file cannot become an address.

    The name without .md is the id of the case and a part of its address: lower-case letters a
    to z and digits, in words joined by single hyphens, at most 80 characters.

    Bad:
        cases/Il Ninja perduto.md

    Good:
        cases/il-ninja-perduto.md
    """
    source = reading.text.source
    name = source.path.rpartition("/")[2]
    if name == f"{source.stem}{MARKDOWN[0]}" and is_case_id(source.stem):
        return
    ascii_only = unicodedata.normalize("NFKD", source.stem).encode("ascii", "ignore").decode()
    words = "".join(char if char.isalnum() else " " for char in ascii_only.lower()).split()
    proposal = "-".join(words)[:80].strip("-")
    better = f"rename it to {proposal}.md" if proposal else "use a to z, as in lost-ninja.md"
    yield Finding(START, f"{name!r} is not a valid file name", better)


@linked("KB008")
def duplicate_id(text: Text, project: Project) -> Iterator[Finding]:
    """Two files claim the same id.

    Ids are compared without regard to letter case and Unicode normalisation, because some file
    systems do so, and addresses must be unambiguous.

    Bad:
        cases/lost-ninja.md and cases/toys/lost-ninja.md

    Good:
        cases/lost-ninja.md and cases/toys/lost-dragon.md
    """
    same = [path for path in project.claims[identity(text)] if path != text.source.path]
    if same:
        yield Finding(
            START,
            f"the id {text.source.stem} is also that of {', '.join(same)}",
            "rename all of them but one",
        )


@any_file("KB009")
def unreadable(subject: HasFaults) -> Iterator[Finding]:
    """A file or a folder cannot be opened.

    Bad:
        a file without read permission, or a link to a file that is gone

    Good:
        an ordinary file that everybody may read
    """
    for thing, kind in (("file", "unreadable"), ("folder", "unreadable-folder")):
        for fault in faults(subject, kind):
            message = f"the {thing} cannot be opened: {fault.detail}"
            yield Finding(fault.at, message, "check its permissions")


@any_file("KB010")
def missing_file(subject: HasFaults) -> Iterator[Finding]:
    """A file that every language needs is missing, or a link leads nowhere.

    Bad:
        translations/pt/ without vocabulary.yml

    Good:
        translations/pt/site.yml and translations/pt/vocabulary.yml
    """
    hint = "copy that of another language and translate it"
    if isinstance(subject, Reading):
        hint = "it is a link that leads nowhere; put the file itself here"
    for fault in faults(subject, "not-found"):
        yield Finding(fault.at, "the file is missing", hint)


@any_file("KB011")
def outside(subject: HasFaults) -> Iterator[Finding]:
    """A symbolic link leads out of the project, or a picture's out of docs/assets/.

    Cases come in by pull request; a link could publish any file of the machine that builds.

    Bad:
        cases/notes.md -> /home/anna/notes.md

    Good:
        cases/notes.md, an ordinary file
    """
    for fault in faults(subject, "outside"):
        yield Finding(
            fault.at,
            f"the file is a symbolic link out of {_home(subject)}, to {fault.detail}",
            "put the file itself here",
        )


@local("KB012")
def reserved_name(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """The name of the file would give it the address of another page.

    Bad:
        docs/it/tags.md, cases/index.md

    Good:
        docs/it/our-tags.md, cases/the-card-index.md
    """
    if reading.text.source.stem in reading.kind.reserved:
        yield Finding(START, "there is another page at this address", "rename the file")


@local("KB013")
def control_character(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """The text contains an invisible control character.

    Programs leave them behind when text is copied; a page may not contain them. Those that turn
    the direction of writing would show readers other words than those that were reviewed.

    Bad:
        an escape character, or a vertical tab, between two words

    Good:
        the same words with a space between them
    """
    if not INVISIBLE_RE.search(reading.front.body):
        return
    for number, line in enumerate(reading.front.body.split("\n"), reading.front.body_line):
        match = INVISIBLE_RE.search(line)
        if match:
            at = Position(number, match.start() + 1)
            yield Finding(at, f"the character U+{ord(match[0]):04X} is invisible", "delete it")


@any_file("KB014", Level.WARNING)
def stray(subject: HasFaults) -> Iterator[Finding]:
    """A file lies among the texts, and nothing reads it.

    Some programs add an ending to a name and hide it.

    Bad:
        cases/lost-ninja.md.txt, translations/spanish/lost-ninja.md

    Good:
        cases/lost-ninja.md, translations/es/lost-ninja.md
    """
    for fault in faults(subject, "stray"):
        yield Finding(fault.at, "this file is not read", fault.detail)


@any_file("KB015")
def unpublished_kind(subject: HasFaults) -> Iterator[Finding]:
    """A file in docs/assets/ is of a kind that is not published.

    Readers would open it on the address of this site. So there are only pictures, and the style
    sheet docs/assets/site.css.

    Bad:
        docs/assets/leaflet.html

    Good:
        docs/assets/leaflet.png
    """
    for fault in faults(subject, "asset"):
        yield Finding(
            fault.at,
            "files of this kind are not published",
            f"allowed are {', '.join(PICTURES)}, and {STYLE}",
        )


@any_file("KB016")
def active_asset(subject: HasFaults) -> Iterator[Finding]:
    """A drawing or the style sheet could run a program, or load something from another site.

    A drawing may hold shapes, words and embedded pictures, but no scripts, no animations, no
    links, no entities and no HTML; a style sheet nothing from other sites.

    Bad:
        <svg xmlns="http://www.w3.org/2000/svg"><script>…</script></svg>

    Good:
        <svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>
    """
    for fault in faults(subject, "active"):
        yield Finding(
            fault.at, f"the file {fault.detail}", "delete that, or save it as a picture (.png)"
        )


@any_file("KB017")
def linked_folder(subject: HasFaults) -> Iterator[Finding]:
    """A folder is a symbolic link; nothing below it is read.

    Bad:
        cases/toys -> ../other/toys

    Good:
        cases/toys, an ordinary folder
    """
    for fault in faults(subject, "linked-folder"):
        message = f"the folder is a symbolic link, to {fault.detail}, and is not read"
        yield Finding(fault.at, message, "put the folder itself here")


def _home(subject: HasFaults) -> str:
    return "docs/assets" if isinstance(subject, Stray) else "the project"
