"""A number to recompute that is no key number.

## Why

The reader compares a result with the page; it has to be there, with its formula.

## Wrong

```yaml title="docs/paths/first-steps.md"
stages:
  - title: The cache
    steps:
      - concept: kv-cache
        why: What a request leaves in memory.
    recompute: [kv-cache#per-token]
```

## Right

```yaml title="docs/paths/first-steps.md"
stages:
  - title: The cache
    steps:
      - concept: kv-cache
        why: What a request leaves in memory.
    recompute: [kv-cache#kv-per-token]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide
from fieldguide.nearest import did_you_mean
from fieldguide.reading_path import reading_paths


def unknown_exercise(guide: Guide) -> Iterator[Fault]:
    """A number to recompute that is no key number."""
    names = {f"{slug}#{number}": meta for (slug, number), meta in guide.numbers.items()}
    for path in reading_paths(guide):
        for n, stage in enumerate(path.meta.stages):
            for m, name in enumerate(stage.recompute):
                span = path.page.document.span(["stages", n, "recompute", m])
                if name not in names and not _may_be_there(guide, name):
                    near = did_you_mean(name, names) or "; write it as concept#number, the id that the page's key_numbers give"
                    yield Fault(path.page.path, span, f"no key number is called '{name}'{near}")
                elif name in names and names[name].meta.cite and not names[name].meta.formula:
                    yield Fault(path.page.path, span, f"'{name}' is cited and has no formula; choose a number that is computed")


def _may_be_there(guide: Guide, name: str) -> bool:
    """Whether the page holds a number of that name which cannot be read: that is the fault of another check."""
    slug, _, number = name.partition("#")
    page = guide.concepts.get(slug)
    return page is not None and (page.path in guide.broken or number in page.number_ids)
