"""A redirect that leads to another redirect.

## Why

A reader is sent on once. Redirects that lead to one another in a circle lead nowhere.

## Wrong

```text title="concepts/redirects.yml"
inference-fundamentals/delay: inference-fundamentals/response-time
inference-fundamentals/response-time: inference-fundamentals/latency
```

## Right

```text title="concepts/redirects.yml"
inference-fundamentals/delay: inference-fundamentals/latency
inference-fundamentals/response-time: inference-fundamentals/latency
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide


def redirect_chain(guide: Guide) -> Iterator[Fault]:
    """A redirect that leads to another redirect."""
    redirects = guide.redirects
    for old, now in redirects.moved.items():
        if now in redirects.moved:
            end = _end(now, redirects.moved)
            remedy = f"write {end}" if end else "they go round in a circle, so name a page that is there"
            yield Fault(redirects.source.path, redirects.document.span([old]), f"'{now}' is itself redirected; {remedy}")


def _end(address: str, moved: Mapping[str, str]) -> str | None:
    passed: set[str] = set()
    while address in moved:
        if address in passed:
            return None
        passed.add(address)
        address = moved[address]
    return address
