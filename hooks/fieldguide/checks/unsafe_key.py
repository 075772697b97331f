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

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide


def unsafe_key(guide: Guide) -> Iterator[Fault]:
    """A BibTeX key with other characters than lower-case letters, digits and hyphens."""
    for reference in guide.bibliography.references.values():
        wanted = safe_key(reference.key)
        if reference.key != wanted:
            yield Fault(
                guide.bibliography.source.path,
                reference.span,
                f"the key '{reference.key}' wants lower-case letters, digits and hyphens; write {wanted}",
            )


def safe_key(key: str) -> str:
    """The key with nothing in it that the citation plugin does not take."""
    if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", key):
        return key
    plain = unicodedata.normalize("NFKD", key.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
