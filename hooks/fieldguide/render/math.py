"""LaTeX → MathML, when the site is built; a reader's browser runs nothing for it."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from math_core import LatexError, LatexToMathML

_SPAN = re.compile(r'<(span|div) class="arithmatex">\\([(\[])(.*?)\\[)\]]</\1>', re.DOTALL)
_STYLE = re.compile(r' style="([^"]*)"')
_DECLARATIONS = (
    *(f"text-align:{side}" for side in ("left", "right")),
    *(f"justify-items:{side}" for side in ("start", "end")),
    *(f"padding-{side}:{size}" for side in ("left", "right", "top", "bottom") for size in ("0", "0.1em", "1em")),
    *(f"border-{side}:0.05em {line} currentcolor" for side in ("left", "right", "top", "bottom") for line in ("solid", "dashed")),
    *(f"width:{share}%" for share in ("7.5", "50", "100")),
    *(f"margin-left:{space}em" for space in ("-0.16666667", "-0.22222222", "-0.2777778", "-1")),
    "font-variant-caps:small-caps",
)
"""What the converter lays out by style sheet; a page's policy lets no element bring a style of its own."""

_LONGEST = 4_000
"""Characters of a formula; the converter falls over one that nests some ten thousand levels deep."""

_converter = LatexToMathML(fancy_error=False)


class MathError(ValueError):
    """LaTeX that cannot be converted."""


@lru_cache(maxsize=8192)
def to_mathml(latex: str, display: bool) -> str:
    """MathML of a formula; raises `MathError`."""
    if len(latex) > _LONGEST:
        raise MathError(f"it has more than {_LONGEST:,} characters; break it up")
    try:
        mathml: str = _converter.convert_with_local_state(latex.strip(), displaystyle=display)
    except LatexError as error:
        raise MathError(str(error).partition(": ")[2].rstrip(".")) from None
    return _STYLE.sub(_classes, mathml)


def style_sheet() -> str:
    """The rules behind the classes of formulas."""
    return "".join(f".{_class(declaration)} {{ {declaration} }}\n" for declaration in _DECLARATIONS)


def _classes(style: re.Match[str]) -> str:
    declarations = [re.sub(r"\s*:\s*", ":", part.strip()) for part in style[1].split(";") if part.strip()]
    for declaration in declarations:
        if declaration not in _DECLARATIONS:
            raise MathError(f"it sets '{declaration}', which formulas may not do here; leave colours and odd spaces out")
    return f' class="{" ".join(map(_class, declarations))}"'


def _class(declaration: str) -> str:
    return "formula-" + re.sub(r"[^a-z0-9]+", "-", declaration.replace(":-", "-minus-").replace("%", ""))


def render_math(page_html: str) -> str:
    """A page's HTML with the formulas that the `arithmatex` extension marked turned into MathML."""

    def convert(match: re.Match[str]) -> str:
        display = match[2] == "["
        mathml = to_mathml(html.unescape(match[3]), display)
        return f'<div class="formula" tabindex="0">{mathml}</div>' if display else mathml

    return _SPAN.sub(convert, page_html)
