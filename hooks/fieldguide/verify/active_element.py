"""An event handler, or a link that runs code.

## Why

Nothing runs on a page but the files of the site. What else could run was put there by mistake, or by a stranger.

## Wrong

```html
<a href="javascript:alert(1)">run</a>
```

## Right

```html
<a href="https://example.org/">read</a>
```
"""

from __future__ import annotations

from collections.abc import Iterator

from turbohtml import Namespace

from fieldguide.diagnostic import Fault
from fieldguide.parse.active_html import scheme_of
from fieldguide.site import Site

_FINE = frozenset({"", "http", "https", "mailto", "//"})


def active_element(site: Site) -> Iterator[Fault]:
    """An event handler, or a link that runs code."""
    for page in site.pages.values():
        for element in page.with_handlers:
            for name in element.attrs:
                if name.startswith("on"):
                    yield Fault(page.source.path, page.span(element), f"{name} of <{element.tag}> runs code; remove it")
        for element in page.select("iframe, object, embed, base, applet, frame"):
            if element.namespace is Namespace.HTML:
                yield Fault(page.source.path, page.span(element), f"<{element.tag}> has no place on the site; remove it")
    for address in site.addresses:
        scheme = scheme_of(address.url)
        if scheme not in _FINE and not (address.loaded and scheme == "data"):
            yield Fault((site.root / address.path).as_posix(), address.span, f"'{address.url[:80]}' is no address to read; remove it")
