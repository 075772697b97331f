"""Turns each page into its resolved Markdown, around the citation plugin.

The plugin rewrites whatever looks like a citation, in code and links too. So it is handed only the keys of
the works that a page cites, and what it makes of them is put where the citations stand.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from fieldguide.guide import Guide
from fieldguide.page import Page
from fieldguide.parse.facts import FactFile
from fieldguide.parse.page import SITE_FIELDS
from fieldguide.render.aside import put_aside, put_back
from fieldguide.render.citation import cited_keys
from fieldguide.render.facts import fact_keys, render_facts
from fieldguide.render.math import render_math, style_sheet
from fieldguide.render.page import render_page
from fieldguide.schema import ConceptMeta, PathMeta
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage

BEFORE_THE_PLUGIN, AFTER_THE_PLUGIN = 100, -10

_NOTE = re.compile(r"^\[\^([a-z0-9-]+)\]: (.*)$", re.MULTILINE)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Begins an empty store of formatted references for this build."""
    config.extra["references"], config.extra["aside"] = {}, {}
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the style sheet of formulas."""
    files.append(File.generated(config, "assets/formulas.css", content=style_sheet()))
    return files


@event_priority(BEFORE_THE_PLUGIN)
def hand_over_citations(markdown: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:
    """Replaces the page with the citations of it that were not formatted yet."""
    source = _source(page, config)
    if source is None:
        return markdown
    keys = fact_keys(source) if isinstance(source, FactFile) else cited_keys(config.extra["guide"], source)
    return "".join(f"[@{key}]\n\n" for key in keys if key not in config.extra["references"])


@event_priority(AFTER_THE_PLUGIN)
def put_together(markdown: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:
    """Replaces the plugin's output with the resolved page."""
    source = _source(page, config)
    if source is None:
        return markdown
    page.meta = {name: _plain(value) for name, value in page.meta.items() if name in SITE_FIELDS}
    references: dict[str, str] = config.extra["references"]
    references.update(_NOTE.findall(markdown))
    guide: Guide = config.extra["guide"]
    if isinstance(source, FactFile):
        assert source.table
        page.title = escape(source.table.title)
        page.meta.update(full_title=f"{page.title}: facts", description=escape(source.table.summary), hide=["toc"])
        return _put_aside(page, config, render_facts(guide, source, references))
    if source.meta:
        page.title = escape(source.meta.title)
        page.meta["description"] = escape(source.meta.summary)
        page.meta["numbered"] = isinstance(source.meta, ConceptMeta) and bool(source.meta.key_numbers)
    if isinstance(source.meta, PathMeta):
        page.meta["search"] = {"boost": 0.5}  # it names many concepts, whose own pages come first
    return _put_aside(page, config, render_page(guide, source, references, config.site_url or ""))


on_page_markdown = CombinedEvent(hand_over_citations, put_together)


def on_page_content(html: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:
    """Puts back what was finished already, and turns the page's formulas into MathML."""
    return render_math(put_back(html, config.extra["aside"].get(page.file.src_uri, ())))


def _put_aside(page: SitePage, config: MkDocsConfig, markdown: str) -> str:
    text, config.extra["aside"][page.file.src_uri] = put_aside(markdown)
    return text


def _plain(value: Any) -> Any:
    """A value of the front matter as the theme's templates want it: they write it into HTML as it is."""
    return [_plain(item) for item in value] if isinstance(value, list) else escape(value) if isinstance(value, str) else value


def _source(page: SitePage, config: MkDocsConfig) -> Page | FactFile | None:
    guide: Guide = config.extra["guide"]
    path = page.file.edit_uri or ""
    return guide.pages.get(path) or next((file for file in guide.fact_files if file.source.path == path), None)
