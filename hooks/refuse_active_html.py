"""Reads the HTML that the site made of each page with a browser's parser, and refuses what could run, load or steer something."""

from __future__ import annotations

from fieldguide.parse.active_html import active_html
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

LAST = -110


@event_priority(LAST)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Stops the build: the checks let something through that the site reads otherwise."""
    found = active_html(html)
    if found:
        path, lines = page.file.edit_uri or page.file.src_uri, html.split("\n")
        told = "\n".join(f"{path}: {one.what} has no place on a page; near: {lines[one.line - 1].strip()[:120]}" for one in found[:20])
        raise PluginError(f"a page holds what could run or load something; the site was not touched\n{told}")
    return html
