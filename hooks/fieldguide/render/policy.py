"""Inline scripts → the Content-Security-Policy of the page that they stand on.

A browser runs nothing on a page but the site's own files and the scripts hashed here. So only what the theme's templates
emit is ever handed over, never a page's text: a hash of what a stranger wrote would let it run.

Opened from a folder (``file://``) no file is ``'self'``: an archive to read offline wants ``file:`` beside each ``'self'``,
and no ``connect-src``, since browsers let such a page ask for nothing.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from turbohtml import parse_fragment

_DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""``data:`` images are the icons in the theme's style sheets."""

DATA_TYPES = frozenset({"application/json", "application/ld+json", "text/plain"})
"""What a ``script`` element may hold that no browser runs."""


def content_policy(theme_html: str = "") -> str:
    """The policy of a page whose theme emits the inline scripts in ``theme_html``."""
    hashes = [script_hash(script.text) for script in parse_fragment(theme_html).select("script:not([src])")]
    scripts = " ".join([_DIRECTIVES["script-src"], *dict.fromkeys(hashes)])
    return "; ".join(f"{name} {value}" for name, value in {**_DIRECTIVES, "script-src": scripts}.items())


def policy_element(theme_html: str = "") -> str:
    """The ``meta`` element with the policy; it stands before all that a page loads."""
    return f'<meta http-equiv="Content-Security-Policy" content="{content_policy(theme_html)}">'


def allow_script(page_html: str, script: str) -> str:
    """The page with one more script in its policy; for what a server adds to the pages that it serves."""
    return page_html.replace("script-src 'self'", f"script-src 'self' {script_hash(script)}", 1)


def script_hash(script: str) -> str:
    """The source expression that allows an inline script."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
