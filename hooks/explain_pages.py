"""Finishes the pages: maps are drawn, links to concepts marked, abbreviations linked; beside them stand the previews."""

from __future__ import annotations

import re

from fieldguide.guide import Guide
from fieldguide.render.explain import Addresses, explain
from fieldguide.render.map import draw_map, draw_neighbourhood
from fieldguide.render.preview import preview_script
from fieldguide.render.site_path import site_path
from fieldguide.render.table import wrap_tables
from fieldguide.term import abbreviations
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage

_MAP = re.compile(r'(<figure class="map" data-search-exclude(?:="")? data-map="([a-z0-9-]+)">)(?=</figure>)')


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds each concept's preview, and notes where the concepts stand."""
    guide: Guide = config.extra["guide"]
    for slug, page in guide.concepts.items():
        if page.concept:
            files.append(File.generated(config, f"assets/previews/{slug}.js", content=preview_script(guide, page)))
    found = {slug: files.get_file_from_path(site_path(page.path)) for slug, page in guide.concepts.items()}
    config.extra["addresses"] = Addresses({slug: file.url for slug, file in found.items() if file})
    config.extra["abbreviations"] = abbreviations(guide)
    return files


def on_page_content(html: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:
    """Draws the page's maps and explains its links."""
    guide: Guide = config.extra["guide"]

    def address(path: str) -> str:
        file = files.get_file_from_path(site_path(path))
        return file.url_relative_to(page.file) if file else ""

    def draw(match: re.Match[str]) -> str:
        return match[1] + (draw_map(guide, address) if match[2] == "guide" else draw_neighbourhood(guide, match[2], address))

    source = guide.pages.get(page.file.edit_uri or "")
    explained = {} if source is None or "<!-- " in source.source.text or "/contributing/" in source.path else config.extra["abbreviations"]
    numbers = source.number_ids if source else frozenset()
    return explain(wrap_tables(_MAP.sub(draw, html)), page.file.url, config.extra["addresses"], explained, numbers)
