"""Mermaid text → SVG, when the site is built; colours come from the site's style sheet, so they follow light and dark."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from typing import Any

import merman

_CONFIGURATION = '%%{init: {"htmlLabels": false, "flowchart": {"htmlLabels": false}, "look": "classic", "theme": "neutral"}}%%\n'
_LONGEST = 8_000
_MARKER = re.compile(r'<marker id="([^"]+)".*?</marker>', re.DOTALL)


class DiagramError(ValueError):
    """Mermaid text that cannot be drawn."""


@lru_cache(maxsize=1024)
def to_svg(source: str) -> str:
    """The SVG of a diagram, without colours of its own; raises `DiagramError`."""
    if len(source) > _LONGEST:
        raise DiagramError(f"it has more than {_LONGEST:,} characters; draw less")
    try:
        svg = merman.Merman().render_svg(_CONFIGURATION + source, None)
    except merman.MermanError as error:
        raise DiagramError(getattr(error, "message", str(error))) from None
    svg = re.sub(r"<style>.*?</style>|<defs><filter.*?</defs>|<linearGradient.*?</linearGradient>", "", svg, flags=re.DOTALL)
    svg = re.sub(r' (?:data-(?:points|look|et|id|edge)|aria-roledescription|style)="[^"]*"', "", svg)
    svg = _MARKER.sub(lambda match: match[0] if f"url(#{match[1]})" in svg else "", svg)
    name = f"diagram-{sha256(source.encode()).hexdigest()[:8]}"
    svg = re.sub(r'(id="|aria-\w+="|url\(#|chart-\w+-)merman', rf"\g<1>{name}", svg)
    return svg.replace('role="graphics-document document"', 'role="img"').replace('width="100%"', _size(svg), 1)


def draw_fence(source: str, language: str, css_class: str, options: dict[str, Any], md: Any, **kwargs: Any) -> str:
    """The formatter that `pymdownx.superfences` calls for a ``mermaid`` fence."""
    return f'<figure class="diagram" tabindex="0">{to_svg(source)}</figure>'


def _size(svg: str) -> str:
    box = re.search(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"', svg)
    return f'width="{float(box[1]):.0f}" height="{float(box[2]):.0f}"' if box else 'width="100%"'
