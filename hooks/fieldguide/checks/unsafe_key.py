"""A BibTeX key with other characters than lower-case letters, digits and hyphens.

## Why

The citation plugin cuts keys at a colon, a dot or a plus, and matches them whatever their case.

## Wrong

```bibtex
@misc{Kwon:2023,
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

import re
import unicodedata
from collections.abc import Iterator

from fieldguide.diagnostic import Fault, Fix
from fieldguide.edit import Edit
from fieldguide.guide import Guide
from fieldguide.parse.bibtex import Reference


def unsafe_key(guide: Guide) -> Iterator[Fault]:
    """A BibTeX key with other characters than lower-case letters, digits and hyphens."""
    for reference in guide.bibliography.references.values():
        wanted = safe_key(reference.key)
        if reference.key != wanted:
            yield Fault(
                guide.bibliography.source.path,
                reference.span,
                f"the key '{reference.key}' wants lower-case letters, digits and hyphens; write {wanted}",
                _fix(guide, reference, wanted),
            )


def safe_key(key: str) -> str:
    """The key with nothing in it that the citation plugin does not take."""
    if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", key):
        return key
    plain = unicodedata.normalize("NFKD", key.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _fix(guide: Guide, reference: Reference, wanted: str) -> Fix | None:
    """Renames the key in the file and in all that cites it, where each place reads as it was read."""
    source, key = guide.bibliography.source, reference.key
    at = source.at(reference.span).find(f"{{{key},") + 1
    places = [(source.path, reference.span.within(at, len(key)))] if at else []
    places += [(cited.path, cited.span) for cited in guide.cited if cited.citation.key == key]
    texts = {found.at(span) for path, span in places if (found := guide.source(path))}
    if not wanted or not at or wanted in guide.bibliography.references or guide.doubtful or texts != {key}:
        return None
    return Fix(f"write {wanted}, here and where it is cited", tuple(Edit(path, span, wanted) for path, span in places))
