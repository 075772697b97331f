"""A picture that another host holds.

## Why

Whoever reads the page would tell that host so, and the picture can change or vanish.

## Wrong

```markdown
![A roofline](https://example.org/roofline.png)
```

## Right

```markdown
[A roofline](https://example.org/roofline.png)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.link import Kind, resolve
from fieldguide.page import Page
from fieldguide.page_check import in_each_page


@in_each_page
def foreign_image(page: Page) -> Iterator[Fault]:
    """A picture that another host holds."""
    for link in page.body.links:
        if link.image and resolve(page.path, link.target).kind is Kind.EXTERNAL:
            yield Fault(page.path, link.target_span, "this picture is at another host; put the file beside the page, or link to it")
