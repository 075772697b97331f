"""An entry of references.bib that nothing cites.

## Why

The list of references is what the guide rests on, not a reading list.

## Wrong

```bibtex
@misc{kwon2023serving,
  title = {Fast {LLM} Serving},
  author = {Kwon, Woosuk},
  year = {2023},
  url = {https://example.org/}
}
```

## Right

```bibtex
@misc{kwon2023serving,
  title = {Fast {LLM} Serving},
  author = {Kwon, Woosuk},
  year = {2023},
  url = {https://example.org/}
}
```

```markdown
Paging raised the throughput [@kwon2023serving].
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.checks.duplicate_reference import repeated_works
from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide
from fieldguide.nearest import meant
from fieldguide.parse.cite import is_key


def uncited_reference(guide: Guide) -> Iterator[Fault]:
    """An entry of references.bib that nothing cites."""
    references = guide.bibliography.references
    cited = {item.citation.key for item in guide.cited}
    cited |= meant(cited - references.keys(), references)
    cited |= {reference.key for reference, _, _ in repeated_works(guide.bibliography)}
    for reference in references.values():
        if is_key(reference.key) and reference.key not in cited and not guide.may_be_used(reference.key):
            yield Fault(guide.bibliography.source.path, reference.span, f"nothing cites '{reference.key}'; cite it or remove it")
