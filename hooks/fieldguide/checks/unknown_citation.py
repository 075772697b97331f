"""A citation of a key that references.bib does not have.

## Why

The citation plugin drops an unknown key without naming the file.

## Wrong

```markdown
Paging cut the waste [@kwon2032pagedattention, §1].
```

## Right

```markdown
Paging cut the waste [@kwon2023pagedattention, §1].
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.checks.unsafe_key import safe_key
from fieldguide.diagnostic import Fault, rewrite
from fieldguide.guide import Guide
from fieldguide.nearest import certain, did_you_mean
from fieldguide.parse.cite import is_key


def unknown_citation(guide: Guide) -> Iterator[Fault]:
    """A citation of a key that references.bib does not have."""
    known = guide.bibliography.references
    renamed = {safe_key(key) for key in known}
    if guide.bibliography.source.path in guide.broken:
        return
    for cited in guide.cited:
        key = cited.citation.key
        if is_key(key) and key not in known and key not in renamed and key not in guide.bibliography.broken_keys:
            hint, span, meant = did_you_mean(key, known), cited.span, certain(key, known)
            source = guide.source(cited.path)
            fix = rewrite(cited.path, span, meant, safe=False) if meant and source and source.at(span) == key else None
            message = f"references.bib has no entry '{key}'{hint}{' If not, add it there' if hint else '; add it there'}"
            yield Fault(cited.path, span, message, fix)
