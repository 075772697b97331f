"""Diagnostics → workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from fieldguide.diagnostic import Diagnostic, summary
from fieldguide.report import Findings


def as_github(findings: Findings) -> str:
    """One command a line, then how many there are."""
    return "".join(f"{line}\n" for line in [*map(_command, findings.diagnostics), summary(findings.diagnostics)])


def _command(diagnostic: Diagnostic) -> str:
    fault, span = diagnostic.fault, diagnostic.fault.span
    properties = {"file": fault.path, "line": span.line, "endLine": span.end_line}
    if span.line == span.end_line:  # columns of a place that runs over lines are refused
        properties |= {"col": span.column, "endColumn": span.end_column}
    properties["title"] = f"{diagnostic.code} {diagnostic.name}"
    named = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in properties.items())
    return f"::{diagnostic.level} {named}::{_escaped(fault.message)}"


def _escaped(text: str, others: str = "") -> str:
    for character in f"%\r\n{others}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text
