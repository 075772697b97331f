"""Writes the pieces of the search index beside the pages."""

from __future__ import annotations

from pathlib import Path

from fieldguide.search.write import write_search
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files


@event_priority(-100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Notes the address of every page."""
    config.extra["urls"] = {file.edit_uri: file.url for file in files.documentation_pages() if file.edit_uri}
    return files


def on_post_build(config: MkDocsConfig) -> None:
    """Writes the search."""
    write_search(config.extra["guide"], config.extra["urls"], Path(config.site_dir) / "search")
