"""The finished site → faults: one check a file, as in ``checks``; what a reader's browser would stumble over."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fieldguide.diagnostic import Diagnostic, Fault, Level
from fieldguide.site import Site
from fieldguide.store import Store
from fieldguide.verify.active_element import active_element
from fieldguide.verify.blocked_code import blocked_code
from fieldguide.verify.dead_address import dead_address
from fieldguide.verify.dead_fragment import dead_fragment
from fieldguide.verify.foreign_request import foreign_request
from fieldguide.verify.incomplete_page import incomplete_page
from fieldguide.verify.missing_alternative import missing_alternative
from fieldguide.verify.missing_policy import missing_policy
from fieldguide.verify.outline import suspects
from fieldguide.verify.repeated_id import repeated_id
from fieldguide.verify.repeated_title import repeated_title
from fieldguide.verify.unresolved_text import unresolved_text


@dataclass(frozen=True)
class SiteCheck:
    """A check of the finished site; ``in_page`` says whether what it finds in a page depends on that page alone."""

    find: Callable[[Site], Iterator[Fault]]
    in_page: bool = True
    level: Level = Level.ERROR

    @property
    def name(self) -> str:
        """The name of the fault."""
        return self.find.__name__

    @property
    def documentation(self) -> str:
        """The docstring of its module: the fault, why it is one, wrong and right."""
        return sys.modules[self.find.__module__].__doc__ or ""


SITE_CHECKS: dict[str, SiteCheck] = {
    "V001": SiteCheck(dead_address, in_page=False),
    "V002": SiteCheck(dead_fragment, in_page=False),
    "V003": SiteCheck(repeated_id),
    "V004": SiteCheck(unresolved_text),
    "V005": SiteCheck(foreign_request),
    "V006": SiteCheck(incomplete_page),
    "V007": SiteCheck(repeated_title, in_page=False),
    "V008": SiteCheck(missing_alternative),
    "V009": SiteCheck(active_element),
    "V010": SiteCheck(missing_policy),
    "V011": SiteCheck(blocked_code),
}


def verify_site(site: Site, store: Store | None = None) -> list[Diagnostic]:
    """All faults of the finished site, by path, line, column and code; what is read of a page is kept in ``store``."""
    in_page = [check.find for check in SITE_CHECKS.values() if check.in_page]
    doubtful = site.only(suspects(site, in_page, store or Store()))
    found = {Diagnostic(fault, code, check.name, check.level) for code, check in SITE_CHECKS.items() for fault in check.find(doubtful)}
    return sorted(found, key=lambda diagnostic: (diagnostic.fault.path, diagnostic.fault.span, diagnostic.code, diagnostic.fault.message))
