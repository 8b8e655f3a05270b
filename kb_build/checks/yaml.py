"""KB10: problems of YAML, in the front matter and in label files."""

from collections.abc import Iterator

from kb_build.checks.base import Finding, HasFaults, any_file, faults, local
from kb_build.content.conventions import Conventions
from kb_build.content.texts import Reading


@local("KB101")
def no_front_matter(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """The file does not begin with front matter.

    Bad:
        # The lost ninja

    Good:
        ---
        title: The lost ninja
        ---
    """
    for fault in faults(reading, "no-front-matter"):
        yield Finding(
            fault.at,
            "the file does not begin with front matter",
            "the first line must be ---, then the fields, then --- again",
        )


@local("KB102")
def front_matter_open(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """The front matter is never closed.

    Bad:
        ---
        title: The lost ninja
        ## What happened

    Good:
        ---
        title: The lost ninja
        ---
        ## What happened
    """
    for fault in faults(reading, "front-matter-open"):
        yield Finding(
            fault.at, "the front matter has no end", "put a line with --- below the last field"
        )


@any_file("KB103")
def yaml_syntax(subject: HasFaults) -> Iterator[Finding]:
    """The front matter, or the label file, is not valid YAML.

    Most often a text contains a colon and has no quotes, a quotation mark is not closed,
    or a line is indented with a tab.

    Bad:
        title: LEGO: the lost ninja

    Good:
        title: "LEGO: the lost ninja"
    """
    for fault in faults(subject, "yaml-syntax"):
        yield Finding(fault.at, f"this is not valid YAML: {fault.detail}", _advice(fault.detail))


def _advice(words: str) -> str:
    if "mapping values" in words:
        return 'a text with a colon must be in quotes: title: "One: two"'
    if "quoted scalar" in words:
        return "the quotation mark that opens here is not closed"
    if "did not find expected key" in words:
        return (
            "lines are not indented alike, or a quotation mark before this place is not closed;"
            " a source begins with two spaces and «- », its other fields with four spaces"
        )
    if "expected ',' or" in words:
        return "a bracket before this place is not closed: tags: [refund, listening]"
    if words.startswith("character"):
        return "delete the invisible character; it may be between two letters"
    if "could not find expected ':'" in words:
        return "each line has the form «field: value», with a space after the colon"
    if "cannot start any token" in words or "tab character" in words:
        return "indent with spaces, not tabs; put a text that begins with @, ` or % in quotes"
    return "put texts in quotes, and indent all fields alike"


@any_file("KB104")
def yaml_tag(subject: HasFaults) -> Iterator[Finding]:
    """A value has a YAML tag.

    Tags make YAML create objects; texts need none.

    Bad:
        title: !!python/name:os.system

    Good:
        title: "!!python/name:os.system"
    """
    for fault in faults(subject, "yaml-tag"):
        yield Finding(fault.at, "YAML tags are not allowed", "put the text in quotes")


@any_file("KB105")
def yaml_alias(subject: HasFaults) -> Iterator[Finding]:
    """A value has a YAML anchor or alias.

    Aliases can make a small file explode into gigabytes.

    Bad:
        title: &t Lost
        summary: *t

    Good:
        title: Lost
        summary: "*Lost* in a supermarket"
    """
    # An explosive file has hundreds of them; the first of each line will do.
    lines = {fault.at.line: fault.at for fault in reversed(list(faults(subject, "yaml-alias")))}
    for at in sorted(lines.values()):
        yield Finding(
            at,
            "YAML anchors (&name) and aliases (*name) are not allowed",
            "write the value out, or put a text that begins with & or * in quotes",
        )


@any_file("KB106")
def duplicate_key(subject: HasFaults) -> Iterator[Finding]:
    """A field is defined twice.

    Bad:
        sector: toys
        sector: retail

    Good:
        sector: toys
    """
    for fault in faults(subject, "duplicate-key"):
        yield Finding(fault.at, f"{fault.detail} is defined twice", "delete one of the two")


@any_file("KB107")
def yaml_depth(subject: HasFaults) -> Iterator[Finding]:
    """Lists or fields are nested too deeply to be meant.

    Bad:
        tags: [[[[[[[[[[[[refund]]]]]]]]]]]]

    Good:
        tags: [refund]
    """
    for fault in faults(subject, "yaml-depth"):
        yield Finding(fault.at, "the YAML is nested too deeply", "lists need one pair of brackets")


@any_file("KB108")
def not_fields(subject: HasFaults) -> Iterator[Finding]:
    """The front matter is a list or a text, not fields with values.

    Bad:
        - title
        - summary

    Good:
        title: The lost ninja
        summary: A boy loses a toy and writes to the maker.
    """
    for fault in faults(subject, "not-a-mapping"):
        yield Finding(fault.at, "these are not fields with values", "write «field: value» lines")
