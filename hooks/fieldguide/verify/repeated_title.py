"""A title or a description that two pages share.

## Why

In a list of results, or of tabs, a reader cannot tell them apart.

## Wrong

```html
<title>The sample</title>
```

## Right

```html
<title>Latency - the sample</title>
```
"""

from __future__ import annotations

from collections.abc import Iterator

from turbohtml import Element

from fieldguide.diagnostic import Fault
from fieldguide.site import Site, SitePage


def repeated_title(site: Site) -> Iterator[Fault]:
    """A title or a description that two pages share."""
    first: dict[tuple[str, str], str] = {}
    for page in site.pages.values():
        for (kind, text), element in titles(page):
            other = first.setdefault((kind, text), page.name)
            if other != page.name:
                yield Fault(page.source.path, page.span(element), f"{other} has the same {kind}, '{text[:80]}'; change one")


def titles(page: SitePage) -> Iterator[tuple[tuple[str, str], Element]]:
    """What tells a page from the others: its title and its description, each as kind and text."""
    if page.redirects or page.name == "404.html":
        return
    for element in page.select("title")[:1]:
        yield ("title", element.text.strip()), element
    for element in page.select("meta[name]"):
        if element.attrs.get("name") == "description":
            yield ("description", str(element.attrs.get("content") or "").strip()), element
