"""Renders the pages on all cores.

MkDocs does one page after the other, in two functions of its build: one reads a page and converts its Markdown, one puts it into its template.
It has no event that could do otherwise, so those two are replaced while a build lasts. The steps are its own, and so are their order and the
events of all plugins; only that ``page_content``, ``page_context`` and ``post_page`` come in worker processes, whose memory is a copy.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zlib import compress, decompress

import markdown
from fieldguide.content import About, about_of, html_of, is_sound, pack
from fieldguide.fork import spread
from fieldguide.guide import Guide
from fieldguide.keep import keep
from fieldguide.render.aside import unpack as unpack_resolved
from fieldguide.store import key_of
from jinja2 import Environment
from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

BEFORE_THE_TAGS = BEFORE_ALL_OTHERS = 200
FEWEST_WRITTEN = 100
"""Finished pages that a process writes, at least."""

_populate, _build = (getattr(function, "replaced", function) for function in (build._populate_page, build._build_page))


@event_priority(-100)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Begins: from here on MkDocs reads pages without converting them."""
    done: set[str] = set()

    def build_all(
        page: Page, config: MkDocsConfig, doc_files: Sequence[File], nav: Navigation, env: Environment, *rest: Any, **more: Any
    ) -> None:
        if not done:
            done.update(file.src_uri for file in doc_files)
            _put_in_templates(config, doc_files, nav, env)

    read.replaced, build_all.replaced = _populate, _build  # type: ignore[attr-defined]
    build._populate_page, build._build_page = read, build_all
    return nav


def read(page: Page, config: MkDocsConfig, files: Files, dirty: bool = False) -> None:
    """The first half of MkDocs' own step: reads the page's source."""
    config._current_page = page
    try:
        page = config.plugins.on_pre_page(page, config=config, files=files)
        page.read_source(config)
        page.markdown = config.plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
    finally:
        config._current_page = None


@event_priority(BEFORE_THE_TAGS)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Converts every page, the second half of that step, unless what it is made of was converted before."""
    pages = config.extra["pages"] = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
    converter = markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {})

    def convert(path: str) -> bytes:
        page = pages[path]
        config._current_page = page
        if path in concepts:
            page.markdown = unpack_resolved(config.extra["resolved"][page.file.edit_uri]).markdown
        with _listening() as heard, _converting_by(converter):
            page.render(config, files)
            html = config.plugins.on_page_content(page.content or "", page=page, config=config, files=files)
        links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
        anchors = sorted(page.present_anchor_ids or ())
        packed = pack(html, About(_plain(page.toc), page._title_from_render, dict(page.meta), anchors, links), sound=not heard)
        if path in concepts:
            page.markdown = ""
        page.links_to_anchors = page.present_anchor_ids = None
        _empty(page)
        return packed

    guide: Guide = config.extra["guide"]
    concepts = {path for path, page in pages.items() if (source := guide.pages.get(page.file.edit_uri or "")) and source.concept}
    addresses = [sorted((file.src_uri, file.url) for file in files), config.extra["addresses"], config.extra["abbreviations"]]
    around = key_of("around", config.extra["settings"], repr(addresses))
    made_of = {path: (around, *_parts(page, config)) for path, page in pages.items()}
    packed_pages = config.extra["contents"] = keep(guide.store, "content", made_of, convert, worth=is_sound, packed=True)
    abouts = {path: about_of(packed) for path, packed in packed_pages.items()}
    anchors = {path: frozenset(about.anchors) for path, about in abouts.items()}
    for path, about in abouts.items():
        page = pages[path]
        page._title_from_render, page.meta, page.content = about.title, about.meta, None
        dead = {to: links for to, named in about.links.items() if (links := _dead(named, anchors.get(to)))}
        page.links_to_anchors = {file: links for to, links in dead.items() if (file := files.get_file_from_path(to))}
        page.present_anchor_ids = set()  # what is there was found: MkDocs need only tell of the others, and not hold all
        if path not in concepts:  # it may hold a list that the tags plugin fills in
            _fill(page, packed_pages[path])
    config.extra["resolved"].clear()
    return env


def _dead(links: dict[str, str], anchors: frozenset[str] | None) -> dict[str, str]:
    """Of the links to a page's anchors, those to anchors that it has not; none of a file that is no page."""
    return {anchor: link for anchor, link in links.items() if anchors is not None and anchor not in anchors}


