"""A concept that stands on a learning path twice.

## Why

A reader ticks a concept off once; the second time tells nothing and counts its minutes again.

## Wrong

```yaml title="docs/paths/first-steps.md"
stages:
  - title: The floor
    steps:
      - concept: roofline-model
        why: The one ratio that the rest rests on.
      - concept: roofline-model
        why: The same again.
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
from fieldguide.reading_path import reading_paths
from fieldguide.source import Span


def repeated_step(guide: Guide) -> Iterator[Fault]:
    """A concept that stands on a learning path twice."""
    for path in reading_paths(guide):
        first: dict[str, Span] = {}
        for step in path.steps:
            span = path.page.document.span(step.location)
            earlier = first.setdefault(step.meta.concept, span)
            if earlier != span:
                yield Fault(path.page.path, span, f"'{step.meta.concept}' is on this path already, in line {earlier.line}; keep one")
