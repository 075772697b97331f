"""A link to a heading, a key number or a fact that its page does not have.

## Why

The reader would land at the top of the page without a word.

## Wrong

```markdown
See [what latency is made of](latency.md#parts).
```

## Right

```markdown
See [what latency is made of](latency.md#how-it-works).
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault, Fix, rewrite
from fieldguide.guide import Guide
from fieldguide.link import Kind, resolve
from fieldguide.nearest import certain, did_you_mean
from fieldguide.page import Link, Page


def dead_anchor(guide: Guide) -> Iterator[Fault]:
    """A link to a heading, a key number or a fact that its page does not have."""
    for page in guide.pages.values():
        for link in page.body.links:
            target = resolve(page.path, link.target)
            if target.kind is not Kind.INSIDE or not target.fragment or target.path in guide.broken:
                continue
            anchors = guide.anchors(target.path)
            if target.path in guide.pages and guide.pages[target.path].cut_short:
                continue
            if anchors is not None and target.fragment not in anchors:
                where = "this page" if target.path == page.path else target.path
                what = "heading or key number" if target.path in guide.pages else "fact"
                hint = did_you_mean(target.fragment, anchors) or (
                    f"; it has {_some(guide.headings(target.path))}" if target.path in guide.pages else ""
                )
                fix = _fix(page, link, certain(target.fragment, anchors), guide.headings(target.path))
                yield Fault(page.path, link.target_span, f"{where} has no {what} '{target.fragment}'{hint}", fix)


def _fix(page: Page, link: Link, meant: str | None, headings: set[str]) -> Fix | None:
    """Writes the anchor that is meant; not of its own accord where that is a number, which the link vouches for."""
    if meant is None or page.source.at(link.target_span) != link.target:
        return None
    return rewrite(page.path, link.target_span, f"{link.target.partition('#')[0]}#{meant}", safe=meant in headings)


def _some(anchors: set[str]) -> str:
    return ", ".join(sorted(anchors)[:8]) + ("…" if len(anchors) > 8 else "") if anchors else "none"
