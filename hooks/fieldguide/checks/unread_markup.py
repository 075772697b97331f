"""Text that looks like markup and that the site would read otherwise than the checks do.

## Why

A link with a space in its address, an unclosed fence or half a tag reaches the reader raw, or as HTML that nobody checked.

## Wrong

```markdown
See [latency](latency page.md).
```

## Right

```markdown
See [latency](latency.md).
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide


def unread_markup(guide: Guide) -> Iterator[Fault]:
    """Text that looks like markup and that the site would read otherwise than the checks do."""
    yield from guide.problems("unread_markup", "unclosed_fence")
