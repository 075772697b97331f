"""A page without a Content-Security-Policy, or with one that allows more than the site’s own files.

## Why

The policy is what keeps a stranger’s text from running when all else has failed.

## Wrong

```html
<meta http-equiv="Content-Security-Policy" content="default-src 'self' https:">
```

## Right

```html
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'">
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from turbohtml import Element

from fieldguide.diagnostic import Fault
from fieldguide.site import Site, SitePage

_STRICT = {"default-src": {"'none'"}, "object-src": {"'none'"}, "base-uri": {"'none'"}, "form-action": {"'none'"}}
_ALLOWED = re.compile(r"'self'|'none'|'sha(?:256|384|512)-[A-Za-z0-9+/=]+'")


def missing_policy(site: Site) -> Iterator[Fault]:
    """A page without a Content-Security-Policy, or with one that allows more than the site’s own files."""
    for page in site.pages.values():
        element = policy_of(page)
        if element is None:
            message = "the page has no Content-Security-Policy before what it loads; put the one of render/policy.py first in its head"
            yield Fault(page.source.path, page.span(page.root_element), message)
            continue
        directives = read_policy(element)
        for name, wanted in _STRICT.items():
            if directives.get(name, set()) != wanted:
                yield Fault(page.source.path, page.span(element), f"the policy wants {name} {' '.join(wanted)}")
        for name, sources in directives.items():
            for source in sorted(sources):
                if not _ALLOWED.fullmatch(source) and (name, source) != ("img-src", "data:"):
                    yield Fault(page.source.path, page.span(element), f"the policy allows {source} in {name}; leave it out")


def policy_of(page: SitePage) -> Element | None:
    """The element with the page's policy, where it stands before all that loads or runs."""
    for element in page.select("meta, script, link, style, img, body"):
        if element.tag == "meta" and str(element.attrs.get("http-equiv", "")).lower() == "content-security-policy":
            return element
        if element.tag in ("script", "link", "style", "img", "body"):
            return None
    return None


def read_policy(element: Element) -> dict[str, set[str]]:
    """The directives of a policy, each with its sources."""
    parts = [part.split() for part in str(element.attrs.get("content") or "").split(";")]
    return {name.lower(): set(sources) for name, *sources in filter(None, parts)}
