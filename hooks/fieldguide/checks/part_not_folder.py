"""A page whose `part` is not the folder that it stands in.

## Why

The folder decides the address and the navigation; the field has to tell readers of the raw file the same. Here the page stands in `inference-fundamentals`.

## Wrong

```yaml
part: hardware-foundations
```

## Right

```yaml
part: inference-fundamentals
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault, rewrite
from fieldguide.page import Page
from fieldguide.page_check import in_each_page


@in_each_page
def part_not_folder(page: Page) -> Iterator[Fault]:
    """A page whose `part` is not the folder that it stands in."""
    if not page.is_concept:
        return
    if page.concept and page.concept.part != page.folder:
        message = (
            f"part is '{page.concept.part}', and the page stands in the folder '{page.folder}'; write part: {page.folder}, or move the file"
        )
        span = page.document.span(["part"])
        yield Fault(page.path, span, message, rewrite(page.path, span, page.folder, safe=False))
