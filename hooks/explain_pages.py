"""Finishes the pages: links to concepts are marked, abbreviations linked."""

from __future__ import annotations

from fieldguide.guide import Guide
from fieldguide.render.explain import Addresses, explain
from fieldguide.render.site_path import site_path
from fieldguide.render.table import wrap_tables
from fieldguide.term import abbreviations
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as SitePage


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Notes where the concepts stand."""
    guide: Guide = config.extra["guide"]
    found = {slug: files.get_file_from_path(site_path(page.path)) for slug, page in guide.concepts.items()}
    config.extra["addresses"] = Addresses({slug: file.url for slug, file in found.items() if file})
    config.extra["abbreviations"] = abbreviations(guide)
    return files


def on_page_content(html: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:
    """Explains the page's links."""
    guide: Guide = config.extra["guide"]
    source = guide.pages.get(page.file.edit_uri or "")
    explained = {} if source is None or "<!-- " in source.source.text or "/contributing/" in source.path else config.extra["abbreviations"]
    numbers = source.number_ids if source else frozenset()
    return explain(wrap_tables(html), page.file.url, config.extra["addresses"], explained, numbers)
