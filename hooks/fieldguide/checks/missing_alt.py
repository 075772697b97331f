"""An image without alternative text.

## Why

A reader who cannot see it, or whose connection dropped it, gets nothing.

## Wrong

```markdown
![](bytes-read.png)
```

## Right

```markdown
![Bytes read in each decode step, growing with the context](bytes-read.png)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.page import Page
from fieldguide.page_check import in_each_page


@in_each_page
def missing_alt(page: Page) -> Iterator[Fault]:
    """An image without alternative text."""
    for link in page.body.links:
        if link.image and not link.text:
            yield Fault(page.path, link.span, f"the image '{link.target}' has no alternative text; write ![what it shows]({link.target})")