def _parts(page: Page, config: MkDocsConfig) -> tuple[str | bytes, ...]:
    """What a page's content is made of besides."""
    source = config.extra["guide"].pages.get(page.file.edit_uri)
    own = (page.file.src_uri, page.file.url, page.file.edit_uri, page.meta, page.markdown)
    return repr(own), source.source.text if source else "", config.extra["resolved"].get(page.file.edit_uri, b"")


@contextmanager
def _converting_by(converter: markdown.Markdown) -> Iterator[None]:
    """Lets MkDocs take one converter again and again, reset, where it would make one for each page, a tenth of the conversion."""
    made = markdown.Markdown

    def take(**_: Any) -> markdown.Markdown:
        markdown.Markdown = made
        return converter.reset()

    markdown.Markdown = take
    try:
        yield
    finally:
        markdown.Markdown = made


@contextmanager
def _listening() -> Iterator[list[logging.LogRecord]]:
    """Notes what is logged meanwhile."""
    factory, heard = logging.getLogRecordFactory(), []

    def note(*values: Any, **more: Any) -> logging.LogRecord:
        record: logging.LogRecord = factory(*values, **more)
        heard.extend([record] if record.levelno >= logging.INFO else [])
        return record

    logging.setLogRecordFactory(note)
    try:
        yield heard
    finally:
        logging.setLogRecordFactory(factory)


def _plain(toc: Iterable[AnchorLink]) -> list[Any]:
    return [[entry.title, entry.id, entry.level, _plain(entry.children)] for entry in toc]


def _links(toc: list[Any]) -> list[AnchorLink]:
    found = []
    for title, name, level, entries in toc:
        link = AnchorLink(title, name, level)
        link.children = _links(entries)
        found.append(link)
    return found


def _fill(page: Page, packed: bytes) -> None:
    """Gives the page what its template shows; concepts get it one after the other, so that many need little memory."""
    page.content, page.toc = html_of(packed), TableOfContents(_links(about_of(packed).toc))
    for first in page.toc.items[:1]:
        first.active = True  # type: ignore[attr-defined]


def _empty(page: Page) -> None:
    page.content, page.toc = None, TableOfContents([])


def _put_in_templates(config: MkDocsConfig, files: Sequence[File], nav: Navigation, env: Environment) -> None:
    """Writes every page: as it was finished before, where nothing has changed that its template shows."""
    guide: Guide = config.extra["guide"]
    contents: dict[str, bytes] = config.extra["contents"]
    found = {file.src_uri: file for file in files}

    def put(path: str) -> bytes:
        page, output = found[path].page, Path(found[path].abs_dest_path)
        assert page is not None
        if page.content is None:
            _fill(page, contents[path])
        _build(page, config, files, nav, env, excluded=found[path].inclusion.is_excluded())
        _empty(page)
        return compress(output.read_bytes(), 1) if output.exists() else b""

    bundles = repr([bundle.path for bundle in config.extra["made_bundles"]])
    made_of = {path: (config.extra["settings"], guide.outline, bundles, path, contents[path]) for path in found}
    env.get_template("main.html")
    finished = keep(guide.store, "finished", made_of, put, packed=True)

    def write(path: str) -> None:
        config.extra["output"].write(found[path].dest_uri, decompress(finished[path]))

    spread(write, [path for path, packed in finished.items() if packed and not Path(found[path].abs_dest_path).exists()], FEWEST_WRITTEN)


@event_priority(BEFORE_ALL_OTHERS)
def on_post_build(config: MkDocsConfig) -> None:
    """Gives MkDocs back its own, and drops what was there for the pages only: the steps that follow need the memory."""
    build._populate_page, build._build_page = _populate, _build
    config.extra["contents"].clear()
    for page in config.extra.pop("pages").values():
        page.content = None


def on_build_error(error: Exception) -> None:
    """Gives MkDocs back its own."""
    build._populate_page, build._build_page = _populate, _build
