"""Something that a browser would fetch from another host.

## Why

A reader would be seen by that host, and the page breaks when it is gone. Links that a reader follows are fine.

## Wrong

```html
<img src="https://example.org/a.png" alt="a picture">
```

## Right

```html
<a href="https://example.org/a.png">a picture</a>
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.parse.active_html import scheme_of
from fieldguide.site import Site


def foreign_request(site: Site) -> Iterator[Fault]:
    """Something that a browser would fetch from another host."""
    for address in site.addresses:
        if address.loaded and site.target(address) is None and scheme_of(address.url) != "data":
            message = f"'{address.url[:80]}' is fetched from another host; publish the file with the site, or leave it out"
            yield Fault((site.root / address.path).as_posix(), address.span, message)
