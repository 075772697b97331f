"""Guide → faults: one check a file; its docstring is its page in the documentation."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from fieldguide.checks.absent_concept import absent_concept
from fieldguide.checks.active_diagram import active_diagram
from fieldguide.checks.active_link import active_link
from fieldguide.checks.ambiguous_alias import ambiguous_alias
from fieldguide.checks.anchor_clash import anchor_clash
from fieldguide.checks.bad_diagram import bad_diagram
from fieldguide.checks.bad_formula import bad_formula
from fieldguide.checks.bad_math import bad_math
from fieldguide.checks.bad_quantity import bad_quantity
from fieldguide.checks.broken_planner import broken_planner
from fieldguide.checks.citation_without_place import citation_without_place
from fieldguide.checks.dead_anchor import dead_anchor
from fieldguide.checks.dead_link import dead_link
from fieldguide.checks.dead_redirect import dead_redirect
from fieldguide.checks.dead_relation import dead_relation
from fieldguide.checks.duplicate_fact import duplicate_fact
from fieldguide.checks.duplicate_field import duplicate_field
from fieldguide.checks.duplicate_reference import duplicate_reference
from fieldguide.checks.early_step import early_step
from fieldguide.checks.field_order import field_order
from fieldguide.checks.forbidden_html import forbidden_html
from fieldguide.checks.foreign_image import foreign_image
from fieldguide.checks.foreign_line_end import foreign_line_end
from fieldguide.checks.heading_order import heading_order
from fieldguide.checks.hidden_character import hidden_character
from fieldguide.checks.incomplete_reference import incomplete_reference
from fieldguide.checks.invalid_field import invalid_field
from fieldguide.checks.kindless_number import kindless_number
from fieldguide.checks.late_prerequisite import late_prerequisite
from fieldguide.checks.long_page import long_page
from fieldguide.checks.malformed_bibtex import malformed_bibtex
from fieldguide.checks.malformed_citation import malformed_citation
from fieldguide.checks.markup_in_field import markup_in_field
from fieldguide.checks.misfit_fact import misfit_fact
from fieldguide.checks.misfit_limit import misfit_limit
from fieldguide.checks.misfit_plot import misfit_plot
from fieldguide.checks.mismatched_number import mismatched_number
from fieldguide.checks.missing_alt import missing_alt
from fieldguide.checks.missing_field import missing_field
from fieldguide.checks.missing_section import missing_section
from fieldguide.checks.mixed_units import mixed_units
from fieldguide.checks.number_cycle import number_cycle
from fieldguide.checks.outside_link import outside_link
from fieldguide.checks.overlong_block import overlong_block
from fieldguide.checks.part_not_folder import part_not_folder
from fieldguide.checks.redirect_chain import redirect_chain
from fieldguide.checks.repeated_step import repeated_step
from fieldguide.checks.requires_cycle import requires_cycle
from fieldguide.checks.reserved_id import reserved_id
from fieldguide.checks.self_relation import self_relation
from fieldguide.checks.shadowing_redirect import shadowing_redirect
from fieldguide.checks.slug_clash import slug_clash
from fieldguide.checks.stub_page import stub_page
from fieldguide.checks.uncited_reference import uncited_reference
from fieldguide.checks.unfilled_placeholder import unfilled_placeholder
from fieldguide.checks.unfit_file import unfit_file
from fieldguide.checks.unknown_citation import unknown_citation
from fieldguide.checks.unknown_exercise import unknown_exercise
from fieldguide.checks.unknown_fact import unknown_fact
from fieldguide.checks.unknown_field import unknown_field
from fieldguide.checks.unknown_input import unknown_input
from fieldguide.checks.unknown_number import unknown_number
from fieldguide.checks.unknown_step import unknown_step
from fieldguide.checks.unknown_tag import unknown_tag
from fieldguide.checks.unlisted_concept import unlisted_concept
from fieldguide.checks.unparsable_yaml import unparsable_yaml
from fieldguide.checks.unread_markup import unread_markup
from fieldguide.checks.unreadable_file import unreadable_file
from fieldguide.checks.unreferenced_page import unreferenced_page
from fieldguide.checks.unsafe_key import unsafe_key
from fieldguide.checks.unsorted_tags import unsorted_tags
from fieldguide.checks.unsourced_fact import unsourced_fact
from fieldguide.checks.unsourced_number import unsourced_number
from fieldguide.checks.untraceable_reference import untraceable_reference
from fieldguide.checks.unused_tag import unused_tag
from fieldguide.checks.wrong_value import wrong_value
from fieldguide.diagnostic import Diagnostic, Fault, Level
from fieldguide.guide import Guide
from fieldguide.page_check import PageCheck
from fieldguide.render.site_path import SITE
from fieldguide.verdict import judge_pages
from fieldguide.whole import find_in_whole


@dataclass(frozen=True)
class Check:
    """A check and the level of what it finds."""

    find: Callable[[Guide], Iterator[Fault]]
    level: Level = Level.ERROR

    @property
    def name(self) -> str:
        """The name of the fault."""
        return self.find.__name__

    @property
    def documentation(self) -> str:
        """Its page, in Markdown: the fault in a line, Why, Wrong, Right."""
        return sys.modules[self.find.__module__].__doc__ or ""


FAMILIES: dict[str, str] = {
    "F": "files and fields",
    "G": "the guide's structure",
    "L": "links",
    "R": "redirects",
    "C": "citations and references",
    "N": "key numbers",
    "D": "facts",
    "P": "prose and markup",
    "S": "style",
    "U": "what a stranger's text may not do",
    "W": "learning paths",
    "V": "the finished site",
}
"""The first letter of a code → what those checks are about."""

CHECKS: dict[str, Check] = {
    "F001": Check(unreadable_file),
    "F002": Check(unparsable_yaml),
    "F003": Check(duplicate_field),
    "F004": Check(unknown_field),
    "F005": Check(missing_field),
    "F006": Check(invalid_field),
    "F007": Check(unfit_file),
    "F008": Check(foreign_line_end, Level.WARNING),
    "G001": Check(part_not_folder),
    "G002": Check(slug_clash),
    "G003": Check(unlisted_concept),
    "G004": Check(absent_concept),
    "G005": Check(unknown_tag),
    "G006": Check(unused_tag),
    "G007": Check(dead_relation),
    "G008": Check(self_relation),
    "G009": Check(requires_cycle),
    "G010": Check(ambiguous_alias),
    "G011": Check(late_prerequisite),
    "L001": Check(dead_link),
    "L002": Check(dead_anchor),
    "L003": Check(outside_link),
    "L004": Check(active_link),
    "R001": Check(dead_redirect),
    "R002": Check(shadowing_redirect),
    "R003": Check(redirect_chain),
    "C001": Check(unknown_citation),
    "C002": Check(malformed_citation),
    "C003": Check(citation_without_place, Level.WARNING),
    "C004": Check(uncited_reference),
    "C005": Check(malformed_bibtex),
    "C006": Check(duplicate_reference),
    "C007": Check(unsafe_key),
    "C008": Check(incomplete_reference),
    "C009": Check(untraceable_reference),
    "C010": Check(unreferenced_page),
    "N001": Check(unsourced_number),
    "N002": Check(kindless_number),
    "N003": Check(bad_quantity),
    "N004": Check(bad_formula),
    "N005": Check(unknown_input),
    "N006": Check(mixed_units),
    "N007": Check(wrong_value),
    "N008": Check(mismatched_number),
    "N009": Check(unknown_fact),
    "N010": Check(unknown_number),
    "N011": Check(number_cycle),
    "N012": Check(anchor_clash),
    "N013": Check(misfit_plot),
    "N014": Check(misfit_limit),
    "N015": Check(broken_planner),
    "D001": Check(unsourced_fact),
    "D002": Check(misfit_fact),
    "D003": Check(duplicate_fact),
    "P001": Check(stub_page),
    "P002": Check(long_page),
    "P003": Check(heading_order),
    "P004": Check(missing_section),
    "P005": Check(missing_alt),
    "P006": Check(forbidden_html),
    "P007": Check(bad_math),
    "P008": Check(bad_diagram),
    "P009": Check(unread_markup),
    "P010": Check(unfilled_placeholder),
    "P011": Check(overlong_block),
    "S001": Check(unsorted_tags, Level.WARNING),
    "S002": Check(field_order, Level.WARNING),
    "U001": Check(markup_in_field),
    "U002": Check(foreign_image),
    "U003": Check(active_diagram),
    "U004": Check(hidden_character),
    "U005": Check(reserved_id),
    "W001": Check(unknown_step),
    "W002": Check(repeated_step),
    "W003": Check(early_step),
    "W004": Check(unknown_exercise),
}

PAGE_CHECKS: dict[str, PageCheck] = {code: check.find for code, check in CHECKS.items() if isinstance(check.find, PageCheck)}
"""Those of each page by itself."""

_LONGEST_MESSAGE = 500


def check_guide(guide: Guide, codes: Collection[str] = CHECKS.keys()) -> list[Diagnostic]:
    """All faults of the guide that the checks of ``codes`` find, by path, line, column and code.

    What is found in single pages is kept in the guide's store; so is that nothing was found in the guide as a whole.
    """
    verdicts = judge_pages(guide, PAGE_CHECKS)
    faults = {code: [fault for verdict in verdicts.values() for fault in verdict.faults.get(code, ())] for code in codes}
    for code, found in find_in_whole(guide, {code: _of_whole(CHECKS[code]) for code in codes}, verdicts):
        faults[code] += found
    diagnostics = {
        Diagnostic(_presentable(fault), code, CHECKS[code].name, CHECKS[code].level) for code, found in faults.items() for fault in found
    }
    return sorted(
        diagnostics, key=lambda diagnostic: (diagnostic.fault.path, diagnostic.fault.span, diagnostic.code, diagnostic.fault.message)
    )


def _of_whole(check: Check) -> Callable[[Guide], Iterator[Fault]]:
    return check.find.outside_pages if isinstance(check.find, PageCheck) else check.find


def _presentable(fault: Fault) -> Fault:
    """The fault with nothing in its message that would break a line, steer a terminal or fill it; its end, the remedy, is kept."""
    message = "".join(c if c.isprintable() else " " for c in fault.message)
    if len(message) > _LONGEST_MESSAGE:
        message = f"{message[: _LONGEST_MESSAGE // 2]} … {message[-_LONGEST_MESSAGE // 3 :]}"
    return fault if message == fault.message else replace(fault, message=message)


def check_address(code: str) -> str:
    """The address of a check's documentation on the site."""
    return f"{SITE}contributing/checks/#{code.lower()}"
