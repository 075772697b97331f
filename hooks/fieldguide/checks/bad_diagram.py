"""A `mermaid` diagram that cannot be drawn, or that has no title or description for those who cannot see it.

## Why

Diagrams are drawn when the site is built; their title and description are what a screen reader says.

## Wrong

```markdown
~~~mermaid
flowchart LR
  A[Prompt] -->
~~~
```

## Right

```markdown
~~~mermaid
flowchart LR
  accTitle: A request
  accDescr: A prompt is prefilled, then decoded.
  A[Prefill] --> B[Decode]
~~~
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldguide.checks.active_diagram import ACTIVE
from fieldguide.diagnostic import Fault
from fieldguide.page import Fence, Page
from fieldguide.page_check import in_each_page
from fieldguide.render.diagram import DiagramError, to_svg
from fieldguide.source import Span

_MOST_LINES = 60


@in_each_page
def bad_diagram(page: Page) -> Iterator[Fault]:
    """A `mermaid` diagram that cannot be drawn, or that has no title or description for those who cannot see it."""
    for fence in page.body.fences:
        if fence.info.split(" ")[0] != "mermaid" or page.cut_short or ACTIVE.search(fence.text):
            continue
        at = Span(fence.span.line, fence.span.column, fence.span.line, fence.span.column + 10)
        missing = [name for name in ("accTitle", "accDescr") if not re.search(rf"^\s*{name}\s*[:{{]", fence.text, re.MULTILINE)]
        if missing:
            yield Fault(
                page.path, at, f"the diagram has no {' and no '.join(missing)}; add '{missing[0]}: what it shows' below its first line"
            )
        try:
            to_svg(fence.text)
        except DiagramError as error:
            yield Fault(page.path, _broken_line(page, fence) or at, f"this diagram cannot be drawn: {error}")


def _broken_line(page: Page, fence: Fence) -> Span | None:
    """The one line without which the diagram could be drawn; the parser does not say where it stopped."""
    lines = fence.text.splitlines(keepends=True)
    for index in range(1, len(lines)) if len(lines) <= _MOST_LINES else ():
        if lines[index].strip() and _draws("".join(lines[:index] + lines[index + 1 :])):
            text = page.source.lines[fence.span.line + index]
            line = fence.span.line + index + 1
            return Span(line, len(text) - len(text.lstrip()) + 1, line, len(text) + 1)
    return None


def _draws(text: str) -> bool:
    try:
        return bool(to_svg(text))
    except DiagramError:
        return False
