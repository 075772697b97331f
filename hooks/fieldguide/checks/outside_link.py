"""A relative link to a file that is not part of the site.

## Why

It works on GitHub and is dead on the site.

## Wrong

```markdown
See the [read-me](../../README.md).
```

## Right

```markdown
See [latency](latency.md).
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.link import Kind, resolve
from fieldguide.page import Page
from fieldguide.page_check import in_each_page


@in_each_page
def outside_link(page: Page) -> Iterator[Fault]:
    """A relative link to a file that is not part of the site."""
    for link in page.body.links:
        target = resolve(page.path, link.target)
        if target.kind is Kind.OUTSIDE:
            yield Fault(
                page.path,
                link.target_span,
                f"{target.path} is outside concepts/ and docs/; give its full address, or move what it says into the site",
            )
