"""Mermaid text → an SVG for paper: colours of its own, and laid out in whichever direction lets its text stand larger on a page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fieldguide.render.diagram import to_svg

_WIDTH, _HEIGHT = 760, 740
"""What fits on a page at full size, in the diagram's units; a larger one is made smaller, and its text with it."""

_STYLE = """
svg { font: 14px "Libertinus Serif", serif; fill: #1b1f24 }
.node rect, .node path, .node circle, .node ellipse, .node polygon, rect.actor { fill: #f3f6f8; stroke: #2a6b8f; stroke-width: 1.2px }
.cluster rect { fill: #fafbfc; stroke: #b8c2cc }
.label > rect { fill: none; stroke: none }
.edgeLabel rect, rect.background { fill: #ffffff; stroke: none }
text { fill: #1b1f24; stroke: none; text-anchor: middle }
.flowchart-link, .messageLine0, .messageLine1, .actor-line, .transition, .loopLine { fill: none; stroke: #57636e; stroke-width: 1.4px }
.edge-pattern-dotted, .messageLine1, .loopLine { stroke-dasharray: 3 3 }
.marker { fill: #57636e; stroke: none }
.labelBox, .note, .activation0 { fill: #ffffff; stroke: #57636e }
"""
_TITLE = re.compile(r"^\s*accTitle: (.*)$", re.MULTILINE)
_ACROSS = re.compile(r"^(\s*(?:flowchart|graph) )LR\b", re.MULTILINE)
_SIZE = re.compile(r'width="([\d.]+)" height="([\d.]+)"')


@dataclass(frozen=True)
class Drawing:
    """An SVG, what it shows, and its width on paper as a share of the text's, at most 1."""

    svg: str
    title: str
    width: float


def draw(source: str) -> Drawing:
    """The drawing of a diagram; raises `DiagramError`."""
    ways = [to_svg(source)]
    if _ACROSS.search(source):
        ways.append(to_svg(_ACROSS.sub(r"\1TB", source)))
    svg = max(ways, key=_scale)
    title = _TITLE.search(source)
    styled = svg.replace(">", f"><style>{_STYLE}</style>", 1)
    return Drawing(styled, title[1] if title else "Diagram", min(1, _size(svg)[0] * _scale(svg) / _WIDTH))


def _scale(svg: str) -> float:
    """How large it can stand on a page, at most 1."""
    width, height = _size(svg)
    return min(1, _WIDTH / width, _HEIGHT / height)


def _size(svg: str) -> tuple[float, float]:
    found = _SIZE.search(svg)
    return (float(found[1]), float(found[2])) if found else (_WIDTH, _HEIGHT)
