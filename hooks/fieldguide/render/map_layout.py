"""Where things stand on the map: parts as columns in reading order, concepts as boxes down them, prerequisites as routed lines.

Since what a concept requires stands before it in the guide, every line runs to the right or down. Lines keep to the gutters
between columns and the channels between rows, so that none crosses a box; those that leave one concept share a lane.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

BOX_WIDTH, LINE_HEIGHT, BOX_PADDING = 136, 15, 8
_LETTERS_A_LINE, _MOST_LINES = 18, 3
_LANE, _GUTTER, _CHANNEL, _HEAD, _PORT = 4, 8, 7, 58, 6

Point = tuple[float, float]
Edge = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Box:
    """A concept's box: its middle on the left is (x, y)."""

    x: float
    y: float
    height: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The map's size in pixels, its boxes by slug, the left of each column, and a line through corners for each edge."""

    width: float
    height: float
    boxes: Mapping[str, Box]
    columns: tuple[float, ...]
    lines: Mapping[Edge, tuple[Point, ...]]


def wrap_title(title: str, letters: int = _LETTERS_A_LINE) -> tuple[str, ...]:
    """A title in at most three lines; what follows a colon or stands in parentheses is left out."""
    short = title.partition(":")[0].partition(" (")[0]
    return tuple(textwrap.wrap(short, letters, max_lines=_MOST_LINES, placeholder=" …", break_on_hyphens=True))


def lay_out(columns: Sequence[Sequence[str]], titles: Mapping[str, str], edges: Iterable[Edge]) -> Layout:
    """The layout of the concepts in ``columns``; an ``edge`` leads from what is required to what requires it."""
    cell = {slug: (c, r) for c, column in enumerate(columns) for r, slug in enumerate(column)}
    routes = {edge: _route(cell[edge[0]], cell[edge[1]]) for edge in edges if edge[0] in cell and edge[1] in cell}
    grid = _Grid(columns, {slug: wrap_title(title) for slug, title in titles.items()}, cell, routes)
    return Layout(grid.gutters[-1][1], grid.bottom, grid.boxes, tuple(left + 0.0 for _, left in grid.gutters[: len(columns)]), grid.lines())


@dataclass(frozen=True, slots=True)
class _Route:
    """The way of an edge: out at the ``side`` (right, left, below), through a gutter, and for far columns a channel and a second gutter."""

    side: str
    gutter: int
    channel: int | None
    last: int


def _route(source: tuple[int, int], target: tuple[int, int]) -> _Route:
    (column, row), (to_column, to_row) = source, target
    if column == to_column:
        return _Route("below", 0, None, 0) if to_row == row + 1 else _Route("left", column, None, column)
    first = column + 1 if to_column > column else column
    side = "right" if to_column > column else "left"
    return _Route(side, first, None if first == to_column else row + (to_row > row), to_column)


def _lanes(spans: Mapping[str, tuple[float, float]]) -> dict[str, int]:
    """A lane for each span, so that no two that overlap share one."""
    ends: list[float] = []
    lanes = {}
    for name, (start, end) in sorted(spans.items(), key=lambda item: (item[1], item[0])):
        lane = next((n for n, last in enumerate(ends) if last < start), len(ends))
        ends[lane:] = [end, *ends[lane + 1 :]]
        lanes[name] = lane
    return lanes


