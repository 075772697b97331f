"""Admonitions (``!!! note``, ``??? question``) made readable to a CommonMark parser, byte for byte the same length."""

from __future__ import annotations

import re

_OPENER = re.compile(r"(?:!!!|\?\?\?\+?)\s*[\w-]")
_MARKS = frozenset({"!!!", "???", "```", "~~~"})
_FENCE = re.compile(r"(`{3,}|~{3,})")


def expose_admonitions(text: str) -> str:
    """Turns the four spaces or the tab before an admonition's body into a quote mark, so that what stands in it is not taken for code."""
    if "!!!" not in text and "???" not in text:
        return text
    lines, depth, fence = [], 0, ""
    for line in text.split("\n"):
        if not depth and not fence and line.lstrip(" ")[:3] not in _MARKS:
            lines.append(line)
            continue
        marks: list[str] = []
        rest = line
        while len(marks) < depth and rest.startswith(("    ", "\t")):
            width = 1 if rest[0] == "\t" else 4
            marks.append(">".ljust(width))
            rest = rest[width:]
        if line.strip() and not fence:
            depth = len(marks)
        mark = _FENCE.match(rest.lstrip(" "))
        if mark and not fence:
            fence = mark[1]
        elif fence and rest.strip().startswith(fence) and not rest.strip().strip(fence[0]):
            fence = ""
        elif not fence and _OPENER.match(rest):
            depth = len(marks) + 1
        lines.append("".join(marks) + rest)
    return "\n".join(lines)
