"""Units of measure as engineers of the field write them: ``GB``, ``TFLOP/s``, ``B/token``, ``GPU·h``.

A unit is a scale (how many base units it holds, exact) and a dimension (the powers of the base units).
Every counting noun is a dimension of its own, so that bytes and tokens do not add.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from fieldguide.nearest import nearest

Dimension = tuple[tuple[str, Fraction], ...]
"""Powers of base units, sorted by name, none zero; ``()`` is a plain number."""

PLAIN: Dimension = ()

COUNTS = frozenset(
    [
        "bank",
        "block",
        "call",
        "channel",
        "character",
        "chip",
        "chunk",
        "cycle",
        "document",
        "domain",
        "element",
        "epoch",
        "example",
        "expert",
        "GPU",
        "group",
        "head",
        "image",
        "instruction",
        "iteration",
        "layer",
        "message",
        "node",
        "operation",
        "page",
        "parameter",
        "passage",
        "point",
        "query",
        "question",
        "replica",
        "request",
        "row",
        "sample",
        "sequence",
        "server",
        "session",
        "SM",
        "step",
        "test",
        "thread",
        "token",
        "user",
        "value",
        "vector",
        "wafer",
        "warp",
        "word",
    ]
)
"""Nouns that count things; a plural ``s`` is accepted, each is its own dimension."""

DECIMAL = {"k": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "P": 10**15, "E": 10**18, "Z": 10**21, "Y": 10**24}
BINARY = {"Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40, "Pi": 2**50}
SMALL = {"m": Fraction(1, 10**3), "µ": Fraction(1, 10**6), "n": Fraction(1, 10**9), "p": Fraction(1, 10**12)}


@dataclass(frozen=True, slots=True)
class Symbol:
    """One unit symbol: its size in base units, and the prefixes it takes."""

    scale: Fraction
    base: str
    power: int = 1
    prefixes: tuple[str, ...] = ()


_BIG = tuple(DECIMAL)
_BYTES = (*DECIMAL, *BINARY)

SYMBOLS: dict[str, Symbol] = {
    "bit": Symbol(Fraction(1), "bit", prefixes=_BYTES),
    "B": Symbol(Fraction(8), "bit", prefixes=_BYTES),
    "FLOP": Symbol(Fraction(1), "FLOP", prefixes=_BIG),
    "OP": Symbol(Fraction(1), "FLOP", prefixes=_BIG),
    "s": Symbol(Fraction(1), "s", prefixes=tuple(SMALL)),
    "min": Symbol(Fraction(60), "s"),
    "h": Symbol(Fraction(3600), "s"),
    "day": Symbol(Fraction(86_400), "s"),
    "month": Symbol(Fraction(2_629_800), "s"),
    "year": Symbol(Fraction(31_557_600), "s"),
    "Hz": Symbol(Fraction(1), "s", -1, prefixes=_BIG),
    "J": Symbol(Fraction(1), "J", prefixes=("k", "M", "G", *SMALL)),
    "USD": Symbol(Fraction(1), "USD"),
    "%": Symbol(Fraction(1, 100), ""),
    "×": Symbol(Fraction(1), ""),
    "param": Symbol(Fraction(1), "parameter"),
}
COMPOUNDS = {"W": "J/s", "kW": "kJ/s", "MW": "MJ/s", "Wh": "3600J", "kWh": "3600kJ", "MWh": "3600MJ"}
PLURALS = {"day", "month", "year", "bit", "param"}

REMEDIES = {
    "x": "×", "X": "×", "sec": "s", "secs": "s", "seconds": "s", "msec": "ms", "us": "µs", "μs": "µs",
    "hr": "h", "hour": "h", "hours": "h", "hrs": "h", "mins": "min", "minutes": "min", "tok": "token", "toks": "tokens",
    "KB": "kB (1,000 bytes) or KiB (1,024 bytes)", "K": "a suffix on the number (128k tokens)", "$": "USD",
    "bytes": "B", "byte": "B", "Kb": "kbit", "Mb": "Mbit", "Gb": "Gbit", "Tb": "Tbit", "wpm": "words/min", "percent": "%",
    "kbps": "kbit/s", "Mbps": "Mbit/s", "Gbps": "Gbit/s", "Tbps": "Tbit/s", "MBps": "MB/s", "GBps": "GB/s", "TBps": "TB/s",
}  # fmt: skip

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_TERM = re.compile(
    r"(?:(?P<factor>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)(?P<suffix>[kMBT](?![^\W\d_]))?)?\s*"
    r"(?P<symbol>[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹]+|[%×$])?(?:\^(?P<power>-?[0-9]+)|(?P<raised>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?\Z"
)
_FACTOR = {None: 1, "k": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
LONGEST = 80
MOST_TERMS = 6


class UnitError(ValueError):
    """A unit that cannot be read; its text says what to write instead."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written: ``text``, its exact ``scale`` in base units, its ``dimension``."""

    text: str
    scale: Fraction
    dimension: Dimension

    @property
    def counts(self) -> bool:
        """Whether a magnitude suffix on the number (``70B params``) is unambiguous before this unit."""
        head = re.split(r"[/·*]", self.text, maxsplit=1)[0].strip()
        return not any(head.removeprefix(prefix) in ("B", "bit", "FLOP", "OP", "s", "Hz", "J", "W", "%")
                       for prefix in ("", *DECIMAL, *BINARY, *SMALL))  # fmt: skip


