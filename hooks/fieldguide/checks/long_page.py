"""A concept page with more prose than a look-up can bear.

## Why

Past 1,100 words a page holds two concepts; each deserves a page and a place in the graph.

## Wrong

A page on the KV cache with 1,400 words, half of them on how a server pages it. Formulas, tables and code are not counted.

## Right

Two pages of 700 words, one on the KV cache and one on paged attention, that name each other under `related`.
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.page import MOST_WORDS, Page
from fieldguide.page_check import in_each_page
from fieldguide.source import TOP


@in_each_page
def long_page(page: Page) -> Iterator[Fault]:
    """A concept page with more prose than a look-up can bear."""
    if not page.is_concept:
        return
    if page.body.words > MOST_WORDS:
        yield Fault(page.path, TOP, f"this page has {page.body.words:,} words of prose, more than {MOST_WORDS:,}; split it in two concepts")
