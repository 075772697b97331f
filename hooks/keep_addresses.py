"""Answers at the addresses that pages once had."""

from __future__ import annotations

from fieldguide.guide import Guide
from fieldguide.render.redirect import redirect_pages
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds a page that redirects for each entry of concepts/redirects.yml."""
    guide: Guide = config.extra["guide"]
    for path, text in redirect_pages(guide, config.site_url or "/"):
        files.append(File.generated(config, path, content=text))
    return files
