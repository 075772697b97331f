"""LaTeX in the fields of BibTeX that others wrote → plain text, and back what BibTeX wants escaped."""

from __future__ import annotations

import re

from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import LatexWalkerError

_TO_TEXT = LatexNodes2Text(math_mode="verbatim", keep_braced_groups=True, keep_braced_groups_minlen=2)


def plain_text(text: str) -> str:
    """The text with accents and special letters as characters; braces and formulas stay, and so does what cannot be read."""
    try:
        plain = str(_TO_TEXT.latex_to_text(escaped(text), tolerant_parsing=False))
    except LatexWalkerError:
        plain = text
    return " ".join(plain.replace("\u00a0", " ").split())


def escaped(text: str) -> str:
    """The text with a backslash before each character that has a meaning in LaTeX; formulas stay."""
    pieces = re.split(r"(\$[^$]*\$)", text)
    return "".join(piece if piece.startswith("$") else re.sub(r"(?<!\\)([&%#_])", r"\\\1", piece) for piece in pieces)
