"""Citations → footnote marks with the place beside them, and the notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fieldguide.guide import Guide
from fieldguide.page import Citation, Page
from fieldguide.parse.cite import parse_cite
from fieldguide.render.aside import finished
from fieldguide.render.table import cell


def cited_in_order(groups: Iterable[Iterable[Citation]]) -> list[str]:
    """The keys cited, each once, in order."""
    return list(dict.fromkeys(citation.key for group in groups for citation in group))


def mark(citation: Citation) -> str:
    """A footnote mark, and the place in the work after it."""
    place = finished(f'<span class="place">{cell(citation.place)}</span>') if citation.place else ""
    return f"[^{citation.key}]{place}"


def footnotes(references: Mapping[str, str]) -> str:
    """One note a work."""
    return "\n".join(f"[^{key}]: {text}" for key, text in references.items())


def cited_keys(guide: Guide, page: Page) -> list[str]:
    """The works that a page cites, in the order of its text, those of its lists and tables included."""
    groups = [group.citations for group in page.body.citations]
    numbers = [parse_cite(meta.cite) for meta in (page.concept.key_numbers if page.concept else ()) if meta.cite]
    extra = guide.bibliography.references if "<!-- references -->" in page.source.text else ()
    return list(dict.fromkeys([*cited_in_order([*groups, *numbers]), *extra]))
