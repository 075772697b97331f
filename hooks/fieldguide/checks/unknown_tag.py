"""A tag that concepts/tags.yml does not define.

## Why

A vocabulary without synonyms is what makes the tag index useful.

## Wrong

```yaml
tags: [inferense]
```

## Right

```yaml
tags: [inference, memory]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault, rewrite
from fieldguide.guide import Guide
from fieldguide.nearest import certain, did_you_mean


def unknown_tag(guide: Guide) -> Iterator[Fault]:
    """A tag that concepts/tags.yml does not define."""
    known = guide.vocabulary.tags
    for page in guide.concept_pages:
        tags = page.concept.tags if page.concept else []
        for index, tag in enumerate(tags):
            if tag not in known and guide.vocabulary.source.path not in guide.broken:
                hint = did_you_mean(tag, known) or "; define it in concepts/tags.yml"
                span, meant = page.document.span(["tags", index]), certain(tag, known)
                fix = rewrite(page.path, span, meant) if meant and meant not in tags else None
                yield Fault(page.path, span, f"no tag is called '{tag}'{hint}", fix)
