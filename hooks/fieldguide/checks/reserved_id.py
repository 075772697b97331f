"""An id that belongs to the site’s own machinery: one that begins with two underscores, or a class that begins with `md-`.

## Why

The site’s scripts find their settings and switches by such names; text that takes one could steer them.

## Wrong

```markdown
<span id="__config">text</span>
```

## Right

```markdown
<span id="config">text</span>
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.page import Page
from fieldguide.page_check import in_each_page
from fieldguide.parse.html_tags import html_tags
from fieldguide.source import Span

_CLASS = re.compile(r"\{:?[^{}\n]*?\.(md-[\w-]+)[^{}\n]*\}")


@in_each_page
def reserved_id(page: Page) -> Iterator[Fault]:
    """An id that belongs to the site’s own machinery: one that begins with two underscores, or a class that begins with `md-`."""
    named = [*page.body.ids, *((heading.anchor, heading.span) for heading in page.body.headings)]
    named += [
        (word, html.span)
        for html in page.body.html
        for tag in html_tags(html.text)
        for name, value in tag.attributes
        if name == "class"
        for word in value.split()
    ]
    for name, span in named:
        if name.startswith(("__", "md-")):
            yield Fault(page.path, span, f"'{name}' is a name of the site's own; choose another")
    yield from _attributes(page.path, page.source.lines)


def _attributes(path: str, lines: list[str]) -> Iterator[Fault]:
    for number, line in enumerate(lines, 1):
        if ".md-" in line and (found := _CLASS.search(line)):
            span = Span(number, found.start(1), number, found.end(1) + 1)
            yield Fault(path, span, f"'{found[1]}' is a name of the site's own; choose another")
