"""Rounding is schoolbook rounding: half away from zero, of exact values, in whatever unit they are stated."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from fieldguide.quantity import Quantity, format_quantity, parse_quantity, round_to
from fieldguide.unit import parse_unit
from hypothesis import given
from hypothesis import strategies as st


def by_decimal(value: Fraction, places: int) -> Fraction:
    """Schoolbook rounding by another road: a hundred digits more than any tie needs, then `Decimal.quantize`."""
    with localcontext(prec=200):
        digits = Decimal(value.numerator) / Decimal(value.denominator)
        return Fraction(digits.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


ties = st.builds(lambda n, places: Fraction(2 * n + 1, 2 * 10**places), st.integers(-(10**9), 10**9), st.integers(0, 6))


@given(st.fractions(-(10**9), 10**9, max_denominator=10**9) | ties, st.integers(-4, 9))
def test_rounding_agrees_with_decimal(value: Fraction, places: int) -> None:
    assert round_to(value, Fraction(10) ** -places) == by_decimal(value, places)


@given(
    st.fractions(-(10**6), 10**6, max_denominator=10**6) | ties,
    st.integers(0, 6),
    st.sampled_from(["", "GiB", "TFLOP/s", "%", "tokens/min"]),
)
def test_a_statement_matches_what_it_is_the_rounding_of(exact: Fraction, places: int, unit: str) -> None:
    rounded = by_decimal(exact, places)
    step = Fraction(1, 10**places)
    quantity = Quantity(exact * parse_unit(unit).scale, parse_unit(unit).dimension)
    for candidate in (rounded - step, rounded, rounded + step):
        with localcontext(prec=60):
            text = f"{Decimal(candidate.numerator) / Decimal(candidate.denominator):,.{places}f} {unit}"
        assert parse_quantity(text).matches(quantity) is (candidate == rounded)


@pytest.mark.parametrize(
    ("exact", "digits", "shown"),
    [("320", 4, "320 KiB"), ("1234567", 4, "1,234,567 KiB"), ("0.123456", 4, "0.1235 KiB"), ("2/3", 6, "0.666667 KiB"), ("0", 4, "0 KiB"),
     ("100", 4, "100 KiB"), ("-0.05", 4, "-0.05 KiB"), ("1.25", 2, "1.3 KiB"), ("12345678901234567890123456789012345", 4,
      "12,345,678,901,234,567,890,123,456,789,012,345 KiB")],
)  # fmt: skip
def test_messages_show_significant_digits(exact: str, digits: int, shown: str) -> None:
    unit = parse_unit("KiB")
    assert format_quantity(Quantity(Fraction(exact) * unit.scale, unit.dimension), unit, digits) == shown
