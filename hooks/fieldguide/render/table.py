"""What goes into the cell of a Markdown table."""

from __future__ import annotations

import html

_MARKUP = {ord(character): f"&#{ord(character)};" for character in "|*_[]{}`$\\!~^"}


def cell(text: str) -> str:
    """Plain text as a cell, a heading or a line, with nothing in it taken for markup."""
    return html.escape(text, quote=False).translate(_MARKUP)


def unbroken(value: str) -> str:
    """A quantity whose number and unit stay on one line."""
    return value.replace(" ", "\u00a0")
