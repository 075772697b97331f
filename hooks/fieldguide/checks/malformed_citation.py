"""Text that looks like a citation and cannot be read as one.

## Why

It would reach the reader as raw brackets and an at sign.

## Wrong

```markdown
As @kwon2023pagedattention show, paging cuts waste.
```

## Right

```markdown
Paging cuts waste [@kwon2023pagedattention, §1].
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide
from fieldguide.parse.cite import is_key


def malformed_citation(guide: Guide) -> Iterator[Fault]:
    """Text that looks like a citation and cannot be read as one."""
    yield from guide.problems("malformed_citation")
    for cited in guide.cited:
        if not is_key(cited.citation.key):
            message = f"'{cited.citation.key}' is not a key of references.bib; write key, place or key, place; other, place"
            yield Fault(cited.path, cited.span, message)
