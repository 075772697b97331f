"""Citations → footnote marks with the place beside them, and the notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fieldguide.page import Citation
from fieldguide.render.table import cell


def cited_in_order(groups: Iterable[Iterable[Citation]]) -> list[str]:
    """The keys cited, each once, in order."""
    return list(dict.fromkeys(citation.key for group in groups for citation in group))


def mark(citation: Citation) -> str:
    """A footnote mark, and the place in the work after it."""
    place = f'<span class="place">{cell(citation.place)}</span>' if citation.place else ""
    return f"[^{citation.key}]{place}"


def footnotes(references: Mapping[str, str]) -> str:
    """One note a work."""
    return "\n".join(f"[^{key}]: {text}" for key, text in references.items())
