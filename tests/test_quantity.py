"""Quantities: what engineers write is read exactly, what is ambiguous is refused with its remedy."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from fieldguide.quantity import Quantity, QuantityError, parse_quantity
from fieldguide.unit import parse_unit
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from known_units import RAISED, UNITS, any_texts, dimension

BIT, BYTE, GIBI, GIGA, TERA = 1, 8, 2**30, 10**9, 10**12
QUICK = timedelta(seconds=2)
POWERS_OF_TEN = ("e{}", " × 10^{}", " × 10{}", "\u202f×\u00a010{}")


@st.composite
def number_texts(draw: st.DrawFn, powers: tuple[str, ...] = POWERS_OF_TEN) -> tuple[str, Fraction, Fraction]:
    """A number as written, what it is, and one unit in its last digit."""
    sign, whole = draw(st.sampled_from(["", "-", "−", "+"])), draw(st.integers(0, 10**12))
    places = draw(st.sampled_from(["", "0", "5", "50", "05", "123456789"]))
    exponent = draw(st.none() | st.integers(-300, 300))
    text = f"{sign}{whole:,}" if draw(st.booleans()) else f"{sign}{whole}"
    value = Fraction(f"{sign.replace('−', '-')}{whole}.{places or 0}")
    step, power = Fraction(1, 10 ** len(places)), Fraction(1)
    text += f".{places}" if places else ""
    if exponent is not None:
        power, spelling = Fraction(10) ** exponent, draw(st.sampled_from(powers))
        text += spelling.format(str(exponent).translate(RAISED) if spelling.endswith("10{}") else exponent)
    return text, value * power, step * power


WrittenNumber = tuple[str, Fraction, Fraction]
SUFFIXED = sorted(name for name in UNITS if parse_unit(name).counts)
gaps = st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", "  "])
comparators = st.sampled_from(["", "<", ">", "≤", "≥", "< ", "≥ ", "≤\u00a0"])


@given(number_texts(), st.sampled_from(sorted(UNITS)), gaps, comparators)
def test_a_number_with_a_unit_is_read_exactly(number: WrittenNumber, unit: str, gap: str, comparator: str) -> None:
    text, value, step = number
    stated = parse_quantity(f"{comparator}{text}{gap}{unit}")
    size, base = UNITS[unit]
    assert stated.quantity == Quantity(value * size, dimension(base))
    assert (stated.step, stated.comparator, stated.single) == (step, comparator.strip(), True)


@given(st.decimals(0, 9999, places=2), st.sampled_from("kMBT"), st.sampled_from(SUFFIXED))
def test_a_suffix_multiplies_a_count(value: Decimal, suffix: str, unit: str) -> None:
    stated = parse_quantity(f"{value}{suffix} {unit}")
    power = {"k": 3, "M": 6, "B": 9, "T": 12}[suffix]
    assert stated.quantity.magnitude == Fraction(value) * 10**power * UNITS[unit][0]
    assert stated.step == Fraction(10**power, 100)


range_ends = st.tuples(number_texts(powers=("e{}",)), number_texts(powers=("e{}",))).map(lambda ends: sorted(ends, key=lambda end: end[1]))


@given(range_ends, st.sampled_from(sorted(UNITS)), st.sampled_from(["–", " – ", "\u2009–\u2009"]))
def test_a_range_keeps_both_ends(ends: list[WrittenNumber], unit: str, dash: str) -> None:
    low, high = ends
    assume(low[1] < high[1])
    stated = parse_quantity(f"{low[0]}{dash}{high[0]} {unit}")
    assert (stated.low, stated.high, stated.step) == (low[1], high[1], min(low[2], high[2]))


@given(range_ends, st.sampled_from(sorted(UNITS)))
def test_a_range_rises(ends: list[WrittenNumber], unit: str) -> None:
    low, high = ends
    with pytest.raises(QuantityError, match="does not rise"):
        parse_quantity(f"{high[0]}–{low[0]} {unit}")


@given(number_texts(), st.sampled_from(sorted(UNITS)), comparators | st.just("≈ "))
def test_what_a_statement_says_of_its_own_value_is_that_value(number: WrittenNumber, unit: str, comparator: str) -> None:
    stated = parse_quantity(f"{comparator}{number[0]} {unit}")
    again = parse_quantity(stated.restate(stated.quantity))
    assert (again.quantity, again.comparator, again.unit) == (stated.quantity, stated.comparator, stated.unit)
    assert stated.matches(stated.quantity)
    if stated.comparator != "≈":
        assert again.step == stated.step


@given(number_texts(), st.sampled_from(sorted(UNITS)), st.sampled_from(["", "≈ "]), st.fractions(-(10**9), 10**9, max_denominator=10**6))
@example(("320", Fraction(320), Fraction(1)), "KiB", "", Fraction(1, 3))
@example(("26,000", Fraction(26_000), Fraction(1)), "×", "≈ ", Fraction(12_345_678))
def test_what_a_statement_would_have_to_say_is_right(number: WrittenNumber, unit: str, comparator: str, factor: Fraction) -> None:
    stated = parse_quantity(f"{comparator}{number[0]} {unit}")
    exact = Quantity(stated.step * factor * stated.unit.scale, stated.unit.dimension)
    restated = stated.restate(exact)
    assume(len(restated) <= 120)
    assert parse_quantity(restated).matches(exact)
    assert (parse_quantity(restated).low == 0) is (factor == 0)


@given(any_texts)
@settings(max_examples=500, deadline=QUICK)
@example("1" * 100_000)
@example("1," * 50_000 + "x")
@example(" " * 100_000 + "5")
@example("5 " + "B·" * 50_000 + "B")
@example("1e999 B")
@example("−" * 50_000)
@example("5 × 10" + "⁻" * 100)
@example("5 × 10^--3")
@example("1e300 YB^9·YB^9·YB^9·YB^9·YB^9·YB^9·YB^9·YB^9·YB^9·YB^9·YB^9·YB^9")
@example("5 B^99999999999999999999")
@example("5 ⁵")
def test_any_text_is_a_quantity_or_refused(text: str) -> None:
    with suppress(QuantityError):
        stated = parse_quantity(text)
        assert stated.step > 0
        assert stated.high is None or stated.high > stated.low
        assert stated.matches(stated.quantity)
        assert stated.restate(stated.quantity)


ACCEPTED: list[tuple[str, str | int, str]] = [
    ("320 KiB", 320 * 1024 * BYTE, "bit"),
    ("320\u00a0KiB", 320 * 1024 * BYTE, "bit"),
    ("320\u202fKiB", 320 * 1024 * BYTE, "bit"),
    ("320\u2009KiB", 320 * 1024 * BYTE, "bit"),
    ("  320   KiB ", 320 * 1024 * BYTE, "bit"),
    ("60–80 %", "0.6", ""),
    ("2–4 ×", 2, ""),
    ("< 4 %", "0.04", ""),
    ("80%", "0.8", ""),
    ("≥ 295 FLOP/B", "295/8", "FLOP/bit"),
    ("70.55B params", 70_550_000_000, "parameter"),
    ("405B parameters", 405 * 10**9, "parameter"),
    ("3.8e25 FLOP", 38 * 10**24, "FLOP"),
    ("3.8 × 10²⁵ FLOP", 38 * 10**24, "FLOP"),
    ("3.8 × 10^25 FLOP", 38 * 10**24, "FLOP"),
    ("6.2 × 10⁻³ s", "0.0062", "s"),
    ("3–4 × 10²⁵ FLOP", 3 * 10**25, "FLOP"),
    ("0.10 USD/1M tokens", "1/10000000", "USD/token"),
    ("228 KiB/SM", 228 * 1024 * BYTE, "bit/SM"),
    ("1.83 GHz", 1_830_000_000, "1/s"),
    ("238 words/min", "238/60", "word/s"),
    ("128k tokens", 128_000, "token"),
    ("128k–1M tokens", 128_000, "token"),
    ("128–256k tokens", 128_000, "token"),
    ("15.6T tokens", 15_600_000_000_000, "token"),
    ("32k", 32_000, ""),
    ("−0.5", "-0.5", ""),
    ("-0.5", "-0.5", ""),
    ("+0.5", "0.5", ""),
    ("0", 0, ""),
    ("≈ 26,000 ×", 26_000, ""),
    ("~26,000 ×", 26_000, ""),
    ("1,234,567.89", "1234567.89", ""),
    ("3.35 TB/s", "26.8e12", "bit/s"),
    ("989.4 TFLOP/s", "989.4e12", "FLOP/s"),
    ("2 TOP/s", 2 * TERA, "FLOP/s"),
    ("400 Gbit/s", 400 * GIGA, "bit/s"),
    ("16 bits", 16, "bit"),
    ("700 W", 700, "J/s"),
    ("1.2 MWh", 4_320_000_000, "J"),
    ("50 ms", "0.05", "s"),
    ("25 µs", "0.000025", "s"),
    ("7.7 kJ", 7_700, "J"),
    ("3 days", 259_200, "s"),
    ("8 GPUs", 8, "GPU"),
    ("5 USD", 5, "USD"),
]


@pytest.mark.parametrize(("text", "magnitude", "base"), ACCEPTED, ids=[text for text, _, _ in ACCEPTED])
def test_accepted(text: str, magnitude: str | int, base: str) -> None:
    stated = parse_quantity(text)
    assert stated.quantity == Quantity(Fraction(str(magnitude)), dimension(base))
    assert stated.text == text


@pytest.mark.parametrize(
    ("text", "high", "step"),
    [
        ("60–80 %", 80, 1),
        ("2.5–4 ×", 4, "0.1"),
        ("3–4 × 10²⁵ FLOP", 4 * 10**25, 10**25),
        ("2 × 10³–4 × 10⁴ tokens", 40_000, 1000),
        ("1e3–2e4 tokens", 20_000, 1000),
        ("128k–1M tokens", 1_000_000, 1000),
        ("128–256k tokens", 256_000, 1000),
        ("-5–-3", -3, 1),
        ("−5 – −3", -3, 1),
    ],
)
def test_ranges(text: str, high: int, step: str | int) -> None:
    stated = parse_quantity(text)
    assert (stated.high, stated.step) == (Fraction(high), Fraction(str(step)))


@pytest.mark.parametrize(
    ("text", "step"),
    [("≈ 26,000", 1000), ("≈ 26,500", 100), ("≈ 26,000.0", "0.1"), ("≈ 20k", 10_000), ("≈ 1.0e5", 10_000), ("≈ 0", 1), ("26,000", 1)],
)
def test_the_zeros_at_the_end_of_an_approximate_number_are_not_digits_of_it(text: str, step: str | int) -> None:
    assert parse_quantity(text).step == Fraction(str(step))


REFUSED = [
    ("8B", "write '8 B' or '8B params'"),
    ("≈ 8B", "write '≈ 8 B' or '≈ 8B params'"),
    ("5 KB", "kB (1,000 bytes) or KiB (1,024 bytes)"),
    ("10 TFLOPS", "write TFLOP/s for a rate or TFLOP for a count"),
    ("10 TFLOPs", "write TFLOP/s for a rate or TFLOP for a count"),
    ("2 TOPS", "write TOP/s for a rate or TOP for a count"),
    ("TOPS", "write a number and a unit"),
    ("", "write a number and a unit"),
    ("60-80 %", "write it with an en dash: 60–80 %"),
    ("60—80 %", "write it with an en dash: 60–80 %"),
    ("60k - 80k tokens", "write it with an en dash: 60k–80k tokens"),
    ("4x", "write ×"),
    ("4 X", "write ×"),
    ("$5", "write 0.10 USD"),
    ("5 $", "write USD"),
    ("1,5 GB", "a point parts decimals"),
    ("12,34 GB", "a point parts decimals"),
    ("5GB", "wants a space"),
    ("5 Gb", "write Gbit"),
    ("100 Gbps", "write Gbit/s"),
    ("900 GBps", "write GB/s"),
    ("50 percent", "write %"),
    ("20 us", "write µs"),
    ("20 μs", "write µs"),
    ("20 sec", "write s"),
    ("20 tok/s", "write token"),
    ("5K tokens", "'K"),
    ("5 K", "(128k tokens)"),
    ("70B B", "put it on the unit, such as GB"),
    ("5T FLOP/s", "put it on the unit, such as TFLOP/s"),
    ("5k s", "write the number out"),
    (">= 5 %", "write ≥ for >="),
    ("<= 5 %", "write ≤ for <="),
    ("10^5 tokens", "1e5 or 1 × 10⁵"),
    ("10⁵ tokens", "1e5 or 1 × 10⁵"),
    ("80–60 %", "does not rise"),
    ("5 gpus", "did you mean GPU?"),
    ("5 Tokens", "did you mean token?"),
    ("5 banana", "'banana' is not a unit"),
    ("1 USD/0 tokens", "counts by zero"),
    ("1 USD/1B", "bytes or billions"),
    ("1e4000", "is not a unit"),
    ("1e301", "exponent beyond 300"),
    ("5 B^10", "power beyond 9"),
    ("5 GPU2", "is not a unit"),
    ("٣ GB", "write a number and a unit"),
    ("5 USD/1,,0 tokens", "is not a unit"),
    ("1 000 tokens", "write a number and a unit"),
    ("1_000 tokens", "write a number and a unit"),
    ("nan", "write a number and a unit"),
    ("inf B", "write a number and a unit"),
    ("1" * 121, "at most 120 characters"),
]


@pytest.mark.parametrize(("text", "remedy"), REFUSED, ids=[text[:20] or "empty" for text, _ in REFUSED])
def test_refused_with_a_remedy(text: str, remedy: str) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_quantity(text)
    assert remedy in str(caught.value)
