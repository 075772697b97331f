"""A file that has no place in `concepts/` or `docs/`, by its kind, its name or its size.

## Why

All that lies there is published. A name must mean one file on every system, and a picture must be a picture.

## Wrong

```console
$ cp setup.exe concepts/inference-fundamentals/
```

## Right

```console
$ cp roofline.png concepts/hardware-foundations/
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide


def unfit_file(guide: Guide) -> Iterator[Fault]:
    """A file that has no place in `concepts/` or `docs/`, by its kind, its name or its size."""
    yield from guide.problems("unfit_file")
