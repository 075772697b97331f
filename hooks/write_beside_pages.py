"""Puts beside the pages what is made of them: the search, previews of the concepts, copies to take away (Markdown, text for language models, a feed)."""

from __future__ import annotations

from typing import Any

from fieldguide.fork import beside
from fieldguide.render.preview import write_previews
from fieldguide.render.site_path import copy_path
from fieldguide.search.write import write_search
from fieldguide.takeaway.offer import tell_sizes
from fieldguide.takeaway.pages import copied_pages
from fieldguide.takeaway.write import write_copies
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

MOST_AT_ONCE = 2000
"""Pages up to which the search is written while the rest is; of a larger guide the processes would hold too much together."""


@event_priority(-100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Notes the address of every page, which pages have a copy, and where it stands."""
    config.extra["urls"] = {file.edit_uri: file.url for file in files.documentation_pages() if file.edit_uri}
    paths = (page.source.path for page in copied_pages(config.extra["guide"]))
    config.extra["copies"] = {path: copy_path(path) for path in paths}
    return files


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Hands the template the page's copy."""
    context["markdown_copy"] = config.extra["copies"].get(page.file.edit_uri)
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Writes them; then the page that offers the copies is told their sizes."""
    guide, output = config.extra["guide"], config.extra["output"]

    def search() -> None:
        write_search(guide, config.extra["urls"], output)

    def others() -> None:
        write_previews(guide, output)
        write_copies(guide, config.site_url or "", output)

    if len(guide.pages) <= MOST_AT_ONCE:
        with beside(search):
            others()
    else:
        search()
        others()
    tell_sizes(output.folder)
