"""An input that names no fact.

## Why

A fact that was renamed or removed takes with it every number that rests on it.

## Wrong

```yaml
key_numbers:
  - id: peak
    name: BF16 peak, H100 SXM
    value: 989.4 TFLOP/s
    formula: peak
    where: {peak: h100-sxm.bf16}
```

## Right

```yaml
key_numbers:
  - id: peak
    name: BF16 peak, H100 SXM
    value: 989.4 TFLOP/s
    formula: peak
    where: {peak: h100-sxm.bf16_dense}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide


def unknown_fact(guide: Guide) -> Iterator[Fault]:
    """An input that names no fact."""
    yield from guide.problems("unknown_fact", safe=False)
