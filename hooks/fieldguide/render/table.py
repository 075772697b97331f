"""What goes into the cell of a Markdown table."""

from __future__ import annotations

import html


def cell(text: str) -> str:
    """Plain text as a cell, with nothing in it taken for markup."""
    return html.escape(text, quote=False).replace("|", "&#124;").replace("*", "&#42;").replace("_", "&#95;")


def unbroken(value: str) -> str:
    """A quantity whose number and unit stay on one line, a thin space between them."""
    return value.replace(" ", "\u202f")
