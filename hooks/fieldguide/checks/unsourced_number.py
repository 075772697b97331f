"""A key number that is neither computed nor cited.

## Why

The guide’s promise is that every number can be traced.

## Wrong

```yaml
key_numbers:
  - id: kv-per-token
    name: KV cache per token
    value: 128 KiB
```

## Right

```yaml
key_numbers:
  - id: kv-per-token
    name: KV cache per token
    value: 128 KiB
    cite: kwon2023pagedattention, §1
    kind: measured
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide


def unsourced_number(guide: Guide) -> Iterator[Fault]:
    """A key number that is neither computed nor cited."""
    for number in guide.numbers.values():
        meta = number.meta
        if meta.formula or meta.where or meta.cite or not number.sound:
            continue
        if meta.kind != "assumed":
            yield Fault(
                number.page.path, number.span("id"), f"'{meta.id}' is neither computed nor cited; add formula and where, or cite and kind"
            )
        elif not meta.note:
            yield Fault(number.page.path, number.span("kind"), f"'{meta.id}' is assumed; say in a note what the assumption rests on")
