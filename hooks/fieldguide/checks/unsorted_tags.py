"""Tags that are not in alphabetical order.

## Why

A list in one order shows at a glance what it holds, and two changes of it do not collide.

## Wrong

```yaml
tags: [memory, inference]
```

## Right

```yaml
tags: [inference, memory]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault, Fix
from fieldguide.edit import Edit
from fieldguide.page import Page
from fieldguide.page_check import in_each_page
from fieldguide.source import Span


@in_each_page
def unsorted_tags(page: Page) -> Iterator[Fault]:
    """Tags that are not in alphabetical order."""
    if not page.is_concept:
        return
    tags = page.concept.tags if page.concept and page.document.fits(["tags"]) else []
    in_order = sorted(tags)
    if tags == in_order:
        return
    spans = [page.document.span(["tags", index]) for index in range(len(tags))]
    first = next(index for index, (tag, wanted) in enumerate(zip(tags, in_order, strict=True)) if tag != wanted)
    message = f"the tags are not in alphabetical order; write [{', '.join(in_order)}]"
    yield Fault(page.path, spans[first], message, _fix(page, spans, in_order))


def _fix(page: Page, spans: list[Span], in_order: list[str]) -> Fix | None:
    """Puts the tags in order, where no remark stands among them that would lose its place."""
    if any("#" in line for line in page.source.lines[spans[0].line - 1 : spans[-1].end_line]):
        return None
    return Fix(f"write tags: [{', '.join(in_order)}]", tuple(Edit(page.path, span, tag) for span, tag in zip(spans, in_order, strict=True)))
