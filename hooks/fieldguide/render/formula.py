"""A formula of a key number → MathML, each of its names marked, so that a script can put numbers in their places."""

from __future__ import annotations

import ast
import html

from fieldguide.formula import Formula

_SUM, _PRODUCT, _SIGN, _POWER, _ATOM = range(5)
"""How tightly each kind of term binds."""

_SIGNS: dict[type[ast.operator], tuple[str, int]] = {ast.Add: ("+", _SUM), ast.Sub: ("−", _SUM), ast.Mult: ("×", _PRODUCT)}
_FENCES = {"ceil": ("⌈", "⌉"), "floor": ("⌊", "⌋")}


def formula_mathml(formula: Formula) -> str:
    """The formula as one ``math`` element; a name ``kv_heads`` reads "kv heads" and has ``data-name="kv_heads"``."""
    text, _ = _term(formula.tree, formula.text)
    return f'<math class="calculation" displaystyle="true">{text}</math>'


def _term(node: ast.expr, source: str) -> tuple[str, int]:
    """The MathML of a part of the tree, and how tightly it binds."""
    match node:
        case ast.Constant():
            digits = (ast.get_source_segment(source, node) or "").replace("_", "")
            return _number(digits)
        case ast.Name(id=name):
            shown = html.escape(name.replace("_", "\u00a0"))
            return f'<mtext data-name="{name}">{shown}</mtext>', _ATOM
        case ast.UnaryOp(op=op, operand=operand):
            sign = "−" if isinstance(op, ast.USub) else "+"
            return _row(f"<mo>{sign}</mo>", _within(operand, source, _SIGN)), _SIGN
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return f'<mfrac displaystyle="true">{_row(_term(left, source)[0])}{_row(_term(right, source)[0])}</mfrac>', _ATOM
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return f"<msup>{_within(left, source, _ATOM, base=True)}{_row(_term(right, source)[0])}</msup>", _POWER
        case ast.BinOp(left=left, op=op, right=right):
            sign, binds = _SIGNS[type(op)]
            tight = _POWER if isinstance(right, ast.UnaryOp) else binds + isinstance(op, ast.Sub)
            return f"{_within(left, source, binds)}<mo>{sign}</mo>{_within(right, source, tight)}", binds
        case ast.Call(func=ast.Name(id=name), args=args):
            return _call(name, [_term(argument, source)[0] for argument in args]), _ATOM
    raise AssertionError(f"{type(node).__name__} got past the grammar")


def _within(node: ast.expr, source: str, least: int, *, base: bool = False) -> str:
    """A term inside another, in parentheses where it binds less tightly than ``least``, or is a fraction below a power."""
    text, binds = _term(node, source)
    fraction = base and isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
    return _fenced("(", text, ")") if binds < least or fraction else _row(text) if base else text


def _call(name: str, values: list[str]) -> str:
    if name in _FENCES:
        return _fenced(_FENCES[name][0], values[0], _FENCES[name][1])
    if name == "sqrt":
        return f"<msqrt>{values[0]}</msqrt>"
    function = "<msub><mi>log</mi><mn>2</mn></msub>" if name == "log2" else f"<mi>{name}</mi>"
    return _row(function, _fenced("(", "<mo>,</mo>".join(values), ")"))


def _number(digits: str) -> tuple[str, int]:
    mantissa, _, power = digits.lower().partition("e")
    if not power:
        return f"<mn>{mantissa}</mn>", _ATOM
    return f"<mn>{mantissa}</mn><mo>×</mo><msup><mn>10</mn><mn>{int(power)}</mn></msup>", _PRODUCT


def _fenced(opening: str, text: str, closing: str) -> str:
    return f'<mrow><mo stretchy="true">{opening}</mo>{text}<mo stretchy="true">{closing}</mo></mrow>'


def _row(*parts: str) -> str:
    return f"<mrow>{''.join(parts)}</mrow>"
