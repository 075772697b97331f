"""Plain text → Markdown that says just that, escaped no more than it must be, so that the copy is pleasant to read as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MARKUP = re.compile(r"[*`\[\]|\\$]|<(?=[a-zA-Z/!?])|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")


def plain(text: str) -> str:
    """Text for a line, a heading or a cell, with nothing in it taken for markup."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))


def table(heads: Iterable[str], rules: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table out of finished cells; ``rules`` are what stands below the headings, such as ``--:``."""
    return "\n".join(f"| {' | '.join(line)} |" for line in (heads, rules, *rows))
