"""A place of a new page that is still to be filled in.

## Why

`fieldguide new` writes a page that says in each place what to write there; a reader is to find the text instead.

## Wrong

```markdown
<!-- FILL IN: two or three sentences on the decision it drives -->
```

## Right

```markdown
It decides how many requests one GPU serves.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.page import Page
from fieldguide.page_check import in_each_page

OPENING = "<!-- FILL IN"
"""How a comment begins that stands for what is to be written."""


@in_each_page
def unfilled_placeholder(page: Page) -> Iterator[Fault]:
    """A place of a new page that is still to be filled in."""
    for html in page.body.html:
        if html.text.lstrip().startswith(OPENING):
            wanted = " ".join(html.text.replace(OPENING, "").replace("-->", "").split()).strip(": ")
            yield Fault(page.path, html.span, f"this is still to be filled in: {wanted}")
