"""Writes the manual's pages out of the code."""

from __future__ import annotations

from fieldguide.render.manual import ManualPage, expand_tables, manual_navigation, manual_pages
from fieldguide.render.navigation import fill_navigation
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

BEFORE_THE_CITATIONS, AFTER_THE_PAGE = 100, -20


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Puts the checks into the navigation where mkdocs.yml says ``CHECKS``."""
    config.nav = fill_navigation(config.nav, {"CHECKS": manual_navigation()})
    config.extra["manual"] = {page.path: page for page in manual_pages()}
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages, each with the file that an edit of it would change."""
    manual: dict[str, ManualPage] = config.extra["manual"]
    for page in manual.values():
        file = File.generated(config, page.path, content="")
        file.edit_uri = page.source
        files.append(file)
    return files


@event_priority(BEFORE_THE_CITATIONS)
def hold_back(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keeps examples of citations from the plugin that would take them for citations."""
    return "" if page.file.src_uri in config.extra["manual"] else markdown


@event_priority(AFTER_THE_PAGE)
def put_in(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Gives a page of the manual its text or its tables; the search ranks a check's page below the guide itself."""
    written: ManualPage | None = config.extra["manual"].get(page.file.src_uri)
    if written is None:
        return expand_tables(markdown) if page.file.src_uri.startswith("contributing/") else markdown
    page.title = written.title
    page.meta.update(description=written.summary, search={"boost": 0.3})
    return written.text


on_page_markdown = CombinedEvent(hold_back, put_in)
