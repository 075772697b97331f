"""Every check that has a page: those of the guide's files and those of the finished site."""

from __future__ import annotations

from fieldguide.checks import CHECKS, Check
from fieldguide.verify import SITE_CHECKS, SiteCheck

DOCUMENTED: dict[str, Check | SiteCheck] = {**CHECKS, **SITE_CHECKS}
"""Code → check."""
