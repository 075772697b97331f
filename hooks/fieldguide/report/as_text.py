"""Diagnostics → text for people: where, what, the lines around it with a caret below the fault, and how many there are."""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Diagnostic, Level, summary
from fieldguide.report import Findings
from fieldguide.report.excerpt import Row, excerpt
from fieldguide.source import Source
from fieldguide.terminal import PIPE, Style, Terminal

_LEVEL = {Level.ERROR: Style.ERROR, Level.WARNING: Style.WARNING}


def as_text(findings: Findings, terminal: Terminal = PIPE) -> str:
    """All diagnostics, each with its lines, then how many there are, or how much was found clean."""
    guide = findings.guide
    blocks = [f"{to_text(found, guide.source(found.fault.path), terminal)}\n\n" for found in findings.diagnostics]
    return "".join([*blocks, _last_line(findings), "\n"])


def to_text(diagnostic: Diagnostic, source: Source | None, terminal: Terminal = PIPE) -> str:
    """The headline, the lines around the fault, and what ``--fix`` would do."""
    fault, style = diagnostic.fault, _LEVEL[diagnostic.level]
    place, code = terminal.paint(diagnostic.place, Style.STRONG), terminal.paint(diagnostic.code, style)
    lines = [f"{place}: {code} {diagnostic.said}"]
    if source:
        lines += _painted(excerpt(source, fault.span, terminal.width), terminal, style)
    if fault.fix:
        option = "--fix" if fault.fix.safe else "--unsafe-fixes"
        lines.append(f"      {terminal.paint('=', Style.QUIET)} {terminal.paint(option, Style.HINT)}: {fault.fix.title}")
    return "\n".join(lines)


def _painted(rows: list[Row], terminal: Terminal, style: Style) -> Iterator[str]:
    for row in rows:
        gutter = terminal.paint(f"{row.label:>5} |", Style.QUIET)
        text = terminal.paint(row.text, style) if row.marks else row.text
        yield f"{gutter} {text}" if text else gutter


def _last_line(findings: Findings) -> str:
    older = f"; {findings.older} older in files that did not change (to see them, leave out --since)" if findings.older else ""
    if findings.diagnostics:
        return f"{summary(findings.diagnostics)}{older}"
    size = findings.guide.size
    counts = f"{size.concepts} concepts, {size.numbers} key numbers, {size.facts} facts, {size.references} references"
    return f"{counts}: no faults{older}"
