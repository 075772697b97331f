"""Roman numerals."""

from __future__ import annotations

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """A part's number as it is printed."""
    text = ""
    for value, numeral in _ROMAN:
        while number >= value:
            text, number = text + numeral, number - value
    return text
