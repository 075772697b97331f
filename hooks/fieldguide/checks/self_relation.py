"""A concept that relates to itself or requires itself.

## Why

It says nothing, and it makes a cycle.

## Wrong

```yaml
related:
  kv-cache: it is itself
```

## Right

```yaml
related:
  latency: a larger cache slows each decode step
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.page import Page
from fieldguide.page_check import in_each_page


@in_each_page
def self_relation(page: Page) -> Iterator[Fault]:
    """A concept that relates to itself or requires itself."""
    if not page.is_concept:
        return
    if page.concept and page.slug in page.concept.requires:
        span = page.document.span(["requires", page.concept.requires.index(page.slug)])
        yield Fault(page.path, span, f"'{page.slug}' requires itself; remove it")
    if page.concept and page.slug in page.concept.related:
        yield Fault(page.path, page.document.key_span(["related", page.slug]), f"'{page.slug}' relates to itself; remove it")
