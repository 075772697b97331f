"""Fields of the front matter, or of a key number, in another order than on every other page.

## Why

A reader of many pages finds each field where it was on the last one, and a comparison of two shows what differs.

## Wrong

```yaml
key_numbers:
  - name: Batches of a step, doubled
    id: twofold
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
from itertools import pairwise

from fieldguide.diagnostic import Fault, Fix, rewrite
from fieldguide.guide import Guide
from fieldguide.page import Page
from fieldguide.parse.yaml_document import Location
from fieldguide.schema import ConceptMeta, KeyNumber, PartMeta
from fieldguide.source import Span


def field_order(guide: Guide) -> Iterator[Fault]:
    """Fields of the front matter, or of a key number, in another order than on every other page."""
    for page in guide.pages.values():
        if page.meta is None:
            continue
        model = PartMeta if isinstance(page.meta, PartMeta) else ConceptMeta
        yield from _order(page, [], list(model.model_fields))
        for index in range(len(page.concept.key_numbers) if page.concept else 0):
            yield from _order(page, ["key_numbers", index], list(KeyNumber.model_fields))


def _order(page: Page, location: Location, order: list[str]) -> Iterator[Fault]:
    fields = page.document.fields(location)
    names = [name for name, _ in fields]
    if len(set(names)) < len(names) or not set(names) <= set(order):
        return
    for before, after in pairwise(names):
        if order.index(after) < order.index(before):
            wanted = [name for name in order if name in names]
            span = page.document.key_span([*location, after])
            yield Fault(
                page.path,
                span,
                f"'{after}' comes before '{before}' on every page; the order is {', '.join(wanted)}",
                _fix(page, fields, wanted),
            )
            return


def _fix(page: Page, fields: tuple[tuple[str, Span], ...], wanted: list[str]) -> Fix | None:
    """Puts the fields in order, where no remark stands between them that would lose its place."""
    spans = [span for _, span in fields]
    texts = {name: page.source.at(span) for name, span in fields}
    if any(line.lstrip().startswith("#") for text in texts.values() for line in text.split("\n")):
        return None
    whole = Span(spans[0].line, spans[0].column, spans[-1].end_line, spans[-1].end_column)
    text = f"\n{' ' * (whole.column - 1)}".join(texts[name] for name in wanted)
    return Fix("put the fields in order", rewrite(page.path, whole, text).edits)
