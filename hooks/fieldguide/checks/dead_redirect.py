"""A redirect that leads to no page.

## Why

A page’s address is kept for ever; a reader who follows an old one arrives somewhere.

## Wrong

```text title="concepts/redirects.yml"
inference-fundamentals/delay: inference-fundamentals/latencies
```

## Right

```text title="concepts/redirects.yml"
inference-fundamentals/delay: inference-fundamentals/latency
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide
from fieldguide.nearest import did_you_mean
from fieldguide.parse.redirects import address_of, path_of


def dead_redirect(guide: Guide) -> Iterator[Fault]:
    """A redirect that leads to no page."""
    redirects = guide.redirects
    known = [address_of(page.path) for page in guide.concept_pages]
    for old, now in redirects.moved.items():
        if path_of(now) not in guide.pages and now not in redirects.moved:
            hint = did_you_mean(now, known) or "; name the page that says most of what this one said"
            yield Fault(redirects.source.path, redirects.document.span([old]), f"no page stands at {path_of(now)}{hint}")
