"""Two headings, key numbers or ids of one page with one anchor.

## Why

A link to the one would lead to the other.

## Wrong

```yaml
key_numbers:
  - id: how-it-works
    name: Batches of a step, doubled
    value: 4
    formula: 2 * two
    where: {two: 2}
```

## Right

```yaml
key_numbers:
  - id: twofold
    name: Batches of a step, doubled
    value: 4
    formula: 2 * two
    where: {two: 2}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.page import GENERATED_ANCHORS, Page
from fieldguide.page_check import in_each_page


@in_each_page
def anchor_clash(page: Page) -> Iterator[Fault]:
    """Two headings, key numbers or ids of one page with one anchor."""
    if not _doubtful(page):
        return
    owner: dict[str, str] = dict.fromkeys(GENERATED_ANCHORS, "a heading that the site adds") if page.concept else {}
    for heading in page.body.headings:
        if heading.anchor in owner and heading.anchor not in GENERATED_ANCHORS:
            yield Fault(
                page.path,
                heading.span,
                f"the anchor '{heading.anchor}' is already that of {owner[heading.anchor]}; word this heading differently",
            )
        owner.setdefault(heading.anchor, "a heading")
    numbers = page.concept.key_numbers if page.concept else ()
    places = [(meta.id, page.document.span(["key_numbers", index, "id"])) for index, meta in enumerate(numbers)]
    for name, span in (*places, *page.body.ids):
        if name in owner:
            yield Fault(page.path, span, f"the id '{name}' is already that of {owner[name]}; choose another")
        owner.setdefault(name, "a key number" if (name, span) in places else "an HTML element")


def _doubtful(page: Page) -> bool:
    """Whether a name stands on the page twice; places are looked up only then."""
    own = [heading.anchor for heading in page.body.headings if not (page.concept and heading.anchor in GENERATED_ANCHORS)]
    named = [*(meta.id for meta in page.concept.key_numbers), *GENERATED_ANCHORS] if page.concept else []
    names = [*own, *named, *(name for name, _ in page.body.ids)]
    return len(set(names)) < len(names)
