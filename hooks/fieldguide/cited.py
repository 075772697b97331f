"""Where the guide cites what: in the text of pages, in key numbers, in facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from fieldguide.number import Declared, field_span
from fieldguide.page import Citation, Page
from fieldguide.parse.cite import cite_span, parse_cite
from fieldguide.parse.facts import FactFile
from fieldguide.source import Span


@dataclass(frozen=True)
class Cited:
    """One citation, wherever it stands: in a page's text, a key number or a fact; ``field`` says where the `cite` field is that holds it."""

    path: str
    citation: Citation
    field: Callable[[], Span] | None = None

    @property
    def span(self) -> Span:
        """Where the key stands; looked up where it is in a field."""
        return cite_span(self.citation, self.field()) if self.field else self.citation.span


def citations(pages: Iterable[Page], numbers: Iterable[Declared], files: Iterable[FactFile]) -> Iterator[Cited]:
    """Every citation, those of pages first; one that several facts of an entry share stands once."""
    for page in pages:
        for group in page.body.citations:
            yield from (Cited(page.path, citation) for citation in group.citations)
    for page, index, meta in numbers:
        if meta.cite:
            place = partial(field_span, page, index, "cite")
            yield from (Cited(page.path, citation, place) for citation in parse_cite(meta.cite))
    for file in files:
        seen: set[tuple[str, Span]] = set()
        for fact in file.facts:
            if fact.cite and (fact.cite, fact.cite_span) not in seen:
                seen.add((fact.cite, fact.cite_span))
                place = partial(getattr, fact, "cite_span")
                yield from (Cited(file.source.path, citation, place) for citation in parse_cite(fact.cite))
