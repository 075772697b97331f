"""A part’s introduction that lists a concept which is not there, or lists one twice.

## Why

The navigation would lead nowhere.

## Wrong

```yaml title="concepts/inference-fundamentals/index.md"
concepts: [kv-cache, latency, kv-cash]
```

## Right

```yaml title="concepts/inference-fundamentals/index.md"
concepts: [kv-cache, latency]
```
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from fieldguide.diagnostic import Fault, rewrite
from fieldguide.guide import Guide
from fieldguide.nearest import certain, did_you_mean


def absent_concept(guide: Guide) -> Iterator[Fault]:
    """A part’s introduction that lists a concept which is not there, or lists one twice."""
    slugs: dict[str, set[str]] = defaultdict(set)
    for page in guide.concept_pages:
        slugs[page.folder].add(page.slug)
    for part in guide.parts:
        here = slugs[part.slug]
        for index, slug in enumerate(part.meta.concepts):
            span = part.page.document.span(["concepts", index])
            if slug not in here:
                hint = did_you_mean(slug, here) or (f"; it stands in {guide.concepts[slug].path}" if slug in guide.concepts else "")
                meant = certain(slug, here - set(part.meta.concepts))
                message = f"there is no page concepts/{part.slug}/{slug}.md{hint or '; write it, or remove it here'}"
                yield Fault(part.page.path, span, message, rewrite(part.page.path, span, meant) if meant else None)
            elif slug in part.meta.concepts[:index]:
                yield Fault(part.page.path, span, f"'{slug}' is listed twice; keep one")
