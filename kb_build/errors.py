"""What keeps the tool itself from running."""


class KbError(Exception):
    """A failure that concerns the person who runs the tool, not the author of a text.

    It is raised anywhere and printed in one place, the boundary in `cli`.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        """What is wrong, in one sentence without a full stop."""
        self.hint = hint
        """What to do next; empty where the message says it all."""
