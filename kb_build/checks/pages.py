"""KB9: problems that show only while a page is made."""

from collections.abc import Iterator

from kb_build.checks.base import Finding, HasFaults, any_file, faults
from kb_build.checks.diagnostics import Diagnostic, Level
from kb_build.text.positions import START

KIND = "unmade"
HINT = "nothing is published; take out what was changed last, and report this as a defect of kb"


@any_file("KB901")
def unmade(subject: HasFaults) -> Iterator[Finding]:
    """The page of this text could not be made.

    No check has found anything wrong with the text, so this is a defect of the program. Please
    report it with the file.

    Bad:
        a text with which the program fails

    Good:
        the same text without the passage that was changed last
    """
    for fault in faults(subject, KIND):
        yield Finding(fault.at, f"the page of this text could not be made: {fault.detail}", HINT)


def diagnostic(path: str, error: Exception) -> Diagnostic:
    """Return what to report when making the page of a file has failed.

    Args:
        path: the file, relative to the project's root.
        error: what was raised.
    """
    words = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    message = f"the page of this text could not be made: {words}"
    return Diagnostic(path, *START, "KB901", Level.ERROR, message, HINT)
