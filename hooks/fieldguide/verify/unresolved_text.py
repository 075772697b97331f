"""Markup, a citation or a piece of a template that reached the page unread.

## Why

The reader sees the source instead of what it means.

## Wrong

```html
<p>As shown [@kwon2023, §1] and **there**.</p>
```

## Right

```html
<p>As shown by <code>[@key]</code> in code.</p>
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.site import Site

_UNRESOLVED = re.compile(
    r"\[-?@[A-Za-z][^\]\n]*\]?|\{\{|\}\}|\{%|%\}|\[\^[^\]\s]+\]|\$\$|\*\*(?=\S)|(?<=\S)\*\*|\{\s?[:.#][\s.#]*[\w-]+|\]\([^)\s]*\)?"
    r"|\\[(\[]|```|<!--|^!!! |^\?\?\? |\bPARTS\b|\bFACTS\b"
)
_DOUBTFUL = re.compile(r"[\[\]{}$*\\`<]|!!!|\?\?\?|PARTS|FACTS")
"""Some of these stand in all that is unresolved, and are found sooner."""

_ATTRIBUTES = ("title", "alt", "aria-label", "content")

_LIST = re.compile(r"<!-- [a-z]+ -->")


def unresolved_text(site: Site) -> Iterator[Fault]:
    """Markup, a citation or a piece of a template that reached the page unread."""
    for page in site.pages.values():
        for text, element in page.prose(_DOUBTFUL):
            for found in _UNRESOLVED.finditer(text):
                yield Fault(page.source.path, page.span(element, found[0]), _message(found[0]))
        for element in page.select(", ".join(f"[{name}]" for name in _ATTRIBUTES)):
            for name in _ATTRIBUTES:
                value = element.attrs.get(name)
                if isinstance(value, str) and _DOUBTFUL.search(value) and (within := _UNRESOLVED.search(value)):
                    yield Fault(page.source.path, page.span(element, within[0]), _message(within[0]))
        for comment in _LIST.finditer(page.source.text):
            start = len(page.source.text[: comment.start()].encode())
            yield Fault(page.source.path, page.source.span(start, start + len(comment[0])), _message(comment[0]))


def _message(text: str) -> str:
    return f"'{text[:60]}' reached the page unread; mend it at its source, or write it as `code`"
