"""A formula that does not read, or that has no answer.

## Why

Formulas are `+ - * / **`, parentheses and `min max ceil floor round sqrt log2 exp`, so that nothing else can run.

## Wrong

```yaml
key_numbers:
  - id: twofold
    name: Batches of a step, doubled
    value: 4
    formula: 2 ^ two
    where: {two: 2}
```

## Right

```yaml
key_numbers:
  - id: twofold
    name: Batches of a step, doubled
    value: 4
    formula: 2 ** two
    where: {two: 2}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide


def bad_formula(guide: Guide) -> Iterator[Fault]:
    """A formula that does not read, or that has no answer."""
    yield from guide.problems("bad_formula")
