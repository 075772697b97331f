"""A check's documentation → text for a terminal."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from itertools import groupby

from fieldguide.checks import FAMILIES, Check, check_address
from fieldguide.diagnostic import Level
from fieldguide.documented import DOCUMENTED
from fieldguide.terminal import Style, Terminal
from fieldguide.verify import SiteCheck

_WIDEST = 100
_FENCE = re.compile(r"```(?P<language>\w+)(?: title=\"(?P<title>[^\"]*)\")?")


def check_table(codes: list[str], terminal: Terminal) -> str:
    """A line a check, under the names of their families."""
    blocks = []
    for family, group in groupby(codes, key=lambda code: code[0]):
        rows = [_row(code, DOCUMENTED[code], terminal) for code in group]
        blocks.append("\n".join([terminal.paint(f"{family}  {FAMILIES[family]}", Style.STRONG), *rows]))
    return "\n\n".join(blocks)


def _row(code: str, check: Check | SiteCheck, terminal: Terminal) -> str:
    style = Style.ERROR if check.level is Level.ERROR else Style.WARNING
    first = check.documentation.strip().partition("\n")[0]
    lines = textwrap.wrap(first, max(30, min(terminal.width, _WIDEST) - 33))
    return f"   {terminal.paint(code, style)}  {check.name:<23} " + f"\n{' ' * 33}".join(lines)


def check_page(code: str, check: Check | SiteCheck, terminal: Terminal) -> str:
    """Code, name and level, then the documentation with its paragraphs wrapped and its examples set in."""
    style = Style.ERROR if check.level is Level.ERROR else Style.WARNING
    head = f"{terminal.paint(code, style)} {terminal.paint(check.name, Style.STRONG)} ({check.level}; {FAMILIES[code[0]]})"
    return "\n".join([head, "", *_lines(check.documentation.strip(), terminal), "", terminal.paint(check_address(code), Style.QUIET)])


def _lines(documentation: str, terminal: Terminal) -> Iterator[str]:
    fenced = False
    for line in documentation.split("\n"):
        fence = _FENCE.fullmatch(line)
        if line.startswith("## "):
            yield terminal.paint(line.removeprefix("## "), Style.STRONG)
        elif not fenced and fence:
            fenced = True
            if fence["title"]:
                yield terminal.paint(f"    {fence['title']}:", Style.QUIET)
        elif fenced:
            fenced = line != "```"
            if fenced:
                yield f"    {line}".rstrip()
        else:
            yield from textwrap.wrap(line, min(terminal.width, _WIDEST), break_long_words=False, break_on_hyphens=False) or [""]
