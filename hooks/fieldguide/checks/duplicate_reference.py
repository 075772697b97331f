"""Two BibTeX entries with one key, or of one work.

## Why

One of the two would be cited for the other.

## Wrong

```bibtex
@misc{kwon2023pagedattention,
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
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide


def duplicate_reference(guide: Guide) -> Iterator[Fault]:
    """Two BibTeX entries with one key, or of one work."""
    yield from guide.problems("duplicate_reference")
    first: dict[tuple[str, str], str] = {}
    for reference in guide.bibliography.references.values():
        for name, label in (("doi", "DOI"), ("eprint", "arXiv id")):
            value = reference.fields.get(name, "").lower()
            other = first.setdefault((name, value), reference.key) if value else reference.key
            if other != reference.key:
                span = guide.bibliography.line_span(reference.lines[name])
                yield Fault(
                    guide.bibliography.source.path, span, f"the {label} {value} is already that of '{other}'; keep one entry and cite it"
                )
                break
