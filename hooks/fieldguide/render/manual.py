"""What of the manual nobody writes by hand: pages and tables that come out of the code.

A page asks for a table by a comment on a line of its own, such as ``<!-- commands -->``; the names are in `TABLES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from fieldguide.cli import command_line
from fieldguide.documented import DOCUMENTED
from fieldguide.render.checks import check_file, check_index, check_page, check_title, family_title
from fieldguide.render.command_line import command_reference
from fieldguide.render.fields import field_reference, schema_list
from fieldguide.render.formula_reference import grammar_reference, unit_reference

CHECK_FOLDER = "contributing/checks"


@dataclass(frozen=True, slots=True)
class ManualPage:
    """A page: its path among the site's Markdown, what it says, and the file of the repository that it comes out of."""

    path: str
    title: str
    summary: str
    text: str
    source: str


TABLES: dict[str, Callable[[], str]] = {
    "checks": check_index,
    "commands": lambda: command_reference(command_line()),
    "fields": field_reference,
    "schemas": schema_list,
    "grammar": grammar_reference,
    "units": unit_reference,
}


def expand_tables(text: str) -> str:
    """The text of a page with each table that it asks for."""
    for name, render in TABLES.items():
        comment = f"<!-- {name} -->"
        if comment in text:
            text = text.replace(comment, render())
    return text


def manual_pages() -> Iterator[ManualPage]:
    """A page for each check."""
    for code, check in DOCUMENTED.items():
        summary = check.documentation.strip().partition("\n")[0]
        source = f"hooks/{check.find.__module__.replace('.', '/')}.py"
        yield ManualPage(f"{CHECK_FOLDER}/{check_file(check)}", check_title(check), summary, check_page(code, check), source)


def manual_navigation() -> list[Any]:
    """The pages of the checks, by family."""
    families = groupby(DOCUMENTED.items(), key=lambda item: item[0][0])
    return [{family_title(letter): [f"{CHECK_FOLDER}/{check_file(check)}" for _, check in group]} for letter, group in families]
