"""A step of a learning path that names no concept.

## Why

A path is a list of concepts; a step that leads nowhere breaks off the way.

## Wrong

```yaml title="docs/paths/first-steps.md"
stages:
  - title: The floor
    steps:
      - concept: roofline
        why: The one ratio that the rest rests on.
```

## Right

```yaml title="docs/paths/first-steps.md"
stages:
  - title: The floor
    steps:
      - concept: roofline-model
        why: The one ratio that the rest rests on.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide
from fieldguide.nearest import did_you_mean
from fieldguide.reading_path import reading_paths


def unknown_step(guide: Guide) -> Iterator[Fault]:
    """A step of a learning path that names no concept."""
    for path in reading_paths(guide):
        for step in path.steps:
            slug = step.meta.concept
            if slug not in guide.concepts:
                hint = did_you_mean(slug, guide.concepts) or "; write its page first, or take the step out"
                yield Fault(path.page.path, path.page.document.span(step.location), f"no concept is called '{slug}'{hint}")
