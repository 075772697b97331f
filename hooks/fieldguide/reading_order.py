"""A part's list of concepts, in its index.md: where a concept goes into it and out of it, in the list's own way of writing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fieldguide.edit import Edit
from fieldguide.guide import Part
from fieldguide.source import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a part's order: ``after`` or ``before`` a concept of it, by slug; at the end where both are None."""

    after: str | None = None
    before: str | None = None


def enlist(part: Part, slug: str, place: Place) -> Iterator[Edit]:
    """Puts ``slug`` into the list; the concept that ``place`` names is in it."""
    listed = part.meta.concepts
    if not listed:
        yield from _first(part, slug)
        return
    neighbour = listed.index(place.after or place.before or listed[-1])
    span = _item(part, neighbour)
    line = part.page.source.lines[span.line - 1]
    lead = line[: span.column - 1]
    if place.before:
        text = f"{slug}, " if _in_brackets(part) else f"{slug}\n{lead}"
        yield Edit(part.page.path, Span(span.line, span.column, span.line, span.column), text)
    else:
        text = f", {slug}" if _in_brackets(part) else f"\n{lead}{slug}"
        yield Edit(part.page.path, Span(span.end_line, span.end_column, span.end_line, span.end_column), text)


def delist(part: Part, slug: str) -> Iterator[Edit]:
    """Takes ``slug`` out of the list, with the comma or the line that it stood on."""
    listed = part.meta.concepts
    index = listed.index(slug)
    span = _item(part, index)
    if index + 1 < len(listed):
        following = _item(part, index + 1)
        yield Edit(part.page.path, Span(span.line, span.column, following.line, following.column), "")
    elif index:
        before = _item(part, index - 1)
        yield Edit(part.page.path, Span(before.end_line, before.end_column, span.end_line, span.end_column), "")
    elif _in_brackets(part):
        yield Edit(part.page.path, span, "")
    else:
        key = part.page.document.key_span(["concepts"])
        yield Edit(part.page.path, Span(key.end_line, key.end_column, span.end_line, span.end_column), ": []")


def _first(part: Part, slug: str) -> Iterator[Edit]:
    bracket = part.page.document.span(["concepts"])
    yield Edit(part.page.path, Span(bracket.line, bracket.end_column, bracket.line, bracket.end_column), slug)


def _in_brackets(part: Part) -> bool:
    span = part.page.document.span(["concepts"])
    return part.page.source.lines[span.line - 1][span.column - 1] == "["


def _item(part: Part, index: int) -> Span:
    """The span of an item, its quotes included."""
    span = part.page.document.span(["concepts", index])
    line = part.page.source.lines[span.line - 1]
    quoted = line[span.column - 2 : span.column - 1] in ("'", '"')
    return Span(span.line, span.column - quoted, span.end_line, span.end_column + quoted)
