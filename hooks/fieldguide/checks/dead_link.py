"""A link to a file that does not exist, or one that would not work on GitHub.

## Why

Links are relative links to files, so that they work on the site, on GitHub and in an editor.

## Wrong

```markdown
See [latency](latencies.md).
```

## Right

```markdown
See [latency](latency.md).
```
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide
from fieldguide.link import Kind, resolve
from fieldguide.nearest import nearest


def dead_link(guide: Guide) -> Iterator[Fault]:
    """A link to a file that does not exist, or one that would not work on GitHub."""
    for page in guide.pages.values():
        for link in page.body.links:
            target = resolve(page.path, link.target)
            if target.kind is Kind.ABSOLUTE:
                yield Fault(
                    page.path, link.target_span, f"'{link.target}' starts at the site's root; write a relative link to the .md file"
                )
            elif target.kind is Kind.INSIDE and target.path not in guide.pages and not os.path.isfile(guide.root / target.path):
                shown = target.path if len(target.path) <= 120 else f"{target.path[:120]}…"
                yield Fault(page.path, link.target_span, f"no file stands at {shown}{_remedy(guide, page.path, target.path)}")


def _remedy(guide: Guide, path: str, missing: str) -> str:
    if os.path.isdir(guide.root / missing):
        return "; it is a folder: link to its index.md"
    now = guide.redirects.path_now(missing)
    if now:
        return f"; it moved to {posixpath.relpath(now, posixpath.dirname(path))}: write that"
    name = posixpath.basename(missing)
    names = {posixpath.basename(page): page for page in guide.pages if not page.endswith("/index.md")}
    near = name if name in names else f"{name}.md" if f"{name}.md" in names else nearest(name, names) if name.endswith(".md") else None
    if near is None:
        return "; put the file there, or mend the link"
    return f"; did you mean {posixpath.relpath(names[near], posixpath.dirname(path))}?"
