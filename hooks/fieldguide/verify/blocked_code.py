"""A script or a style within a page that the page’s own policy does not allow.

## Why

A browser leaves it out, so something on the page does not work; or it was never meant to be there.

## Wrong

```html
<script>alert(1)</script>
```

## Right

```html
<script type="application/json">{"rate": 1}</script>
```
"""

from __future__ import annotations

from collections.abc import Iterator

from turbohtml import Element

from fieldguide.diagnostic import Fault
from fieldguide.render.policy import DATA_TYPES, script_hash
from fieldguide.site import Site
from fieldguide.verify.missing_policy import policy_of, read_policy


def blocked_code(site: Site) -> Iterator[Fault]:
    """A script or a style within a page that the page’s own policy does not allow."""
    for page in site.pages.values():
        policy = policy_of(page)
        allowed = read_policy(policy) if policy else {}
        for element in page.select("style, script, [style]"):
            kind = _kind(element)
            if kind and script_hash(element.text) not in allowed.get(kind, set()):
                message = f"the page's policy does not allow this <{element.tag}>; move it into a file under docs/assets/"
                yield Fault(page.source.path, page.span(element), message)
            if element.attrs.get("style") is not None:
                message = f"the page's policy does not allow the style of this <{element.tag}>; give it a class"
                yield Fault(page.source.path, page.span(element), message)


def _kind(element: Element) -> str | None:
    """The directive that governs an element with code in it."""
    if element.tag == "style":
        return "style-src"
    written = element.tag == "script" and element.attrs.get("src") is None and element.attrs.get("href") is None
    return "script-src" if written and element.attrs.get("type") not in DATA_TYPES else None
