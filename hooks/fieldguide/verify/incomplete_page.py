"""A page without a language, a title, a description or exactly one main heading.

## Why

Search engines, tabs and screen readers name a page by them.

## Wrong

```html
<h1>A second heading</h1>
```

## Right

```html
<h2>A heading below the first</h2>
```
"""

from __future__ import annotations

from collections.abc import Iterator

from turbohtml import Namespace

from fieldguide.diagnostic import Fault
from fieldguide.site import Site


def incomplete_page(site: Site) -> Iterator[Fault]:
    """A page without a language, a title, a description or exactly one main heading."""
    for page in site.pages.values():
        at = page.span(page.root_element)
        if not page.root_element.attrs.get("lang"):
            yield Fault(page.source.path, at, "the page names no language; give its <html> a lang")
        titles = [element for element in page.select("title") if element.namespace is Namespace.HTML]
        if not titles or not titles[0].text.strip():
            yield Fault(page.source.path, at, "the page has no title; give it one in its front matter")
        if page.redirects:
            continue
        if not any(element.attrs.get("name") == "description" and element.attrs.get("content") for element in page.select("meta[name]")):
            yield Fault(page.source.path, at, "the page has no description; give its front matter a summary or a description")
        headings = page.select("h1")
        if not headings:
            yield Fault(page.source.path, at, "the page has no main heading; begin its text with '# '")
        for heading in headings[1:]:
            yield Fault(page.source.path, page.span(heading), "this is a second main heading; make it one of the second level")
