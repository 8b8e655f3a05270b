"""The command `kb`, also as `python -m kb_build`."""

import io
import signal
import sys


def main() -> None:
    """Run the command; Ctrl-C while it is being loaded ends it without a word."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A pipe of Windows may know few letters: what it lacks is spelt out.
            stream.reconfigure(errors="backslashreplace")
    from kb_build.commands import main as run  # noqa: PLC0415, only now may the loading be interrupted

    run()


if __name__ == "__main__":
    main()
