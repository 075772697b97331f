"""A name of a formula that `where` does not give, or one that `where` gives for nothing.

## Why

A formula can be checked only when each of its inputs is on the page.

## Wrong

```yaml
key_numbers:
  - id: twofold
    name: Batches of a step, doubled
    value: 4
    formula: 2 * tow
    where: {two: 2}
```

## Right

```yaml
key_numbers:
  - id: twofold
    name: Batches of a step, doubled
    value: 4
    formula: 2 * two
    where: {two: 2}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide


def unknown_input(guide: Guide) -> Iterator[Fault]:
    """A name of a formula that `where` does not give, or one that `where` gives for nothing."""
    yield from guide.problems("unknown_input", safe=False)
