"""A page → the Markdown that the site shows: what its front matter says is written out around its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fieldguide.guide import Guide
from fieldguide.link import Kind, resolve
from fieldguide.page import CitationGroup, Link, Page
from fieldguide.reading_path import minutes
from fieldguide.render.citation import cited_keys, footnotes, mark
from fieldguide.render.lists import expand_lists, part_contents
from fieldguide.render.month import spelt_month
from fieldguide.render.number import key_number_table
from fieldguide.render.reading_path import paths_through, render_path
from fieldguide.render.roman import roman
from fieldguide.render.site_path import site_link
from fieldguide.render.table import cell, unbroken
from fieldguide.schema import ConceptMeta, PartMeta, PathMeta
from fieldguide.splice import Replacement, splice


def render_page(guide: Guide, page: Page, references: Mapping[str, str], site_url: str = "") -> str:
    """The resolved Markdown; ``references`` holds the formatted text of each work that the page cites, ``site_url`` the site's address."""
    text = splice(page, [*_citations(page), *_links(guide, page), *_sections(guide, page, site_url)])
    text = expand_lists(guide, page, text, references, site_url)
    match page.meta:
        case ConceptMeta() as meta:
            read = f'<div class="read" data-step="{page.slug}"></div>'
            text = f"{_kicker(guide, page)}\n\n# {cell(meta.title)}\n\n{_about(guide, page, meta)}\n\n{text.strip()}\n\n{read}\n"
        case PartMeta() as meta:
            text = f"# {cell(meta.title)}\n\n{cell(meta.summary)}\n{{ .summary }}\n\n{text.strip()}\n\n{part_contents(guide, page)}\n"
        case PathMeta() as meta:
            text = render_path(guide, page, meta, text)
    shown = {key: references[key] for key in cited_keys(guide, page) if key in references}
    return f"{text}\n{footnotes(shown)}\n" if shown and "<!-- references -->" not in page.source.text else text


def _kicker(guide: Guide, page: Page) -> str:
    """The part that a concept belongs to, and how long it takes to read."""
    part = guide.part_of.get(page.folder)
    where = f"[{roman(part.meta.number)}. {cell(part.meta.title)}]({site_link(page.path, part.page.path)}) · " if part else ""
    return f"{where}{minutes(page)} minutes\n{{ .kicker }}"


def _about(guide: Guide, page: Page, meta: ConceptMeta) -> str:
    lines = []
    if meta.aliases:
        lines.append(f"Names and terms: {', '.join(map(cell, meta.aliases))}.")
    if meta.requires:
        links = [
            f"[{_title(guide, slug)}]({site_link(page.path, guide.concepts[slug].path)})"
            for slug in meta.requires
            if slug in guide.concepts
        ]
        lines.append(f"Read first: {', '.join(links)}.")
    lines.append(f"Reviewed {spelt_month(meta.reviewed)}.")
    about = "<br>\n".join(lines)
    return f"{cell(meta.summary)}\n{{ .summary }}\n\n{about}\n{{ .about }}"


def _sections(guide: Guide, page: Page, site_url: str) -> Iterator[Replacement]:
    """Key numbers before "When it fails", relations before "Check yourself"; at the end where those are missing."""
    if not page.concept:
        return
    at = {heading.text: heading.offset for heading in page.body.headings if heading.level == 2}
    end = len(page.source.text.encode())
    table = key_number_table(guide, page, site_url)
    if table:
        offset = at.get("When it fails", end)
        yield offset, offset, f"\n## Key numbers\n\n{table}\n\n"
    connections = _connections(guide, page, page.concept)
    if connections:
        offset = at.get("Check yourself", end)
        yield offset, offset, f"\n## How it connects\n\n{connections}\n\n"


def _connections(guide: Guide, page: Page, meta: ConceptMeta) -> str:
    blocks = [f'<figure class="map" data-search-exclude data-map="{page.slug}"></figure>']
    leads_to = guide.required_by.get(page.slug, ())
    for heading, links in (
        ("Related", list(meta.related.items())),
        ("What other pages say of this one", list(guide.backlinks.get(page.slug, ()))),
    ):
        lines = [
            f"- [{_title(guide, slug)}]({site_link(page.path, guide.concepts[slug].path)}): {cell(why)}"
            for slug, why in links
            if slug in guide.concepts
        ]
        if lines:
            blocks.append(f"**{heading}**\n{{ .relations }}\n\n" + "\n".join(lines))
    if leads_to:
        links_on = ", ".join(f"[{_title(guide, slug)}]({site_link(page.path, guide.concepts[slug].path)})" for slug in leads_to)
        blocks.append(f"**Read next**: {links_on}.")
    on_paths = paths_through(guide, page)
    if on_paths:
        blocks.append(f"**On these paths**\n{{ .relations }}\n\n{on_paths}")
    return "\n\n".join(blocks) if len(blocks) > 1 else ""


def _title(guide: Guide, slug: str) -> str:
    concept = guide.concepts[slug].concept
    return cell(concept.title) if concept else slug


def _citations(page: Page) -> Iterator[Replacement]:
    raw = page.source.text.encode()
    for group in page.body.citations:
        spaced = raw[group.start - 1 : group.start] in (b" ", b"\n")
        yield group.start - spaced, group.end, _marks(group)


def _marks(group: CitationGroup) -> str:
    return "\u202f".join(mark(citation) for citation in group.citations)


def _links(guide: Guide, page: Page) -> Iterator[Replacement]:
    raw = page.source.text.encode()
    for link in page.body.links:
        target = resolve(page.path, link.target)
        if target.kind is not Kind.INSIDE:
            continue
        known = target.path in guide.pages or target.path.endswith(".yml")
        address = site_link(page.path, target.path, target.fragment) if known or not link.target.startswith("#") else link.target
        number = guide.number_at(target.path, target.fragment)
        fact = guide.fact_at(target.path, target.fragment)
        written = raw[link.start : link.end].decode()
        if number or fact:
            yield link.start, link.end, f"[{unbroken(link.text)}]({address}){{ .number }}"
        elif address != link.target and written.startswith(("[", "!")):
            yield link.start, link.end, _readdressed(written, link, address)


def _readdressed(written: str, link: Link, address: str) -> str:
    before, target, after = written.rpartition(link.target)
    return f"{before}{address}{after}" if target else written
