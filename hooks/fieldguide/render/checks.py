"""The table of checks → their documentation, out of the docstring of each."""

from __future__ import annotations

import re

from fieldguide.checks import CHECKS, Check


def check_list() -> str:
    """Every check: its code and name, the fault, why it is one, wrong and right."""
    return "\n\n".join(_section(code, check) for code, check in CHECKS.items())


def _section(code: str, check: Check) -> str:
    text = re.sub(r"^## (.+)$", r"**\1**", check.documentation.strip(), flags=re.MULTILINE)
    return f"## {code} {check.name.replace('_', ' ')} {{ #{code.lower()} }}\n\n{text}"
