"""Gives each page its Content-Security-Policy: nothing runs on it but the site's own files and what its theme brings."""

from __future__ import annotations

import re

from fieldguide.render.policy import allow_script, policy_element
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files

_ADDED_SCRIPT = re.compile(r"<script>((?:(?!</script>).)*livereload\(\d+, \d+\);\s*)</script>", re.DOTALL)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Gives the templates the filter ``policy``: the inline scripts of the theme → the element that allows them alone."""
    env.filters["policy"] = policy_element
    return env


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Allows the script that MkDocs adds to a page that it serves, so that it reloads at each change."""
    add_script = server._inject_js_into_html

    def add_allowed_script(content: bytes, epoch: int) -> bytes:
        html = add_script(content, epoch).decode()
        added = _ADDED_SCRIPT.search(html)
        return (allow_script(html, added[1]) if added else html).encode()

    server._inject_js_into_html = add_allowed_script
    return server
