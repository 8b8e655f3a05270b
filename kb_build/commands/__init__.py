"""The command `kb`: one verb a module."""
