"""A plot over something that is no input of its number, or over a range that the input cannot take.

## Why

The curve is computed from the formula; only an input that the formula holds can move it.

## Wrong

```yaml
key_numbers:
  - id: request
    name: KV cache of one request
    value: 1 GiB
    formula: per_token * context
    where: {per_token: 128 KiB/token, context: "8,192 tokens"}
    plot: {over: context, range: 1–64 GiB}
```

## Right

```yaml
key_numbers:
  - id: request
    name: KV cache of one request
    value: 1 GiB
    formula: per_token * context
    where: {per_token: 128 KiB/token, context: "8,192 tokens"}
    plot: {over: context, range: 1k–64k tokens}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide
from fieldguide.nearest import did_you_mean
from fieldguide.number import Number
from fieldguide.quantity import QuantityError, parse_quantity
from fieldguide.unit import Dimension, describe


def misfit_plot(guide: Guide) -> Iterator[Fault]:
    """A plot over something that is no input of its number, or over a range that the input cannot take."""
    for number in guide.numbers.values():
        plot = number.meta.plot
        if not plot or not number.sound:
            continue
        item = next((item for item in number.inputs if item.name == plot.over), None)
        if not number.meta.formula and number.meta.cite:
            yield _fault(number, "only a computed number has a plot; remove it")
        elif not item and not _named(number, plot.over):
            hint = did_you_mean(plot.over, number.meta.where) or f"; there are {', '.join(number.meta.where)}"
            yield _fault(number, f"the formula has no input '{plot.over}'{hint}")
        elif item and plot.range and item.quantity and (misfit := _misfit(plot.range, item.quantity.dimension)):
            yield _fault(number, misfit, "range")


def _named(number: Number, name: str) -> bool:
    """Whether the formula names an input, given or not: that it is not given is the fault of another check."""
    return not number.meta.formula or name in re.findall(r"\w+", number.meta.formula)


def _misfit(text: str, dimension: Dimension) -> str | None:
    try:
        stated = parse_quantity(text)
    except QuantityError as error:
        return str(error)
    if stated.single:
        return f"'{text}' is one number; write a range, such as 1k–128k tokens"
    if stated.unit.dimension != dimension:
        return f"the range is {describe(stated.unit.dimension)}, and the input {describe(dimension)}; mend the one or the other"
    return None


def _fault(number: Number, message: str, *field: str) -> Fault:
    return Fault(number.page.path, number.span("plot", *field), message)
