"""`python -m kb_build` is `kb`."""

from kb_build.cli import main

main()
