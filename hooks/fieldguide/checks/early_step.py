"""A concept that a learning path places before one that it requires.

## Why

Whoever follows a path meets each concept after what it builds on. A prerequisite that is not on the path is no fault: the path names it as assumed.
Where the guide itself places the one before the other, that alone is reported.

## Wrong

```yaml title="docs/paths/first-steps.md"
stages:
  - title: The cache
    steps:
      - concept: kv-cache
        why: What a request leaves in memory.
      - concept: roofline-model
        why: The ratio that says what the cache costs.
```

## Right

```yaml title="docs/paths/first-steps.md"
stages:
  - title: The cache
    steps:
      - concept: roofline-model
        why: The ratio that says what a byte costs.
      - concept: kv-cache
        why: What a request leaves in memory.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide
from fieldguide.reading_path import reading_paths


def early_step(guide: Guide) -> Iterator[Fault]:
    """A concept that a learning path places before one that it requires."""
    order = {slug: n for n, slug in enumerate(guide.concepts)}
    for path in reading_paths(guide):
        place = {slug: n for n, slug in enumerate(path.slugs)}
        seen: set[str] = set()
        for step in path.steps:
            slug = step.meta.concept
            page = guide.concepts.get(slug)
            for required in page.concept.requires if page and page.concept and slug not in seen else ():
                if place.get(required, -1) > place[slug] and order.get(required, -1) < order[slug]:
                    message = f"'{slug}' requires '{required}', which comes later on this path; move one of them"
                    yield Fault(path.page.path, path.page.document.span(step.location), message)
            seen.add(slug)
