"""A concept that the guide places before one that it requires.

## Why

The guide can be read from its first page to its last; what a page requires stands before it.

## Wrong

```yaml title="concepts/inference-fundamentals/index.md"
concepts: [latency, kv-cache]
```

## Right

```yaml title="concepts/inference-fundamentals/index.md"
concepts: [kv-cache, latency]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide


def late_prerequisite(guide: Guide) -> Iterator[Fault]:
    """A concept that the guide places before one that it requires."""
    listed = {
        slug for part in guide.parts for slug in part.meta.concepts if slug in guide.concepts and guide.concepts[slug].folder == part.slug
    }
    place = {slug: number for number, slug in enumerate(guide.concepts) if slug in listed}
    for slug, page in guide.concepts.items():
        for index, required in enumerate(page.concept.requires if page.concept else ()):
            if slug in place and place.get(required, -1) > place[slug] and slug not in _required(guide, required):
                span = page.document.span(["requires", index])
                yield Fault(
                    page.path,
                    span,
                    f"'{required}' is required here and comes later in the guide; move one of them, or drop the requirement",
                )


def _required(guide: Guide, slug: str) -> set[str]:
    """All that a concept requires, directly or not; asked only where the order is wrong."""
    found: set[str] = set()
    ahead = [slug]
    while ahead:
        page = guide.concepts.get(ahead.pop())
        new = set(page.concept.requires) - found if page and page.concept else set()
        found |= new
        ahead += new
    return found
