"""What a page lets the browser run and load."""

import base64
import hashlib
import re

from kb_build.errors import KbError

POLICY = (
    "default-src 'self'; script-src 'self'{scripts}; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'"
)
"""Inline styles are allowed because Material's scripts set them."""
REFERRER = "strict-origin-when-cross-origin"
_CHARSET_RE = re.compile(rb'<meta charset="?utf-8"?\s*/?>', re.IGNORECASE)
_INLINE_SCRIPT_RE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


def protect(page: bytes) -> bytes:
    """Return a page with a Content-Security-Policy that allows the inline scripts it has now.

    It must run before texts are put into the page: later scripts are not allowed.

    Raises:
        KbError: the page has no place for the policy, which must stand above all scripts.
    """
    found = _CHARSET_RE.search(page)
    if found is None or b"<script" in page[: found.start()].lower():
        raise KbError(
            "the theme has changed: there is no <meta charset> above the first script,"
            " where the policy for scripts belongs",
            "install the versions of requirements.lock",
        )
    policy = _policy(_INLINE_SCRIPT_RE.findall(page))
    return page[: found.end()] + policy + page[found.end() :]


def _policy(scripts: list[bytes]) -> bytes:
    hashes = {base64.b64encode(hashlib.sha256(one).digest()).decode() for one in scripts}
    policy = POLICY.format(scripts="".join(f" 'sha256-{one}'" for one in sorted(hashes)))
    return (
        f'\n<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'\n<meta name="referrer" content="{REFERRER}">'
    ).encode()
