"""A tag that is defined and that no page uses.

## Why

An empty entry in the tag index is a dead end.

## Wrong

```yaml title="concepts/tags.yml"
training: Making a model.
inference: Running a trained model.
memory: What is stored.
hardware: Chips and links.
```

## Right

```yaml title="concepts/tags.yml"
inference: Running a trained model.
memory: What is stored.
hardware: Chips and links.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault, Fix
from fieldguide.edit import Edit
from fieldguide.guide import Guide
from fieldguide.nearest import meant
from fieldguide.source import Span


def unused_tag(guide: Guide) -> Iterator[Fault]:
    """A tag that is defined and that no page uses."""
    tags = guide.vocabulary.tags
    used = {tag for page in guide.concept_pages if page.concept for tag in page.concept.tags}
    used |= meant(used - tags.keys(), tags)
    for tag in tags:
        if tag not in used and not guide.may_be_used(tag):
            span = guide.vocabulary.document.key_span([tag])
            path, message = guide.vocabulary.source.path, f"no page is tagged '{tag}'; remove it here or use it"
            written = dict(guide.vocabulary.document.fields([])).get(tag)
            line = (
                Span(written.line, 1, written.end_line + 1, 1)
                if written and written.end_line < len(guide.vocabulary.source.lines)
                else None
            )
            yield Fault(path, span, message, Fix(f"remove '{tag}'", (Edit(path, line, ""),), safe=False) if line else None)
