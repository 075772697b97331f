"""Quantities: exact numbers with a dimension, and the way a page states them.

``320 KiB``, ``60–80 %``, ``2–4 ×``, ``< 4 %``, ``≥ 295 FLOP/B``, ``70.55B params``, ``≈ 26,000 ×``, ``3.8e25 FLOP``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from fieldguide.unit import PLAIN, Dimension, Unit, UnitError, parse_unit

_SUFFIX = {"": 0, "k": 3, "M": 6, "B": 9, "T": 12}
_NUMBER = r"[-−+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?:e[+-]?[0-9]{1,3})?"
_STATED = re.compile(
    rf"(?P<comparator>[<>≤≥≈~])?\s*(?P<low>{_NUMBER})(?P<low_suffix>[kMBT](?![^\W\d_]))?"
    rf"(?:\s*(?P<dash>[–—-])\s*(?P<high>{_NUMBER}))?(?P<suffix>[kMBT](?![^\W\d_]))?(?P<gap>\s*)(?P<unit>[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹].*|[%×$/].*|)\Z",
    re.DOTALL,
)
_POWER_OF_TEN = re.compile(r"\s*×\s*10(?:\^(-?[0-9]+)|([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
LARGEST_EXPONENT = 300
LONGEST = 120


class QuantityError(ValueError):
    """A text that states no quantity; its message says what to write, and ``instead`` is that, where only one thing can be meant."""

    def __init__(self, message: str, instead: str | None = None) -> None:
        super().__init__(message)
        self.instead = instead


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact number of base units (see `fieldguide.unit`) and its dimension."""

    magnitude: Fraction
    dimension: Dimension = PLAIN


@dataclass(frozen=True, slots=True)
class Stated:
    """A quantity as a page states it.

    ``low`` and ``high`` (of a range, else None) are in ``unit``; ``step`` is one unit in the last digit shown, in ``unit``;
    ``comparator`` is one of ``< > ≤ ≥ ≈`` or empty; ``suffix`` is the magnitude on the number (``B`` of ``70B``), if any,
    ``exponent`` the power of ten it is written with (25 of ``3.8e25``).
    """

    text: str
    comparator: str
    low: Fraction
    high: Fraction | None
    unit: Unit
    step: Fraction
    suffix: str = ""
    exponent: int = 0

    @property
    def single(self) -> bool:
        """Whether it is one number, not a range."""
        return self.high is None

    @property
    def quantity(self) -> Quantity:
        """The number stated (the lower end of a range), exact, in base units."""
        return Quantity(self.low * self.unit.scale, self.unit.dimension)

    def matches(self, exact: Quantity) -> bool:
        """Whether the statement is the correct rounding of ``exact`` at the digits and in the unit shown."""
        return exact.dimension == self.unit.dimension and self.rounded(exact) == self.low

    def rounded(self, exact: Quantity) -> Fraction:
        """``exact`` in this statement's unit, rounded to its digits; ties go away from zero."""
        return round_to(exact.magnitude / self.unit.scale, self.step)

    def restate(self, exact: Quantity) -> str:
        """What this statement would have to say of ``exact``; with more digits where these would show no more than a zero."""
        scale = Fraction(10) ** (_SUFFIX[self.suffix] + self.exponent)
        value, step = exact.magnitude / self.unit.scale, self.step
        while value and not round_to(value, step):
            step /= 10
        number = format_number(round_to(value, step) / scale, step / scale)
        power = f"e{self.exponent}" if self.exponent else ""
        return f"{self.comparator} {number}{power}{self.suffix} {self.unit.text}".strip()


