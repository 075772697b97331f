"""Diagnostics → what people and programs read: text, JSON, GitHub's annotations, SARIF."""

from __future__ import annotations

from dataclasses import dataclass

from fieldguide.diagnostic import Diagnostic
from fieldguide.guide import Guide


@dataclass(frozen=True)
class Findings:
    """What a check of the guide came to; ``older`` counts the faults left out, since no change that was asked about caused them."""

    guide: Guide
    diagnostics: tuple[Diagnostic, ...]
    older: int = 0
