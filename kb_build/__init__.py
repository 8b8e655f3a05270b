"""Turns Markdown cases in several languages into one cross-linked static site."""

__version__ = "0.1.0"
