"""A limit that does not bound its number: on a cited number, without a bound or with two, or in another unit.

## Why

The page says in words when a number passes its limit; the two must compare.

## Wrong

```yaml
key_numbers:
  - id: weights
    name: Weights of a model of 70 billion parameters, BF16
    value: 140 GB
    formula: params * element
    where: {params: 70B params, element: 2 B/param}
    limit: {at_most: 80 GB/s, beyond: does not fit}
```

## Right

```yaml
key_numbers:
  - id: weights
    name: Weights of a model of 70 billion parameters, BF16
    value: 140 GB
    formula: params * element
    where: {params: 70B params, element: 2 B/param}
    limit: {at_most: 80 GB, beyond: does not fit}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide
from fieldguide.number import Number
from fieldguide.unit import describe


def misfit_limit(guide: Guide) -> Iterator[Fault]:
    """A limit that does not bound its number: on a cited number, without a bound or with two, or in another unit."""
    for number in guide.numbers.values():
        if number.meta.limit and number.sound and (message := _misfit(number)):
            yield Fault(number.page.path, number.span("limit"), message)


def _misfit(number: Number) -> str | None:
    limit, stated = number.meta.limit, number.stated
    assert limit
    if not number.meta.formula:
        return "only a computed number has a limit; remove it"
    if bool(limit.at_most) == bool(limit.at_least):
        return "a limit is either at_most or at_least; give one of them"
    bound = number.limit.quantity if number.limit else None
    if bound and stated and bound.dimension != stated.unit.dimension:
        value = describe(stated.unit.dimension)
        return f"the limit is {describe(bound.dimension)}, and the value {value}; mend the one or the other"
    return None