class _Grid:
    """Gutters, rows and channels as wide as what runs through them."""

    def __init__(
        self,
        columns: Sequence[Sequence[str]],
        wrapped: Mapping[str, tuple[str, ...]],
        cell: Mapping[str, tuple[int, int]],
        routes: Mapping[Edge, _Route],
    ) -> None:
        self.cell, self.routes = cell, routes
        self.gutter_lanes, self.channel_lanes = self._assign()
        rows = max(map(len, columns), default=0)
        heights = [max(len(wrapped[c[r]]) for c in columns if r < len(c)) * LINE_HEIGHT + BOX_PADDING for r in range(rows)]
        self.gutters: list[tuple[float, float]] = []
        x = 0.0
        for c in range(len(columns) + 1):
            width = 2 * _GUTTER + _LANE * _used(self.gutter_lanes[c])
            self.gutters.append((x, x + width))
            x += width + BOX_WIDTH
        self.channels: list[tuple[float, float]] = []
        y = float(_HEAD)
        for r in range(rows + 1):
            height = 2 * _CHANNEL + _LANE * _used(self.channel_lanes[r])
            self.channels.append((y, y + height))
            y += height + (heights[r] if r < rows else 0)
        self.bottom = y
        self.boxes = {
            slug: Box(
                self.gutters[c][1],
                self.channels[r][1] + heights[r] / 2,
                len(wrapped[slug]) * LINE_HEIGHT + BOX_PADDING,
                wrapped[slug],
            )
            for slug, (c, r) in cell.items()
        }

    def _assign(self) -> tuple[dict[int, dict[str, int]], dict[int, dict[str, int]]]:
        """The lane of each concept's lines in each gutter and channel that they run through."""
        down: dict[int, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
        across: dict[int, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
        for (source, target), route in self.routes.items():
            if route.side == "below":
                continue
            row, to_row = self.cell[source][1] + 0.5, self.cell[target][1] + 0.5
            if route.channel is None:
                down[route.gutter][source] += [row, to_row]
            else:
                down[route.gutter][source] += [row, route.channel]
                across[route.channel][source] += [route.gutter, route.last]
                down[route.last][source] += [route.channel, to_row]
        lanes = (
            {n: _lanes({s: (min(ends), max(ends)) for s, ends in spans.items()}) for n, spans in kind.items()} for kind in (down, across)
        )
        gutters, channels = lanes
        return defaultdict(dict, gutters), defaultdict(dict, channels)

    def lines(self) -> dict[Edge, tuple[Point, ...]]:
        """The corners of each edge's line."""
        ports = self._ports()
        return {edge: self._line(edge, route, ports) for edge, route in self.routes.items()}

    def _ports(self) -> dict[Edge, float]:
        """How far from the middle of its target's left side each line ends: those from above end higher."""
        arriving: dict[str, list[str]] = defaultdict(list)
        for (source, target), route in self.routes.items():
            if route.side != "below":
                arriving[target].append(source)
        ports = {}
        for target, sources in arriving.items():
            for n, source in enumerate(sorted(sources, key=lambda s: (self.cell[s][1], self.cell[s][0]))):
                ports[source, target] = (n - (len(sources) - 1) / 2) * min(_PORT, 30 / len(sources))
        return ports

    def _line(self, edge: Edge, route: _Route, ports: Mapping[Edge, float]) -> tuple[Point, ...]:
        source, target = self.boxes[edge[0]], self.boxes[edge[1]]
        if route.side == "below":
            x = source.x + BOX_WIDTH / 2
            return (x, source.y + source.height / 2), (x, target.y - target.height / 2)
        start = source.x + (BOX_WIDTH if route.side == "right" else 0)
        end = target.y + ports[edge]
        first = self._lane(self.gutters, self.gutter_lanes, route.gutter, edge[0], _GUTTER)
        if route.channel is None:
            return (start, source.y), (first, source.y), (first, end), (target.x, end)
        across = self._lane(self.channels, self.channel_lanes, route.channel, edge[0], _CHANNEL)
        last = self._lane(self.gutters, self.gutter_lanes, route.last, edge[0], _GUTTER)
        return (start, source.y), (first, source.y), (first, across), (last, across), (last, end), (target.x, end)

    def _lane(self, places: list[tuple[float, float]], lanes: Mapping[int, Mapping[str, int]], n: int, source: str, margin: float) -> float:
        return places[n][0] + margin + _LANE * (lanes[n][source] + 0.5)


def _used(lanes: Mapping[str, int]) -> int:
    return max(lanes.values(), default=-1) + 1
