"""The table of checks → their documentation, out of the docstring of each."""

from __future__ import annotations

import re
import sys

from fieldguide.checks import CHECKS, Check
from fieldguide.verify import SITE_CHECKS, SiteCheck


def check_list() -> str:
    """Every check: its code and name, the fault, why it is one, wrong and right."""
    listed: list[tuple[str, Check | SiteCheck]] = [*CHECKS.items(), *SITE_CHECKS.items()]
    return "\n\n".join(_section(code, check) for code, check in listed)


def _section(code: str, check: Check | SiteCheck) -> str:
    documentation = sys.modules[check.find.__module__].__doc__ or ""
    text = re.sub(r"^## (.+)$", r"**\1**", documentation.strip(), flags=re.MULTILINE)
    return f"## {code} {check.name.replace('_', ' ')} {{ #{code.lower()} }}\n\n{text}"
