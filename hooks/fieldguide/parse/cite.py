"""The text of a `cite` field → citations: ``key, place`` or ``key, place; other, place``."""

from __future__ import annotations

import re

from fieldguide.page import Citation
from fieldguide.source import TOP, Span

_KEY = re.compile(r"[^\s\[\]{}@\"',;]+")


def is_key(text: str) -> bool:
    """Whether a text can be the key of a work."""
    return bool(_KEY.fullmatch(text))


def parse_cite(text: str) -> tuple[Citation, ...]:
    """Reads a `cite` field; the spans count from its start, as if it were a file."""
    citations, position = [], 0
    for part in text.split(";"):
        key, _, place = part.partition(",")
        lead = len(key) - len(key.lstrip())
        key = key.strip().removeprefix("@")
        citations.append(Citation(key, place.strip(), TOP.within(position + lead, len(key))))
        position += len(part) + 1
    return tuple(citations)


def cite_span(citation: Citation, field: Span) -> Span:
    """Where the key of a citation stands whose `cite` field is at ``field``; the whole of one that runs over lines."""
    own = citation.span
    return field.within(own.column - 1, own.end_column - own.column) if field.line == field.end_line else field
