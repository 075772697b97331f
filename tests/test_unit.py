"""Units: every symbol with every prefix, their products, quotients and powers; what is misspelt is refused with its remedy."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from fractions import Fraction

import pytest
from fieldguide.quantity import Quantity, Stated, parse_quantity
from fieldguide.unit import COMPOUNDS, REMEDIES, SYMBOLS, UnitError, parse_unit
from hypothesis import example, given, settings
from hypothesis import strategies as st
from known_units import RAISED, SIZES, UNITS, any_texts, dimension

BIT, BYTE, GIBI, GIGA = 1, 8, 2**30, 10**9
QUICK = timedelta(seconds=2)


@given(any_texts)
@settings(max_examples=500, deadline=QUICK)
@example("1" * 100_000 + "!")
@example("B·" * 50_000 + "B")
@example("B/" * 50_000)
@example("1" * 5000)
@example("B⁻")
@example("B^0")
@example("0 B")
def test_any_text_is_a_unit_or_refused(text: str) -> None:
    with suppress(UnitError):
        unit = parse_unit(text)
        assert unit.scale > 0
        assert all(power for _, power in unit.dimension)


@pytest.mark.parametrize("remedy", sorted({remedy for remedy in REMEDIES.values() if " (" not in remedy}))
def test_a_remedy_is_a_unit_itself(remedy: str) -> None:
    assert parse_unit(remedy).text == remedy


@pytest.mark.parametrize("wrong", sorted(REMEDIES))
def test_what_has_a_remedy_is_refused(wrong: str) -> None:
    with pytest.raises(UnitError, match="write "):
        parse_unit(wrong)


def test_every_symbol_is_tried() -> None:
    assert SIZES.keys() == SYMBOLS.keys() | COMPOUNDS.keys()


small_units = st.sampled_from(sorted(UNITS))


@given(small_units, small_units, small_units)
def test_products_and_quotients_of_units(a: str, b: str, c: str) -> None:
    product, quotient, both = parse_unit(f"{a}·{b}"), parse_unit(f"{a}/{b}"), parse_unit(f"{a}·{b}/{c}")
    assert product.scale == UNITS[a][0] * UNITS[b][0]
    assert quotient.scale == UNITS[a][0] / UNITS[b][0]
    assert product == parse_unit(f"{a} · {b}") or product.text != f"{a} · {b}"
    assert product.dimension == parse_unit(f"{b}*{a}").dimension
    assert both.scale * UNITS[c][0] == product.scale
    assert parse_unit(f"{a}/{a}").dimension == ()


@given(small_units, st.integers(-9, 9))
def test_powers_of_units(unit: str, power: int) -> None:
    raised = str(power).translate(RAISED)
    assert parse_unit(f"{unit}^{power}").scale == UNITS[unit][0] ** power
    assert parse_unit(f"{unit}{raised}").dimension == parse_unit(f"{unit}^{power}").dimension
    assert dict(parse_unit(f"{unit}^{power}").dimension) == {base: p * power for base, p in dimension(UNITS[unit][1]) if power}


def test_a_gigabyte_is_less_than_a_gibibyte() -> None:
    decimal, binary = parse_quantity("1 GB").quantity, parse_quantity("1 GiB").quantity
    assert (decimal.magnitude, binary.magnitude) == (Fraction(GIGA * BYTE), Fraction(GIBI * BYTE))
    assert decimal.dimension == binary.dimension
    assert not parse_quantity("1.00 GB").matches(binary)
    assert parse_quantity("1.07 GB").matches(binary)


def test_a_byte_has_eight_bits() -> None:
    assert parse_quantity("8 bit").quantity == parse_quantity("1 B").quantity == Quantity(Fraction(8 * BIT), dimension("bit"))


@pytest.mark.parametrize("other", ["1 token", "1 s", "1 FLOP", "1", "1 %", "1 B/s", "1 B^2", "1 GPU"])
def test_bytes_are_nothing_else(other: str) -> None:
    assert parse_quantity("1 B").quantity.dimension != parse_quantity(other).quantity.dimension
    assert not parse_quantity("1 B").matches(Quantity(Fraction(8), parse_quantity(other).quantity.dimension))


def test_percentages_and_factors_are_plain_numbers() -> None:
    stated: list[Stated] = [parse_quantity(text) for text in ("50 %", "0.5", "0.5 ×")]
    assert {item.quantity for item in stated} == {Quantity(Fraction(1, 2))}


def test_a_rate_is_its_reciprocal_time() -> None:
    assert parse_quantity("1 GHz").quantity.dimension == parse_unit("1/s").dimension
    assert parse_unit("GPU·h/GPU").dimension == parse_unit("s").dimension
    assert parse_quantity("1 FLOP/s/W").quantity == parse_quantity("1 FLOP/J").quantity