def round_to(value: Fraction, step: Fraction) -> Fraction:
    """The multiple of ``step`` nearest to ``value``; ties go away from zero."""
    steps = abs(value) / step
    whole = (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
    return whole * step if value >= 0 else -whole * step


def format_number(value: Fraction, step: Fraction) -> str:
    """A multiple of ``step`` in decimal digits, thousands set off by commas."""
    places = 0
    while step * 10**places < 1:
        places += 1
    return f"{Decimal(f'{round(value * 10**places)}e-{places}'):,f}"


def format_quantity(exact: Quantity, unit: Unit, digits: int = 4) -> str:
    """``exact`` in ``unit`` to ``digits`` significant digits, for messages."""
    value = exact.magnitude / unit.scale
    step = Fraction(1)
    if value:
        size = abs(value)
        while size < 10 ** (digits - 1):
            size, step = size * 10, step / 10
            if step < Fraction(1, 10**30):
                break
    number = format_number(round_to(value, step), step)
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    return f"{number} {unit.text}".strip()


@lru_cache(maxsize=65536)
def parse_quantity(text: str) -> Stated:
    """Reads a quantity as an engineer writes it; raises `QuantityError` with the remedy."""
    clean = re.sub(r"[\u00a0\u2009\u202f\s]+", " ", text).strip()
    if len(clean) > LONGEST:
        raise QuantityError(f"a quantity has at most {LONGEST} characters, this one {len(clean)}; write a power of ten, such as 3.8e25")
    clean, powers = _POWER_OF_TEN.subn(lambda power: "e" + (power[1] or power[2]).translate(_SUPERSCRIPTS), clean)
    match = _STATED.match(clean)
    if not match:
        raise QuantityError(f"'{text}' is not a quantity; write a number and a unit, such as 320 KiB or 60–80 %{_hint(clean)}")
    if match["dash"] and match["dash"] != "–":
        dashed = f"{clean[: match.start('dash')].rstrip()}–{clean[match.end('dash') :].lstrip()}"
        raise QuantityError(f"'{text}' is a range; write it with an en dash: {dashed}", dashed)
    suffix = match["suffix"] or match["low_suffix"] or ""
    unit = _unit(match["unit"], text)
    _refuse_ambiguity(text.strip(), suffix, match["gap"], unit)
    comparator = "≈" if match["comparator"] == "~" else match["comparator"] or ""
    low_text, high_text, high = match["low"], match["high"], None
    if high_text and powers == 1 and "e" not in low_text:  # the power of 3–4 × 10²⁵ is that of both ends
        low_text += "e" + high_text.partition("e")[2]
    low, step, exponent = _number(low_text, match["low_suffix"] or suffix, comparator, text)
    if high_text:
        high, high_step, _ = _number(high_text, match["suffix"] or "", comparator, text)
        step = min(step, high_step)
        if high <= low:
            raise QuantityError(f"'{text}' is a range that does not rise; write the smaller number first")
    return Stated(text, comparator, low, high, unit, step, suffix, exponent)


def _unit(text: str, whole: str) -> Unit:
    try:
        return parse_unit(text)
    except UnitError as error:
        raise QuantityError(f"'{whole}': {error}") from None


def _refuse_ambiguity(text: str, suffix: str, gap: str, unit: Unit) -> None:
    if suffix == "B" and not unit.text:
        raise QuantityError(f"'{text}' could be bytes or billions; write '{text[:-1]} B' or '{text} params'")
    if suffix and unit.text and not unit.counts:
        raise QuantityError(f"'{text}' puts the prefix on the number; {_prefixed(suffix, unit)}")
    if unit.text and not gap and unit.text[0] not in "%×":
        spaced = f"{text.removesuffix(unit.text)} {unit.text}" if text.endswith(unit.text) else None
        raise QuantityError(f"'{text}' wants a space between the number and its unit", spaced)


def _prefixed(suffix: str, unit: Unit) -> str:
    prefixed = f"{suffix.replace('B', 'G')}{unit.text}"
    try:
        return f"put it on the unit, such as {parse_unit(prefixed).text}"
    except UnitError:
        return "write the number out"


def _number(text: str, suffix: str, comparator: str, whole: str) -> tuple[Fraction, Fraction, int]:
    """The number, one unit in its last digit (its last that is not zero, where it is approximate), and its exponent."""
    mantissa, _, power = text.replace(",", "").replace("−", "-").partition("e")
    exponent = int(power or 0)
    if abs(exponent) > LARGEST_EXPONENT:
        raise QuantityError(f"'{whole}' has an exponent beyond {LARGEST_EXPONENT}; write it in a larger unit")
    value, step = Fraction(mantissa), Fraction(1, 10 ** len(mantissa.partition(".")[2]))
    while comparator == "≈" and value and step >= 1 and value % (step * 10) == 0:
        step *= 10
    scale = Fraction(10) ** (exponent + _SUFFIX[suffix])
    return value * scale, step * scale, exponent


def _hint(text: str) -> str:
    if re.match(r"[<>≤≥≈~]?\s*\$", text):
        return "; for money write 0.10 USD"
    if re.match(r"[<>≤≥≈~]?\s*\d+,\d{1,2}\b", text):
        return "; a comma parts thousands, a point parts decimals"
    if re.match(r"[<>]=", text):
        return f"; write {'≤' if text[0] == '<' else '≥'} for {text[:2]}"
    if re.match(r"[<>≤≥≈~]?\s*10(?:\^|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹])", text):
        return "; a power of ten follows a number: 1e5 or 1 × 10⁵"
    return ""
