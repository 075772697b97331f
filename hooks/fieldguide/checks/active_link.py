"""A link that runs code or embeds a document: `javascript:`, `data:`, `vbscript:` and their like.

## Why

A page is text by a stranger; nothing in it may run in a reader’s browser.

## Wrong

```markdown
[click](javascript:alert(1))
```

## Right

```markdown
[the project](https://example.org/)
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.link import Kind, resolve
from fieldguide.page import Page
from fieldguide.page_check import in_each_page

_ODD = re.compile(r"[\x00-\x1f\x7f\"<>\\`]")


@in_each_page
def active_link(page: Page) -> Iterator[Fault]:
    """A link that runs code or embeds a document: `javascript:`, `data:`, `vbscript:` and their like."""
    for link in page.body.links:
        if resolve(page.path, link.target).kind is Kind.ACTIVE or _ODD.search(link.target):
            yield Fault(page.path, link.target_span, f"'{link.target[:60]}' is not a plain address; use https: or a relative link")
