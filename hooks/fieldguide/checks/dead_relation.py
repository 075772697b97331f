"""A `requires` or `related` entry that names no concept.

## Why

Relations make the reading order, the map and the backlinks.

## Wrong

```yaml
related:
  latencies: a larger cache slows each decode step
```

## Right

```yaml
related:
  latency: a larger cache slows each decode step
```
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from fieldguide.diagnostic import Fault, rewrite
from fieldguide.guide import Guide
from fieldguide.nearest import certain, did_you_mean
from fieldguide.page import Page
from fieldguide.source import Span


def dead_relation(guide: Guide) -> Iterator[Fault]:
    """A `requires` or `related` entry that names no concept."""
    for page in guide.concept_pages:
        if not page.concept:
            continue
        for index, slug in enumerate(page.concept.requires):
            if slug not in guide.concepts:
                yield _fault(page, page.document.span(["requires", index]), slug, guide, page.concept.requires)
        for slug in page.concept.related:
            if slug not in guide.concepts:
                yield _fault(page, page.document.key_span(["related", slug]), slug, guide, page.concept.related)


def _fault(page: Page, span: Span, slug: str, guide: Guide, others: Collection[str]) -> Fault:
    meant = certain(slug, guide.concepts)
    fix = rewrite(page.path, span, meant) if meant and meant != page.slug and meant not in others else None
    now = guide.redirects.slug_now(slug)
    if now:
        fix = rewrite(page.path, span, now) if now != page.slug and now not in others else None
        return Fault(page.path, span, f"no concept is called '{slug}'; it was renamed: write {now}", fix)
    hint = did_you_mean(slug, guide.concepts) or "; write its page first, or remove it here"
    return Fault(page.path, span, f"no concept is called '{slug}'{hint}", fix)
