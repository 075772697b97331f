"""An id that stands twice on a page.

## Why

A link to it leads to the first alone, and scripts and screen readers take one for the other.

## Wrong

```html
<p id="somewhere">Again.</p>
```

## Right

```html
<p id="elsewhere">Again.</p>
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.site import Site


def repeated_id(site: Site) -> Iterator[Fault]:
    """An id that stands twice on a page."""
    for page in site.pages.values():
        for element in page.select("[id]"):
            name = element.attrs.get("id")
            if isinstance(name, str) and page.ids[name] is not element and page.ids[name].attrs.get("id") == name:
                first = page.span(page.ids[name]).line
                yield Fault(page.source.path, page.span(element), f"the id '{name}' stands at line {first} already; rename one")
