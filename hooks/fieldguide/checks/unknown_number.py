"""An input that names no key number.

## Why

A key number that was renamed takes with it every number that rests on it.

## Wrong

```yaml
key_numbers:
  - id: two-reads
    name: Time to read 2 GB, H100 SXM
    value: 0.60 ms
    formula: 2 * once
    where: {once: latency#flor}
```

## Right

```yaml
key_numbers:
  - id: two-reads
    name: Time to read 2 GB, H100 SXM
    value: 0.60 ms
    formula: 2 * once
    where: {once: latency#floor}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide


def unknown_number(guide: Guide) -> Iterator[Fault]:
    """An input that names no key number."""
    yield from guide.problems("unknown_number", safe=False)
