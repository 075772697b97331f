"""Raw HTML beyond a short list of harmless elements.

## Why

A page is text by a stranger: scripts, frames, forms, styles and event handlers have no place in it.

## Wrong

```markdown
<iframe src="https://example.org/"></iframe>
```

## Right

```markdown
<kbd>Ctrl</kbd>
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.page import Page
from fieldguide.page_check import in_each_page
from fieldguide.parse.html_tags import html_tags
from fieldguide.source import Span

ALLOWED = frozenset(
    [
        "abbr",
        "br",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "kbd",
        "mark",
        "small",
        "span",
        "sub",
        "summary",
        "sup",
        "wbr",
    ]
)
ATTRIBUTES = frozenset({"class", "id", "title", "markdown", "open", "lang"})


@in_each_page
def forbidden_html(page: Page) -> Iterator[Fault]:
    """Raw HTML beyond a short list of harmless elements."""
    for html in page.body.html:
        for tag in html_tags(html.text):
            lead = 0 if tag.line else html.span.column - 1
            line, column = html.span.line + tag.line, tag.column + lead + 1
            span = Span(line, column, line, column + len(tag.name) + 1)
            if tag.name not in ALLOWED:
                shown = f"<{tag.name}>" if tag.name[0].isalpha() else f"<{tag.name}"
                yield Fault(page.path, span, f"{shown} is not allowed; write Markdown, `code`, or one of {', '.join(sorted(ALLOWED))}")
                continue
            for name, _ in tag.attributes:
                if name not in ATTRIBUTES:
                    yield Fault(
                        page.path,
                        span,
                        f"the attribute '{name}' of <{tag.name}> is not allowed; there are {', '.join(sorted(ATTRIBUTES))}",
                    )
