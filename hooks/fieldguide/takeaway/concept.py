"""A concept's page → Markdown that stands alone: what the front matter says is written out around the text."""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.page import Page
from fieldguide.render.month import spelt_month
from fieldguide.schema import ConceptMeta
from fieldguide.splice import Replacement
from fieldguide.takeaway.edition import Edition
from fieldguide.takeaway.numbers import key_numbers
from fieldguide.takeaway.plain import plain
from fieldguide.takeaway.text import heading_offset, standalone_text


def concept_markdown(edition: Edition, page: Page, meta: ConceptMeta) -> str:
    """A concept from its title to what it connects to; the works that it cites are not listed."""
    text = standalone_text(page, edition.medium, _sections(edition, page, meta))
    about = "\n".join(f"- {line}" for line in _about(edition, page, meta))
    return f"{edition.medium.heading(1, plain(meta.title), page.path, '')}\n\n> {plain(meta.summary)}\n\n{about}\n\n{text}\n"


def _about(edition: Edition, page: Page, meta: ConceptMeta) -> Iterator[str]:
    bound = edition.medium.inner > 0
    part = edition.guide.part_of.get(meta.part)
    if part and not bound:
        yield f"Part: {edition.part(part)}"
    if meta.aliases:
        yield f"Names and terms: {', '.join(map(plain, meta.aliases))}"
    required = [edition.concept(slug) for slug in meta.requires if slug in edition.guide.concepts]
    if required:
        yield f"Read first: {', '.join(required)}"
    yield f"Reviewed: {spelt_month(meta.reviewed)}"
    if not bound:
        yield f"Tags: {', '.join(meta.tags)}"
        yield f"Address: <{edition.medium.address(page.path, '')}>"


def _sections(edition: Edition, page: Page, meta: ConceptMeta) -> Iterator[Replacement]:
    """Key numbers before "When it fails", relations before "Check yourself", as on the site."""
    medium = edition.medium
    numbers = key_numbers(edition.guide, page, medium)
    if numbers:
        at = heading_offset(page, "When it fails")
        yield at, at, f"\n{medium.heading(2, 'Key numbers', page.path, 'key-numbers')}\n\n{numbers}\n\n"
    blocks = [f"**{head}**\n\n{lines}" for head, lines in _relations(edition, page, meta) if lines]
    if blocks:
        at = heading_offset(page, "Check yourself")
        heading = medium.heading(2, "How it connects", page.path, "how-it-connects")
        yield at, at, f"\n{heading}\n\n" + "\n\n".join(blocks) + "\n\n"


def _relations(edition: Edition, page: Page, meta: ConceptMeta) -> Iterator[tuple[str, str]]:
    concepts = edition.guide.concepts
    for head, links in (
        ("Related", meta.related.items()),
        ("What other pages say of this one", edition.guide.backlinks.get(page.slug, ())),
    ):
        yield head, "\n".join(f"- {edition.concept(slug)}: {plain(why)}" for slug, why in links if slug in concepts)
    yield "Read next", "\n".join(f"- {edition.concept(slug)}" for slug in edition.guide.required_by.get(page.slug, ()))
    steps = [
        f"- {edition.medium.link(plain(path.meta.title), path.page.path)}: step {step} of {len(path.slugs)}"
        for path, step in edition.paths_through[page.slug]
    ]
    yield "On these paths", "\n".join(steps)
