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
from fieldguide.parse.bibtex import Bibliography, Reference

_LABELS = {"doi": "DOI", "eprint": "arXiv id"}


def duplicate_reference(guide: Guide) -> Iterator[Fault]:
    """Two BibTeX entries with one key, or of one work."""
    yield from guide.problems("duplicate_reference")
    for reference, name, other in repeated_works(guide.bibliography):
        label, span = _LABELS[name], guide.bibliography.line_span(reference.lines[name])
        message = f"the {label} {reference.fields[name]} is already that of '{other}'; keep one entry and cite it"
        yield Fault(guide.bibliography.source.path, span, message)


def repeated_works(bibliography: Bibliography) -> Iterator[tuple[Reference, str, str]]:
    """Each entry of a work that an earlier one has, the field that says so, and the earlier one's key."""
    first: dict[tuple[str, str], str] = {}
    for reference in bibliography.references.values():
        given = [(name, reference.fields[name].lower()) for name in _LABELS if reference.fields.get(name)]
        others = [(name, first[name, value]) for name, value in given if (name, value) in first]
        if others:
            yield reference, *others[0]
        for work in given:
            first.setdefault(work, reference.key)
