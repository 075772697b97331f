"""The grammar of formulas, the functions and the units → their reference, out of the tables that read them."""

from __future__ import annotations

from fractions import Fraction

from fieldguide.formula import FUNCTIONS
from fieldguide.render.table import cell, code, table
from fieldguide.unit import BINARY, COMPOUNDS, COUNTS, DECIMAL, PLURALS, REMEDIES, SMALL, SYMBOLS, Symbol

GRAMMAR = f"""\
formula  = sum
sum      = product {{ ( "+" | "-" ) product }}
product  = sign {{ ( "*" | "/" ) sign }}
sign     = [ "+" | "-" ] sign | power
power    = atom [ "**" sign ]
atom     = number | name | function "(" sum {{ "," sum }} ")" | "(" sum ")"
number   = digits [ "." digits ] [ ( "e" | "E" ) [ "+" | "-" ] digits ]
name     = lower-case letter {{ lower-case letter | digit | "_" }}
function = {" | ".join(f'"{name}"' for name in FUNCTIONS)}
"""
"""The grammar, in EBNF: braces repeat, brackets may be left out."""

MEANINGS = {
    "min": "the smallest of its values, which are of one dimension",
    "max": "the largest of its values, which are of one dimension",
    "ceil": "the next whole number up, of a plain number or a count",
    "floor": "the next whole number down, of a plain number or a count",
    "round": "the nearest whole number, halves away from zero, of a plain number or a count",
    "sqrt": "the square root, of the unit too",
    "log2": "the logarithm to base 2, of a plain number",
    "exp": "e to this power, which is a plain number",
}


def grammar_reference() -> str:
    """The grammar and the functions."""
    rows = [(code(f"{name}(…)"), MEANINGS[name]) for name in FUNCTIONS]
    return f"```text\n{GRAMMAR}```\n\n{table(['Function', 'What it gives'], rows)}"


def unit_reference() -> str:
    """The units with their sizes and prefixes, the nouns that count things, and what to write for other spellings."""
    symbols = [(code(name), _size(symbol), " ".join(map(code, symbol.prefixes)), _plural(name)) for name, symbol in SYMBOLS.items()]
    compounds = [(code(name), code(unit), "", "") for name, unit in COMPOUNDS.items()]
    tens = {name: Fraction(size) for name, size in DECIMAL.items()} | SMALL
    prefixes = [(code(name), _power_of_ten(size)) for name, size in tens.items()]
    prefixes += [(code(name), f"2{_raised(size.bit_length() - 1)}") for name, size in BINARY.items()]
    nouns = ", ".join(code(noun) for noun in sorted(COUNTS, key=str.casefold))
    remedies = [(code(wrong), cell(right)) for wrong, right in REMEDIES.items()]
    return (
        f"### Symbols\n\n{table(['Unit', 'Is', 'Prefixes', 'Plural'], [*symbols, *compounds])}\n\n"
        f"### Prefixes\n\n{table(['Prefix', 'Times'], prefixes)}\n\n"
        f"### Counts\n\nEach is a dimension of its own, alone or with an s: bytes and tokens do not add.\n\n{nouns}\n\n"
        f"### Instead of\n\n{table(['Not', 'But'], remedies)}"
    )


def _size(symbol: Symbol) -> str:
    """A symbol in base units: ``8 bit``, ``1/s``, a plain number."""
    if not symbol.base:
        return f"the number {symbol.scale}"
    return f"{int(symbol.scale):,} {symbol.base}{'' if symbol.power == 1 else f'^{symbol.power}'}"


def _plural(name: str) -> str:
    return code(f"{name}s") if name in PLURALS else ""


def _power_of_ten(size: Fraction) -> str:
    exponent = len(str(size.numerator)) - len(str(size.denominator))
    return f"10{_raised(exponent)}"


def _raised(power: int) -> str:
    return str(power).translate(str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"))
