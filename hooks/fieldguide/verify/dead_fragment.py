"""A link to a place that its page does not have.

## Why

The reader lands at the top of a page and has to search it.

## Wrong

```html
<a href="#nowhere">the cache</a>
```

## Right

```html
<a href="#somewhere">the cache</a>
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.nearest import did_you_mean
from fieldguide.site import Site


def dead_fragment(site: Site) -> Iterator[Fault]:
    """A link to a place that its page does not have."""
    for address in site.addresses:
        name, fragment = site.target(address) or ("", "")
        ids = site.ids(name) if fragment else None
        if ids is not None and fragment not in ids and fragment.split(":~:")[0]:
            hint = did_you_mean(fragment, ids) or "; name a heading or an id of that page"
            yield Fault((site.root / address.path).as_posix(), address.span, f"{name} has no id '{fragment[:80]}'{hint}")
