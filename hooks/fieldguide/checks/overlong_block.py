"""A line or a paragraph so long that no reader wrote it.

## Why

The programs that turn pages into HTML take minutes over such text, and nobody can review it.

## Wrong

```console
$ tr -d '\\n' < draft.md >> concepts/inference-fundamentals/kv-cache.md
```

## Right

```console
$ cat draft.md >> concepts/inference-fundamentals/kv-cache.md
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.page import Page
from fieldguide.page_check import in_each_page
from fieldguide.source import Span

LONGEST_LINE, LONGEST_BLOCK = 4_000, 12_000
"""In characters; a block is what stands between two empty lines. The guide's longest have 1,000 and 6,000."""


@in_each_page
def overlong_block(page: Page) -> Iterator[Fault]:
    """A line or a paragraph so long that no reader wrote it."""
    if max(map(len, page.source.text.split("\n\n"))) <= LONGEST_LINE:
        return
    length = start = 0
    for number, line in enumerate(page.source.lines, 1):
        if len(line) > LONGEST_LINE:
            message = f"this line has {len(line):,} characters; break it below {LONGEST_LINE:,}"
            yield Fault(page.path, Span(number, 1, number, 2), message)
        if not line.strip():
            length = 0
            continue
        start = start if length else number
        if length <= LONGEST_BLOCK < length + len(line):
            message = f"from here to the next empty line there are more than {LONGEST_BLOCK:,} characters; break it up"
            yield Fault(page.path, Span(start, 1, start, 2), message)
        length += len(line)
