"""A concept page with too little prose to be of use.

## Why

Under 350 words a page cannot give a definition, a mechanism, an example and its limits.

## Wrong

```text title="concepts/inference-fundamentals/latency.md"
---
title: Latency
part: inference-fundamentals
summary: What a request waits for.
tags: [inference]
reviewed: 2026-11
---
Latency is the time that a request takes.
```

## Right

A page of 500 to 900 words, with a few sentences in each of its sections. Formulas, tables and code are not counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.page import FEWEST_WORDS, Page
from fieldguide.page_check import in_each_page
from fieldguide.source import TOP


@in_each_page
def stub_page(page: Page) -> Iterator[Fault]:
    """A concept page with too little prose to be of use."""
    if not page.is_concept:
        return
    if page.body.words < FEWEST_WORDS and (page.body.words or not page.broken) and not page.cut_short:
        yield Fault(
            page.path,
            TOP,
            f"this page has {page.body.words} words of prose; fewer than {FEWEST_WORDS} are a stub (500 to 900 serve best)",
        )
