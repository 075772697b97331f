"""A `mermaid` diagram that links, calls, configures or loads something, or holds HTML.

## Why

A diagram is drawn when the site is built; it shows, and does nothing.

## Wrong

```markdown
~~~mermaid
flowchart LR
  accTitle: A request
  accDescr: A prompt is prefilled, then decoded.
  A[Prefill] --> B[Decode]
  click A "https://example.org/"
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

from fieldguide.diagnostic import Fault
from fieldguide.page import Page
from fieldguide.page_check import in_each_page
from fieldguide.source import Span

ACTIVE = re.compile(
    r"^\s*(?:click|links?|href|callback|style|linkStyle|classDef|properties|details)\b|%%\{|^\s*---\s*$|\b(?:img|icon)\s*:"
    r"|url\s*\(|(?:javascript|vbscript|data)\s*:|<(?!br ?/?>)[A-Za-z/!?]|&#?\w+;|#\w+;",
    re.MULTILINE | re.IGNORECASE,
)
"""What a diagram may not hold."""


@in_each_page
def active_diagram(page: Page) -> Iterator[Fault]:
    """A `mermaid` diagram that links, calls, configures or loads something, or holds HTML."""
    for fence in page.body.fences:
        if fence.info.split(" ")[0] != "mermaid" or page.cut_short:
            continue
        for found in ACTIVE.finditer(fence.text):
            word = found[0].strip()
            before = fence.text[: found.end() - len(word)]
            line, column = fence.span.line + 1 + before.count("\n"), found.end() - len(word) - before.rfind("\n")
            column = page.source.lines[line - 1].find(word) + 1 or column
            span = Span(line, column, line, column + len(word))
            yield Fault(page.path, span, f"'{word}' has no place in a diagram here; draw with nodes, edges and their labels alone")
