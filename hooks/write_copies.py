"""Puts copies to take away beside the pages: Markdown, text for language models, a feed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fieldguide.render.site_path import copy_path
from fieldguide.takeaway.offer import tell_sizes
from fieldguide.takeaway.pages import copied_pages
from fieldguide.takeaway.write import write_copies
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Notes which pages have a copy, and where it stands."""
    paths = (page.source.path for page in copied_pages(config.extra["guide"]))
    config.extra["copies"] = {path: copy_path(path) for path in paths}
    return files


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Hands the template the page's copy."""
    context["markdown_copy"] = config.extra["copies"].get(page.file.edit_uri)
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Writes the copies, and tells their sizes on the page that offers them."""
    site = Path(config.site_dir)
    write_copies(config.extra["guide"], config.site_url or "", site)
    tell_sizes(site)
