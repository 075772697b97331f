"""A link, picture, script, style or entry of the sitemap that leads to no file of the site.

## Why

A reader meets an error page, or a page without its picture.

## Wrong

```html
<a href="no-such-page/">latency</a>
```

## Right

```html
<a href="../">home</a>
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.site import Site


def dead_address(site: Site) -> Iterator[Fault]:
    """A link, picture, script, style or entry of the sitemap that leads to no file of the site."""
    for address in site.addresses:
        target = site.target(address)
        if target and target[0] not in site.files:
            message = f"'{address.url[:80]}' leads to {target[0]}, which is no file of the site; mend the address, or publish the file"
            yield Fault((site.root / address.path).as_posix(), address.span, message)
