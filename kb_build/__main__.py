"""The command `kb`, also as `python -m kb_build`."""

import signal


def main() -> None:
    """Run the command; Ctrl-C while it is being loaded ends it without a word."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from kb_build.commands import main as run  # noqa: PLC0415, only now may the loading be interrupted

    run()


if __name__ == "__main__":
    main()
