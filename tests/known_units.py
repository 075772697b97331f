"""Every unit that the guide knows, its size and its dimension, written down a second time so that the tests do not ask the code."""

from __future__ import annotations

from fractions import Fraction

from fieldguide.unit import BINARY, COUNTS, DECIMAL, PLURALS, REMEDIES, SMALL, SYMBOLS, Dimension
from hypothesis import strategies as st

PREFIXES: dict[str, int | Fraction] = {**DECIMAL, **BINARY, **SMALL}
SIZES: dict[str, tuple[int | Fraction, str]] = {
    "bit": (1, "bit"), "B": (8, "bit"), "FLOP": (1, "FLOP"), "OP": (1, "FLOP"), "s": (1, "s"), "min": (60, "s"), "h": (60 * 60, "s"),
    "day": (24 * 60 * 60, "s"), "month": (Fraction("30.4375") * 24 * 60 * 60, "s"), "year": (Fraction("365.25") * 24 * 60 * 60, "s"),
    "Hz": (1, "1/s"), "J": (1, "J"), "USD": (1, "USD"), "%": (Fraction("0.01"), ""), "×": (1, ""), "param": (1, "parameter"),
    "W": (1, "J/s"), "kW": (10**3, "J/s"), "MW": (10**6, "J/s"), "Wh": (3600, "J"), "kWh": (3600 * 10**3, "J"), "MWh": (3600 * 10**6, "J"),
}  # fmt: skip


def units() -> dict[str, tuple[Fraction, str]]:
    """Every unit symbol with every prefix it takes, and every counting noun: its size, and its dimension in base units."""
    sizes = {name: (Fraction(size), base) for name, (size, base) in SIZES.items()}
    for name, symbol in SYMBOLS.items():
        sizes |= {prefix + name: (sizes[name][0] * PREFIXES[prefix], sizes[name][1]) for prefix in symbol.prefixes}
    sizes |= {f"{name}s": sizes[name] for name in PLURALS}
    return sizes | {noun + plural: (Fraction(1), noun) for noun in COUNTS for plural in ("", "s")}


UNITS = units()
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
SCRAPS = [*"0123456789.,-−–—+<>≤≥≈~×%$/·*^⁻⁰¹²⁹ekMBTxs \u00a0\u2009\u202f\0\n٣५²", *UNITS, *REMEDIES, "1M", "10^", "e9", "1,000"]
any_texts = st.text() | st.lists(st.sampled_from(SCRAPS), max_size=60).map("".join)


def dimension(text: str) -> Dimension:
    """``J/s`` as powers of base units."""
    above, _, below = text.partition("/")
    powers = {above: Fraction(1)} if above not in ("", "1") else {}
    return tuple(sorted((powers | ({below: Fraction(-1)} if below else {})).items()))