def combine(left: Dimension, right: Dimension, sign: int = 1) -> Dimension:
    """The dimension of a product (``sign=1``) or a quotient (``sign=-1``)."""
    powers = dict(left)
    for base, power in right:
        powers[base] = powers.get(base, Fraction(0)) + sign * power
    return tuple(sorted((base, power) for base, power in powers.items() if power))


def raise_to(dimension: Dimension, power: Fraction) -> Dimension:
    """The dimension of a power; halves come from square roots."""
    return tuple((base, p * power) for base, p in dimension if power)


def describe(dimension: Dimension) -> str:
    """A dimension in words for a message: ``B/token``, ``a plain number``."""
    if not dimension:
        return "a plain number"
    names = {"bit": "B"}

    def side(sign: int) -> str:
        terms = [(names.get(b, b), abs(p)) for b, p in dimension if p * sign > 0]
        return "·".join(name if power == 1 else f"{name}^{power}" for name, power in terms)

    above, below = side(1), side(-1)
    return f"{above or '1'}/{below}" if below else above


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> Unit:
    """Reads a unit such as ``TFLOP/s``, ``tokens/s/GPU`` or ``USD/1M tokens``; raises `UnitError` with the remedy."""
    pieces = re.split(r"([/·*])", text) if text.strip() else []
    if len(text) > LONGEST or len(pieces) >= 2 * MOST_TERMS:
        raise UnitError(f"a unit has at most {LONGEST} characters and {MOST_TERMS} terms")
    scale, dimension, sign = Fraction(1), PLAIN, 1
    for piece in pieces:
        if piece in ("/", "·", "*"):
            sign = -1 if piece == "/" else 1
            continue
        term_scale, term_dimension = _term(piece.strip(), text)
        scale = scale * term_scale if sign > 0 else scale / term_scale
        dimension = combine(dimension, term_dimension, sign)
    return Unit(" ".join(text.split()), scale, dimension)


def _term(piece: str, whole: str) -> tuple[Fraction, Dimension]:
    match = _TERM.match(piece)
    if not match or not (match["symbol"] or match["factor"]):
        raise UnitError(f"'{whole}' is not a unit; write units alone, such as GB or tokens/s")
    if match["suffix"] == "B" and not match["symbol"]:
        raise UnitError(f"'{piece}' in '{whole}' could be bytes or billions; write {piece[:-1]} B, or {piece} with what it counts")
    scale, dimension = _symbol(match["symbol"]) if match["symbol"] else (Fraction(1), PLAIN)
    if match["power"] or match["raised"]:
        power = _power(match["power"] or match["raised"], whole)
        scale, dimension = scale**power, raise_to(dimension, Fraction(power))
    if match["factor"]:
        scale *= Fraction(match["factor"].replace(",", "")) * _FACTOR[match["suffix"]]
        if not scale:
            raise UnitError(f"'{whole}' counts by zero; write how many")
    return scale, dimension


def _power(text: str, whole: str) -> int:
    try:
        power = int(text.translate(_SUPERSCRIPTS))
    except ValueError:
        raise UnitError(f"'{whole}' is not a unit; write units alone, such as GB or tokens/s") from None
    if abs(power) > 9:
        raise UnitError(f"'{whole}' has a power beyond 9; powers go up to that")
    return power


def _symbol(symbol: str) -> tuple[Fraction, Dimension]:
    if symbol in COMPOUNDS:
        unit = parse_unit(COMPOUNDS[symbol])
        return unit.scale, unit.dimension
    for name in (symbol, symbol[:-1] if symbol.endswith("s") else symbol):
        if name in COUNTS:
            return Fraction(1), ((name, Fraction(1)),)
        known = SYMBOLS.get(name)
        if known and (name == symbol or name in PLURALS):
            return known.scale, _base(known)
    for prefix in sorted((*BINARY, *DECIMAL, *SMALL), key=len, reverse=True):
        known = SYMBOLS.get(symbol.removeprefix(prefix)) if symbol.startswith(prefix) else None
        if known and prefix in known.prefixes:
            factor = BINARY.get(prefix) or DECIMAL.get(prefix) or SMALL[prefix]
            return known.scale * factor, _base(known)
    raise UnitError(f"'{symbol}' is not a unit{_remedy(symbol)}")


def _base(symbol: Symbol) -> Dimension:
    return ((symbol.base, Fraction(symbol.power)),) if symbol.base else PLAIN


def _remedy(symbol: str) -> str:
    remedy = REMEDIES.get(symbol) or REMEDIES.get(symbol.lower())
    if remedy:
        return f"; write {remedy}"
    rate = re.fullmatch(r"([kMGTPEZ]?)(FLOP|OP)[sS]", symbol)
    if rate:
        return f"; write {rate[1]}{rate[2]}/s for a rate or {rate[1]}{rate[2]} for a count"
    names = sorted((*COUNTS, *SYMBOLS, *COMPOUNDS))
    near = next((name for name in names if name.lower() == symbol.lower().removesuffix("s")), None) or nearest(
        symbol.removesuffix("s"), COUNTS
    )
    return f"; did you mean {near}?" if near else "; a noun that counts things is added in hooks/fieldguide/unit.py"
