"""Turns each page into its resolved Markdown, around the citation plugin.

The plugin rewrites whatever looks like a citation, in code and links too. So it is handed nothing but the works that are cited, to format
them, and what it makes of them is put where the citations stand.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from fieldguide.guide import Guide
from fieldguide.keep import Parts, keep
from fieldguide.page import Page
from fieldguide.parse.facts import FactFile
from fieldguide.parse.page import SITE_FIELDS
from fieldguide.reading_path import reading_times
from fieldguide.render.aside import finished, put_aside, put_back, unpack
from fieldguide.render.facts import render_facts
from fieldguide.render.map import draw_map, draw_neighbourhood
from fieldguide.render.math import render_math, style_sheet
from fieldguide.render.page import render_page
from fieldguide.render.site_path import site_path
from fieldguide.schema import ConceptMeta, PathMeta
from fieldguide.works import write_works
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage
from mkdocs_bibtex.citation import Citation

BEFORE_THE_PLUGIN, AFTER_THE_PLUGIN = 100, -10

_ID = re.compile(r'<[^>]*\sid="([^"]+)"')
_MAP = re.compile(r'^(<figure class="map" data-search-exclude data-map="([a-z0-9-]+)">)</figure>$', re.MULTILINE)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the style sheet of formulas."""
    files.append(File.generated(config, "assets/formulas.css", content=style_sheet()))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Resolves all pages, on all cores."""
    guide: Guide = config.extra["guide"]
    references = _references(guide, config)
    sources: dict[str, Page | FactFile] = {**guide.pages, **guide.facts_at}

    def resolve(path: str) -> bytes:
        source = sources[path]
        if isinstance(source, FactFile):
            return put_aside(render_facts(guide, source, references)).pack()
        markdown = render_page(guide, source, references, config.site_url or "")
        drawn = _MAP.sub(lambda match: finished(f"{match[1]}{_map(guide, match[2], source, files)}</figure>"), markdown)
        return put_aside(drawn).pack()

    times = reading_times(guide)

    def parts(path: str, source: Page | FactFile) -> Parts:
        alone = isinstance(source, Page) and source.concept
        return config.extra["settings"], guide.outline, "" if alone else times, path, source.source.text

    made_of = {path: parts(path, source) for path, source in sources.items()}
    config.extra["resolved"] = keep(
        guide.store, "resolved", made_of, resolve, packed=True, first=lambda: (list(guide.numbers.values()), guide.backlinks, guide.cited)
    )
    return nav


def _references(guide: Guide, config: MkDocsConfig) -> dict[str, str]:
    """Each work, as the plugin formats it."""
    registry = config.plugins["bibtex"].registry  # type: ignore[attr-defined]
    written = write_works(guide, "reference", lambda work: str(registry.reference_text(Citation(key=work.key))))
    return {key: text for key, text in written.items() if text}


def _map(guide: Guide, name: str, page: Page, files: Files) -> str:
    here = files.get_file_from_path(site_path(page.path))

    def address(path: str) -> str:
        file = files.get_file_from_path(site_path(path))
        return file.url_relative_to(here) if file and here else ""

    return draw_map(guide, address) if name == "guide" else draw_neighbourhood(guide, name, address)


def on_page_read_source(page: SitePage, config: MkDocsConfig) -> str | None:
    """Spares a page of the guide to be read again."""
    return None if _source(page, config) is None else ""


@event_priority(BEFORE_THE_PLUGIN)
def hold_back(markdown: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:
    """Keeps the page from the plugin."""
    return markdown if _source(page, config) is None else ""


@event_priority(AFTER_THE_PLUGIN)
def put_in(markdown: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:
    """Gives the page what the site's templates read of its front matter, and its resolved Markdown; a concept gets that when it is converted."""
    source = _source(page, config)
    if source is None:
        return markdown
    text = "" if isinstance(source, Page) and source.concept else unpack(config.extra["resolved"][source.source.path]).markdown
    if isinstance(source, FactFile):
        assert source.table
        page.title = escape(source.table.title)
        page.meta.update(full_title=f"{page.title}: facts", description=escape(source.table.summary), hide=["toc"])
        return text
    written = source.document.data if isinstance(source.document.data, dict) else {}
    page.meta = {name: _plain(value) for name, value in written.items() if name in SITE_FIELDS}
    if source.meta:
        page.title = escape(source.meta.title)
        page.meta["description"] = escape(source.meta.summary)
        page.meta["numbered"] = isinstance(source.meta, ConceptMeta) and bool(source.meta.key_numbers)
    if isinstance(source.meta, PathMeta):
        page.meta["search"] = {"boost": 0.5}  # it names many concepts, whose own pages come first
    return text


on_page_markdown = CombinedEvent(hold_back, put_in)


def on_page_content(html: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:
    """Puts back what was finished already, with its ids for those who look for anchors, and turns the page's formulas into MathML."""
    packed = config.extra["resolved"].get(page.file.edit_uri)
    pieces = unpack(packed).pieces if packed else ()
    if page.present_anchor_ids is not None:
        page.present_anchor_ids.update(name for piece in pieces for name in _ID.findall(piece))
    return render_math(put_back(html, pieces))


def _plain(value: Any) -> Any:
    """A value of the front matter as the theme's templates want it: they write it into HTML as it is."""
    return [_plain(item) for item in value] if isinstance(value, list) else escape(value) if isinstance(value, str) else value


def _source(page: SitePage, config: MkDocsConfig) -> Page | FactFile | None:
    guide: Guide = config.extra["guide"]
    path = page.file.edit_uri or ""
    return guide.pages.get(path) or guide.facts_at.get(path)
