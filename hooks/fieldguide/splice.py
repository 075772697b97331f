"""Stretches of a page replaced, before it is shown or copied."""

from __future__ import annotations

from collections.abc import Iterable

from fieldguide.page import Page

Replacement = tuple[int, int, str]
"""Where a stretch of the file begins and ends, in bytes, and what stands there instead."""


def splice(page: Page, replacements: Iterable[Replacement]) -> str:
    """The text below the front matter with stretches replaced; of two that overlap, the outer."""
    raw, pieces, position = page.source.text.encode(), [], page.body.offset
    for start, end, text in sorted(replacements, key=lambda item: (item[0], -item[1])):
        if start >= position:
            pieces += [raw[position:start].decode(), text]
            position = end
    return "".join([*pieces, raw[position:].decode()])
