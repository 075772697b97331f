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
from collections.abc import Iterator, Mapping

from fieldguide.diagnostic import Fault, Fix, rewrite
from fieldguide.guide import Guide
from fieldguide.link import Kind, resolve
from fieldguide.nearest import certain, nearest
from fieldguide.page import Link, Page


def dead_link(guide: Guide) -> Iterator[Fault]:
    """A link to a file that does not exist, or one that would not work on GitHub."""
    names = {posixpath.basename(path): path for path in (*guide.pages, *(file.source.path for file in guide.fact_files))}
    names.pop("index.md", None)
    for page in guide.pages.values():
        for link in page.body.links:
            target = resolve(page.path, link.target)
            if target.kind is Kind.ABSOLUTE:
                message = f"'{link.target}' starts at the site's root; write a relative link to the .md file"
                yield Fault(page.path, link.target_span, message, _fix(page, link, _on_the_site(guide, target.path)))
            elif target.kind is Kind.INSIDE and target.path not in guide.pages and not os.path.isfile(guide.root / target.path):
                shown = target.path if len(target.path) <= 120 else f"{target.path[:120]}…"
                message = f"no file stands at {shown}{_remedy(guide, page.path, target.path, names)}"
                name = posixpath.basename(target.path)
                meant = f"{name}.md" if f"{name}.md" in names else certain(name, names) if "." in name else None
                yield Fault(page.path, link.target_span, message, _fix(page, link, names[meant] if meant else None))


def _remedy(guide: Guide, path: str, missing: str, names: Mapping[str, str]) -> str:
    if os.path.isdir(guide.root / missing):
        return "; it is a folder: link to its index.md"
    now = guide.redirects.path_now(missing)
    if now:
        return f"; it moved to {posixpath.relpath(now, posixpath.dirname(path))}: write that"
    name = posixpath.basename(missing)
    near = name if name in names else f"{name}.md" if f"{name}.md" in names else nearest(name, names) if "." in name else None
    if near is None:
        return "; put the file there, or mend the link"
    return f"; did you mean {posixpath.relpath(names[near], posixpath.dirname(path))}?"


def _on_the_site(guide: Guide, address: str) -> str | None:
    """The page of the guide that stands at an address of the site."""
    plain = address.strip("/")
    candidates = (f"{folder}/{plain}{ending}" for folder in ("concepts", "docs") for ending in (".md", "/index.md"))
    return next((path for path in candidates if path in guide.pages), None)


def _fix(page: Page, link: Link, meant: str | None) -> Fix | None:
    """Writes the page that is meant in the link's target, where it stands there as it reads."""
    if meant is None or page.source.at(link.target_span) != link.target:
        return None
    fragment = link.target.partition("#")[1:]
    return rewrite(page.path, link.target_span, posixpath.relpath(meant, posixpath.dirname(page.path)) + "".join(fragment))
