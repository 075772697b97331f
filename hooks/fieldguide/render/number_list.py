"""All key numbers of the guide → one table, which a script of the site sorts and filters.

Its style sheet lays the rows out as grids; roles say what they are to browsers that tell a table by its layout.
"""

from __future__ import annotations

from html import escape

from fieldguide.export.numbers import citation, number_date, number_name
from fieldguide.guide import Guide
from fieldguide.number import Number
from fieldguide.page import Page
from fieldguide.render.aside import finished
from fieldguide.render.site_path import relative_address
from fieldguide.render.table import unbroken
from fieldguide.unit import describe

_HEADINGS = ("Number", "Value", "Kind", "Concept", "Date")


def number_list(guide: Guide, page: Page, site_url: str) -> str:
    """Every key number with its value, kind, page and date, as an HTML table."""
    numbers = [number for number in guide.numbers.values() if number.page.concept and number.sound]
    ranks = {number.id: rank for rank, number in enumerate(sorted(numbers, key=_size))}
    rows = "\n".join(_row(guide, page, number, ranks[number.id], site_url) for number in numbers)
    heads = "".join(f'<th role="columnheader">{heading}</th>' for heading in _HEADINGS)
    return finished(
        f'<form class="number-filters"></form>\n<div class="number-list" tabindex="0">\n<table role="table">\n'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>\n<tbody role="rowgroup">\n{rows}\n</tbody>\n</table>\n</div>'
    )


def _row(guide: Guide, page: Page, number: Number, rank: int, site_url: str) -> str:
    concept = number.page.concept
    assert concept
    kind = "computed" if number.meta.formula else number.meta.kind or ""
    date = number_date(guide, number)
    here = relative_address(page.path, number.page.path)
    data = {"part": concept.part, "tags": " ".join(concept.tags), "kind": kind, "date": date, "cite": citation(number, site_url)}
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
    cells = (
        f'<td role="cell"><a href="{here}#{number.meta.id}">{escape(number.meta.name)}</a></td>',
        f'<td role="cell" data-sort="{rank:06}">{escape(unbroken(number.meta.value))}</td>',
        f'<td role="cell">{kind}</td>',
        f'<td role="cell"><a href="{here}">{escape(concept.title)}</a></td>',
        f'<td role="cell">{date}</td>',
    )
    return f'<tr role="row" id="{number_name(number).replace("#", ".")}"{attributes}>{"".join(cells)}</tr>'


def _size(number: Number) -> tuple[str, float]:
    """Numbers of one dimension stand together, by size."""
    if number.stated is None:
        return "", 0.0
    quantity = number.stated.quantity
    return describe(quantity.dimension), float(quantity.magnitude)
