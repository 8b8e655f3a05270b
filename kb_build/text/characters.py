"""Characters that no text of the site may hold."""

import re

_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
_BIDI = r"\u202a-\u202e\u2066-\u2069"
CONTROL_RE = re.compile(f"[{_CONTROL}]")
"""Characters that neither XML nor HTML may hold."""
INVISIBLE_RE = re.compile(f"[{_CONTROL}{_BIDI}]")
"""The same, and those that turn the direction of the words after them.

A text that holds one shows other words than those that its reviewers read (Unicode Technical
Standard 55). The marks for a single place, U+200E and U+200F, are harmless.
"""
