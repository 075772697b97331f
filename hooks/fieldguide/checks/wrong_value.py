"""A stated value that is not the correct rounding of what its formula gives.

## Why

The build recomputes every computed number, to the digits and in the unit shown.

## Wrong

```yaml
key_numbers:
  - id: share
    name: Share of one request in a batch of three
    value: 34 %
    formula: 1 / batch
    where: {batch: 3}
```

## Right

```yaml
key_numbers:
  - id: share
    name: Share of one request in a batch of three
    value: 33 %
    formula: 1 / batch
    where: {batch: 3}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide


def wrong_value(guide: Guide) -> Iterator[Fault]:
    """A stated value that is not the correct rounding of what its formula gives."""
    yield from guide.problems("wrong_value", safe=False)
