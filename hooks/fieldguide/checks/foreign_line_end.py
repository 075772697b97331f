"""A file whose lines end as on Windows or an old Macintosh, or that begins with a byte-order mark.

## Why

A change of one word then shows as a change of every line, and a mark before the first line hides it from other tools.

## Wrong

```console
$ unix2dos concepts/inference-fundamentals/kv-cache.md
```

## Right

```console
$ dos2unix concepts/inference-fundamentals/kv-cache.md
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide


def foreign_line_end(guide: Guide) -> Iterator[Fault]:
    """A file whose lines end as on Windows or an old Macintosh, or that begins with a byte-order mark."""
    yield from guide.problems("line_end")
