"""A fact whose field is not declared, or whose unit is not that of its field.

## Why

All values of one column are compared and computed with as one kind of quantity.

## Wrong

```yaml title="concepts/facts/accelerators.yml"
entries:
  h100-sxm:
    name: NVIDIA H100 SXM
    cite: nvidia2022hopper, Table 2
    values:
      bf16_dense: 989.4 GB
```

## Right

```yaml title="concepts/facts/accelerators.yml"
entries:
  h100-sxm:
    name: NVIDIA H100 SXM
    cite: nvidia2022hopper, Table 2
    values:
      bf16_dense: 989.4 TFLOP/s
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide


def misfit_fact(guide: Guide) -> Iterator[Fault]:
    """A fact whose field is not declared, or whose unit is not that of its field."""
    yield from guide.problems("misfit_fact", safe=False)
