"""A line of the planner that cannot be computed.

## Why

The planner computes with the same facts and formulas as the pages; a name that means nothing, or units that do not go together, would show no result or a wrong one.

## Wrong

```yaml title="concepts/planner.yml"
groups:
  - title: Does it fit?
    lines:
      - id: held
        name: KV cache of a thousand tokens
        concept: kv-cache
        unit: MB
        cases:
          - formula: 1000 * heads * element
            where: {heads: model.kv_head, element: element}
```

## Right

```yaml title="concepts/planner.yml"
groups:
  - title: Does it fit?
    lines:
      - id: held
        name: KV cache of a thousand tokens
        concept: kv-cache
        unit: MB
        cases:
          - formula: 1000 * heads * element
            where: {heads: model.kv_heads, element: element}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide


def broken_planner(guide: Guide) -> Iterator[Fault]:
    """A line of the planner that cannot be computed."""
    yield from guide.problems("broken_planner")
