"""The guide's graph as SVG: the whole of it, and a concept's neighbourhood. Colours and type are the style sheet's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape

from fieldguide.guide import Guide
from fieldguide.render.map_layout import BOX_WIDTH, LINE_HEIGHT, Box, Edge, Point, lay_out, wrap_title
from fieldguide.render.preview import title
from fieldguide.render.roman import roman

_RADIUS = 5
_HUES = 8
_FITTING_WIDTH = 1400
_COLUMN_GAP, _ROW_GAP, _CHIP_HEIGHT, _CHIP_GAP, _LETTER = 54, 12, 24, 7, 7.0

Address = Callable[[str], str]


def draw_map(guide: Guide, address: Address) -> str:
    """The SVG of the whole graph; ``address`` gives the link to a file of the guide."""
    columns = [[slug for slug in part.meta.concepts if slug in guide.concepts] for part in guide.parts]
    edges = prerequisites(guide)
    layout = lay_out(columns, {slug: title(guide, slug) for slug in guide.concepts}, edges)
    hues = {slug: n % _HUES + 1 for n, column in enumerate(columns) for slug in column}
    needless = implied(edges)
    heads = "".join(
        f'<a class="part hue-{n % _HUES + 1}" xlink:href="{address(part.page.path)}">'
        f'<rect x="{x:g}" y="6" width="{BOX_WIDTH}" height="40" rx="4"/>{_text(x, 26, wrap_title(f"{roman(part.meta.number)}. {part.meta.title}"))}</a>'
        for n, (part, x) in enumerate(zip(guide.parts, layout.columns, strict=True))
    )
    lines = "".join(_line(edge, corners, hues[edge[0]], edge in needless) for edge, corners in layout.lines.items())
    nodes = "".join(_node(guide, slug, box, hues[slug], address) for slug, box in layout.boxes.items())
    return _svg(layout.width, layout.height, "Map of the guide", f"{lines}{heads}{nodes}")


def draw_neighbourhood(guide: Guide, slug: str, address: Address) -> str:
    """The SVG of one concept between what it requires and what requires it, with related concepts below; empty where it has none."""
    page = guide.concepts[slug]
    before = [other for other in (page.concept.requires if page.concept else ()) if other in guide.concepts]
    after = guide.required_by.get(slug, [])
    others = [*(page.concept.related if page.concept else ()), *(other for other, _ in guide.backlinks.get(slug, ()))]
    related = [other for other in dict.fromkeys(others) if other in guide.concepts and other not in {slug, *before, *after}]
    if not before and not after and not related:
        return ""
    hues = {part.slug: n % _HUES + 1 for n, part in enumerate(guide.parts)}
    hue = {other: hues.get(guide.concepts[other].folder, 1) for other in (slug, *before, *after, *related)}
    columns = [column for column in (before, [slug], after) if column]
    boxes, bottom = _stacked(guide, columns)
    edges = [*((other, slug) for other in before), *((slug, other) for other in after)]
    lines = "".join(_line(edge, _bent(boxes[edge[0]], boxes[edge[1]]), hue[edge[0]], False) for edge in edges)
    nodes = "".join(_node(guide, other, box, hue[other], address, here=other == slug) for other, box in boxes.items())
    chips, width, bottom = _chips(guide, related, hue, address, 3 * BOX_WIDTH + 2 * _COLUMN_GAP + 8, bottom)
    return _svg(width, bottom, f"Around {title(guide, slug)}", f"{lines}{nodes}{chips}")


def prerequisites(guide: Guide) -> list[Edge]:
    """What is required → what requires it, of all concepts."""
    return [
        (required, slug)
        for slug, page in guide.concepts.items()
        for required in (page.concept.requires if page.concept else ())
        if required in guide.concepts
    ]


def implied(edges: Iterable[Edge]) -> set[Edge]:
    """The edges that a longer way along others says already."""
    leads_to: dict[str, set[str]] = {}
    for source, target in edges:
        leads_to.setdefault(source, set()).add(target)

    def beyond(slug: str) -> set[str]:
        found: set[str] = set()
        ahead = [further for step in leads_to.get(slug, ()) for further in leads_to.get(step, ())]
        while ahead:
            step = ahead.pop()
            if step not in found:
                found.add(step)
                ahead += leads_to.get(step, ())
        return found

    return {(source, target) for source, targets in leads_to.items() for target in targets & beyond(source)}


def _stacked(guide: Guide, columns: Sequence[Sequence[str]]) -> tuple[dict[str, Box], float]:
    """Boxes in columns, each centred on the tallest, and where they end."""
    stacks = [[wrap_title(title(guide, slug)) for slug in column] for column in columns]
    heights = [sum(len(lines) * LINE_HEIGHT + 8 + _ROW_GAP for lines in stack) - _ROW_GAP for stack in stacks]
    tallest, boxes = max(heights), {}
    for n, (column, stack, total) in enumerate(zip(columns, stacks, heights, strict=True)):
        y = 4 + (tallest - total) / 2
        for slug, lines in zip(column, stack, strict=True):
            height = len(lines) * LINE_HEIGHT + 8
            boxes[slug] = Box(4 + n * (BOX_WIDTH + _COLUMN_GAP), y + height / 2, height, lines)
            y += height + _ROW_GAP
    return boxes, 4 + tallest + 4


def _bent(source: Box, target: Box) -> tuple[Point, ...]:
    start, end = source.x + BOX_WIDTH, target.x
    middle = (start + end) / 2
    return (start, source.y), (middle, source.y), (middle, target.y), (end, target.y)


def _chips(
    guide: Guide, slugs: Iterable[str], hue: Mapping[str, int], address: Address, width: float, top: float
) -> tuple[str, float, float]:
    """The related concepts, set like words in lines below ``top``; with the width and the bottom of the whole."""
    x, y, chips = 4.0, top + 30, []
    for slug in slugs:
        lines = wrap_title(title(guide, slug), 60)
        length = max(map(len, lines)) * _LETTER + 16
        if x > 4 and x + length > width - 4:
            x, y = 4.0, y + _CHIP_HEIGHT + _CHIP_GAP
        chips.append(_node(guide, slug, Box(x, y + _CHIP_HEIGHT / 2, _CHIP_HEIGHT, lines), hue[slug], address, length, "related"))
        x += length + _CHIP_GAP
    if not chips:
        return "", width, top
    return f'<text class="caption" x="4" y="{top + 20:g}">Related</text>{"".join(chips)}', width, y + _CHIP_HEIGHT + 4


def _svg(width: float, height: float, name: str, content: str) -> str:
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    fits = ' class="fits"' if width <= _FITTING_WIDTH else ""
    return f'<svg{fits} xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="group" aria-label="{escape(name)}" {size}>{content}</svg>'


def _node(
    guide: Guide, slug: str, box: Box, hue: int, address: Address, width: float = BOX_WIDTH, kind: str = "", here: bool = False
) -> str:
    page = guide.concepts[slug]
    required = [title(guide, other) for other in (page.concept.requires if page.concept else ()) if other in guide.concepts]
    name = f"{title(guide, slug)}. Requires {'; '.join(required) or 'nothing'}."
    classes = " ".join(filter(None, ["node", f"hue-{hue}", kind, "here" if here else ""]))
    shape = f'<rect x="{box.x:g}" y="{box.y - box.height / 2:g}" width="{width:g}" height="{box.height:g}" rx="4"/>'
    inside = f"{shape}{_text(box.x, box.y, box.lines, width)}"
    if here:
        return f'<g class="{classes}">{inside}</g>'
    return f'<a class="{classes}" xlink:href="{address(page.path)}" data-concept="{slug}" aria-label="{escape(name)}">{inside}</a>'


def _text(x: float, y: float, lines: Sequence[str], width: float = BOX_WIDTH) -> str:
    first = y - (len(lines) - 1) * LINE_HEIGHT / 2 + 4.5
    rows = "".join(
        f'<tspan x="{x + width / 2:g}" y="{first + n * LINE_HEIGHT:g}">{escape(line, quote=False)}</tspan>' for n, line in enumerate(lines)
    )
    return f'<text text-anchor="middle">{rows}</text>'


def _line(edge: Edge, corners: Sequence[Point], hue: int, needless: bool) -> str:
    """An arrow with rounded corners."""
    (x, y), (end_x, end_y) = corners[0], corners[-1]
    way = f"M{x:g} {y:g}"
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        near, far = _towards(corner, before), _towards(corner, after)
        way += f"L{near[0]:g} {near[1]:g}Q{corner[0]:g} {corner[1]:g} {far[0]:g} {far[1]:g}"
    down = corners[-2][0] == end_x
    head = "m-4 -5l4 5l4 -5" if down else "m-5 -4l5 4l-5 4"
    kind = " implied" if needless else ""
    return f'<path class="edge hue-{hue}{kind}" data-from="{edge[0]}" data-to="{edge[1]}" d="{way}L{end_x:g} {end_y:g}{head}"/>'


def _towards(corner: Point, other: Point) -> Point:
    """The point where the rounding of a corner begins on the way to another point."""
    distance = abs(other[0] - corner[0]) + abs(other[1] - corner[1])
    share = min(_RADIUS, distance / 2) / distance if distance else 0
    return corner[0] + (other[0] - corner[0]) * share, corner[1] + (other[1] - corner[1]) * share
