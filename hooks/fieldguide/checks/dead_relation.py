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

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide
from fieldguide.nearest import did_you_mean


def dead_relation(guide: Guide) -> Iterator[Fault]:
    """A `requires` or `related` entry that names no concept."""
    for page in guide.concept_pages:
        if not page.concept:
            continue
        for index, slug in enumerate(page.concept.requires):
            if slug not in guide.concepts:
                yield Fault(page.path, page.document.span(["requires", index]), _message(slug, guide))
        for slug in page.concept.related:
            if slug not in guide.concepts:
                yield Fault(page.path, page.document.key_span(["related", slug]), _message(slug, guide))


def _message(slug: str, guide: Guide) -> str:
    now = guide.redirects.slug_now(slug)
    if now:
        return f"no concept is called '{slug}'; it was renamed: write {now}"
    return f"no concept is called '{slug}'{did_you_mean(slug, guide.concepts) or '; write its page first, or remove it here'}"
