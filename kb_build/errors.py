"""What keeps the tool itself from running."""

import errno
import shutil


class KbError(Exception):
    """A failure that concerns the person who runs the tool, not the author of a text.

    It is raised anywhere and printed in one place, the boundary in `commands`.
    """

    def __init__(self, message: str, hint: str = "", details: str = "") -> None:
        super().__init__(message)
        self.message = message
        """What is wrong, in one sentence without a full stop."""
        self.hint = hint
        """What to do next; empty where the message says it all."""
        self.details = details
        """The traceback of a worker process; shown under `--debug`."""


def from_os_error(error: OSError) -> KbError:
    """Return what the person who runs the tool should know about a failure of the system."""
    if isinstance(error, shutil.Error) and error.args and isinstance(error.args[0], list):
        where, reason = str(error.args[0][0][1]), str(error.args[0][0][2])  # the first of many
        full = "No space left" in reason
    else:
        where, reason = str(error.filename2 or error.filename or ""), error.strerror or str(error)
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    message = f"{where}: {reason}" if where else reason
    if full:
        return KbError(f"the disk is full ({message})", "make room; what was there is untouched")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return KbError(message, "check the permissions, or choose another folder")
    return KbError(message)
