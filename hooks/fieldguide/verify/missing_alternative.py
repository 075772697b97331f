"""A picture or a drawing that has no text for those who cannot see it.

## Why

A screen reader then says the name of a file, or nothing.

## Wrong

```html
<img src="a.png">
```

## Right

```html
<img src="a.png" alt="Bytes read in each step">
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.site import Site

_NAMING = ("aria-label", "aria-labelledby", "title")


def missing_alternative(site: Site) -> Iterator[Fault]:
    """A picture or a drawing that has no text for those who cannot see it."""
    for page in site.pages.values():
        for element in page.select("img, area"):
            if not str(element.attrs.get("alt") or "").strip() and element.attrs.get("role") != "presentation":
                yield Fault(page.source.path, page.span(element), "this picture has no text; write what it shows in the brackets: ![…]")
        for element in page.select("svg"):
            if element.attrs.get("role") == "img" and not any(element.attrs.get(name) for name in _NAMING):
                yield Fault(page.source.path, page.span(element), "this drawing has no title; give it accTitle and accDescr")
