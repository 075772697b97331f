"""A redirect from an address that a page has.

## Why

An address is one page; a reader would get the one or the other.

## Wrong

```text title="concepts/redirects.yml"
inference-fundamentals/latency: inference-fundamentals/kv-cache
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
from fieldguide.render.site_path import site_path


def shadowing_redirect(guide: Guide) -> Iterator[Fault]:
    """A redirect from an address that a page has."""
    paths = [*guide.pages, *(file.source.path for file in guide.fact_files)]
    standing = {site_path(path).removesuffix(".md").removesuffix("/index"): path for path in paths}
    for old in guide.redirects.moved:
        if old in standing:
            span = guide.redirects.document.key_span([old])
            yield Fault(guide.redirects.source.path, span, f"{standing[old]} stands at '{old}'; remove this redirect, or rename the page")
