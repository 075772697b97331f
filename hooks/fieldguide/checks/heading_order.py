"""A heading of the wrong level: a title within the text, or a step of more than one.

## Why

The title comes from the front matter; the rest is an outline, which screen readers and the table of contents follow: below `##` comes `###`.

## Wrong

```markdown
#### Details
```

## Right

```markdown
### Details
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault, Fix, rewrite
from fieldguide.page import Heading, Page
from fieldguide.page_check import in_each_page
from fieldguide.source import Span


@in_each_page
def heading_order(page: Page) -> Iterator[Fault]:
    """A heading of the wrong level: a title within the text, or a step of more than one."""
    concept = page.path.startswith("concepts/")
    previous = 1 if concept else 0
    for heading in page.body.headings:
        if heading.level == 1 and previous and not page.broken:
            yield Fault(
                page.path,
                heading.span,
                f"'{heading.text}' is a second title{concept * ', after that of the front matter'}; begin it with ##",
                _fix(page, heading, 2),
            )
            continue
        if heading.level > previous + 1:
            above = (
                f"{heading.level - previous} levels below the heading before it" if previous else "the first heading, which is the title"
            )
            message = f"'{heading.text}' is {above}; begin it with {'#' * (previous + 1)}"
            yield Fault(page.path, heading.span, message, _fix(page, heading, previous + 1))
        previous = max(heading.level, 1)


def _fix(page: Page, heading: Heading, level: int) -> Fix | None:
    """Gives the heading another level, where it begins its line with its signs."""
    line = heading.span.line
    if not page.source.lines[line - 1].startswith("#" * heading.level + " "):
        return None
    return rewrite(page.path, Span(line, 1, line, heading.level + 1), "#" * level, safe=False)
