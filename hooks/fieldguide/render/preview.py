"""A concept in brief, as a script of its own: it loads from the file system too, and only when a reader asks for it."""

from __future__ import annotations

import json

from fieldguide.guide import Guide
from fieldguide.output import Output
from fieldguide.page import Page


def write_previews(guide: Guide, to: Output) -> None:
    """Writes one for each concept."""
    for slug, page in guide.concepts.items():
        if page.concept:
            to.write(f"assets/previews/{slug}.js", preview_script(guide, page).encode())


def preview_script(guide: Guide, page: Page) -> str:
    """The call that hands the browser a concept's title, summary, key numbers ``[id, name, value]`` and relations ``[slug, title, reason]``."""
    meta = page.concept
    assert meta
    relations = [*meta.related.items(), *(link for link in guide.backlinks.get(page.slug, ()) if link[0] not in meta.related)]
    brief = {
        "slug": page.slug,
        "title": meta.title,
        "summary": meta.summary,
        "numbers": [[number.id, number.name, number.value] for number in meta.key_numbers],
        "relations": [[slug, title(guide, slug), reason] for slug, reason in relations if slug in guide.concepts],
    }
    return f"fieldguide.receive({json.dumps(brief, ensure_ascii=False, separators=(',', ':'))})\n"


def title(guide: Guide, slug: str) -> str:
    """A concept's title, or its slug where it has none."""
    concept = guide.concepts[slug].concept
    return concept.title if concept else slug
