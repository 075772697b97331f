"""A fact that names no source.

## Why

Every computed number rests on facts; a fact without a source is a guess.

## Wrong

```yaml title="concepts/facts/accelerators.yml"
entries:
  h100-sxm:
    name: NVIDIA H100 SXM
    values:
      bf16_dense: 989.4 TFLOP/s
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
from itertools import groupby

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide


def unsourced_fact(guide: Guide) -> Iterator[Fault]:
    """A fact that names no source."""
    for file in guide.fact_files:
        unsourced = [fact for fact in file.facts if not fact.cite and file.document.fits(["entries", fact.entry])]
        for entry, group in groupby(unsourced, key=lambda fact: fact.entry):
            first, *others = group
            if others:
                span, message = file.document.key_span(["entries", entry]), f"{len(others) + 1} values of '{entry}' name no source"
                yield Fault(first.path, span, f"{message}; add cite: key, place to the entry, or to each value of its own")
            else:
                yield Fault(first.path, first.span, f"'{first.id}' names no source; add cite: key, place to the value or to its entry")
