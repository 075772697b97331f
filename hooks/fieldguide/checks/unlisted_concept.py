"""A concept that its part’s introduction does not list, or that no introduction could.

## Why

The list orders the navigation; a page that is not in it cannot be found. A page stands in the folder of its part, under a name that can be an address.

## Wrong

```yaml title="concepts/inference-fundamentals/index.md"
concepts: [latency]
```

## Right

```yaml title="concepts/inference-fundamentals/index.md"
concepts: [kv-cache, latency]
```
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide
from fieldguide.nearest import meant
from fieldguide.page import Page
from fieldguide.schema import SLUG
from fieldguide.source import TOP


def unlisted_concept(guide: Guide) -> Iterator[Fault]:
    """A concept that its part’s introduction does not list, or that no introduction could."""
    listed = {part.slug: set(part.meta.concepts) for part in guide.parts if part.page.document.fits(["concepts"])}
    taken = Counter(page.slug for page in guide.concept_pages)
    for folder, pages in groupby(sorted(guide.concept_pages, key=_folder), key=_folder):
        here = {page.slug: page for page in pages}
        index = f"{folder}/index.md"
        part = folder.removeprefix("concepts/")
        if "/" in part or part in ("concepts", "facts"):
            for page in here.values():
                yield Fault(page.path, TOP, f"a concept stands in the folder of its part; move this file to concepts/<part>/{page.slug}.md")
        elif index not in guide.pages:
            yield Fault(next(iter(here.values())).path, TOP, f"the folder '{part}' has no introduction; create {index}")
        elif part in listed:
            misspelt = meant(listed[part] - here.keys(), here.keys() - listed[part])
            for slug in here.keys() - listed[part] - misspelt:
                if here[slug].source.text and taken[slug] == 1:
                    yield Fault(here[slug].path, TOP, _message(slug, index))


def _folder(page: Page) -> str:
    return posixpath.dirname(page.path)


def _message(slug: str, index: str) -> str:
    if re.fullmatch(SLUG, slug):
        return f"'{slug}' is not listed under concepts in {index}; add it at its place in the reading order"
    wanted = re.sub(r"[^a-z0-9]+", "-", slug.lower()).strip("-")
    return f"the file name '{slug}' wants lower-case letters, digits and single hyphens; rename it {wanted}.md"
