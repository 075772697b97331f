"""What goes into the cell of a Markdown table."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

_MARKUP = {ord(character): f"&#{ord(character)};" for character in "|*_[]{}`$\\!~^"}

_PLAIN_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)


def cell(text: str) -> str:
    """Plain text as a cell, a heading or a line, with nothing in it taken for markup."""
    return html.escape(text, quote=False).translate(_MARKUP)


def unbroken(value: str) -> str:
    """A quantity whose number and unit stay on one line, a thin space between them."""
    return value.replace(" ", "\u202f")


def code(text: str) -> str:
    """Text as code in a cell."""
    if "|" in text or "`" in text or "\n" in text:
        return f"<code>{cell(' '.join(text.split()))}</code>"
    return f"`{text}`"


def prose(text: str) -> str:
    """Markdown of our own as a cell: what is between backticks stays code, the rest is plain text."""
    pieces = text.split("`")
    return "".join(code(piece) if at % 2 else cell(piece) for at, piece in enumerate(pieces))


def wrap_tables(page_html: str) -> str:
    """A page's HTML with each plain table in a box that scrolls sideways where the table is wider than the page."""
    return _PLAIN_TABLE.sub(r'<div class="table-scroll">\g<0></div>', page_html)


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table out of finished cells."""
    names = list(heads)
    lines = [names, ["---"] * len(names), *map(list, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
