"""A citation that does not say where in a longer work the claim stands.

## Why

A reader who checks a number should not have to read thirty pages for it.

## Wrong

```markdown
Paging cut the waste [@kwon2023pagedattention].
```

## Right

```markdown
Paging cut the waste [@kwon2023pagedattention, §1].
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide


def citation_without_place(guide: Guide) -> Iterator[Fault]:
    """A citation that does not say where in a longer work the claim stands."""
    for cited in guide.cited:
        reference = guide.bibliography.references.get(cited.citation.key)
        if reference and reference.lengthy and not cited.citation.place:
            yield Fault(
                cited.path,
                cited.span,
                f"say where in '{reference.key}' this stands: {reference.key}, §2 (or Table 3, p. 4, abstract)",
            )
