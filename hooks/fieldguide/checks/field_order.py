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

from collections.abc import Iterable, Iterator
from itertools import pairwise

from fieldguide.diagnostic import Fault, Fix, rewrite
from fieldguide.page import Page
from fieldguide.page_check import in_each_page
from fieldguide.parse.yaml_document import Location
from fieldguide.schema import ConceptMeta, KeyNumber, PartMeta
from fieldguide.source import Span


@in_each_page
def field_order(page: Page) -> Iterator[Fault]:
    """Fields of the front matter, or of a key number, in another order than on every other page."""
    if page.meta is None or _is_in_order(page):
        return
    yield from _order(page, [], _order_of(page))
    for index in range(len(page.concept.key_numbers) if page.concept else 0):
        yield from _order(page, ["key_numbers", index], list(KeyNumber.model_fields))


def _is_in_order(page: Page) -> bool:
    """Whether all fields are, by what was read alone: places are looked up only where one is not."""
    data = page.document.data
    numbers = data.get("key_numbers") or []
    return (
        not page.problems and _ascends(data, _order_of(page)) and all(_ascends(number, list(KeyNumber.model_fields)) for number in numbers)
    )


def _ascends(names: Iterable[str], order: list[str]) -> bool:
    places = [order.index(name) if name in order else -1 for name in names]
    return places == sorted(places)


def _order_of(page: Page) -> list[str]:
    return list((PartMeta if isinstance(page.meta, PartMeta) else ConceptMeta).model_fields)


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
