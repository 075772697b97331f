"""LaTeX text, as BibTeX fields hold it → plain text."""

from __future__ import annotations

from functools import lru_cache

from bibtexparser.middlewares.names import split_multiple_persons_names
from pylatexenc.latex2text import LatexNodes2Text

_reader = LatexNodes2Text()


@lru_cache(maxsize=16384)
def plain_text(text: str) -> str:
    """A field's text without braces and commands: ``K{\\"u}bler`` → ``Kübler``."""
    return " ".join(_reader.latex_to_text(text).split()) if any(c in text for c in "\\{}$~-`'") else " ".join(text.split())


def author_names(text: str) -> list[str]:
    """The names of an author field, each as written (``Family, Given``), without markup."""
    return [plain_text(name) for name in split_multiple_persons_names(text)]
