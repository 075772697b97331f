"""The table of checks → their documentation: an index by family, and a page for each out of its docstring."""

from __future__ import annotations

from itertools import groupby

from fieldguide.checks import FAMILIES, Check
from fieldguide.diagnostic import Level
from fieldguide.documented import DOCUMENTED
from fieldguide.render.table import table
from fieldguide.verify import SiteCheck

_LEVELS = {Level.ERROR: "an error: it fails every build", Level.WARNING: "a warning: it fails the strict build"}


def check_index() -> str:
    """Every check under its family, a line each; its anchor is its code (``n007``)."""
    blocks = []
    for letter, group in groupby(DOCUMENTED.items(), key=lambda item: item[0][0]):
        rows = [_row(code, check) for code, check in group]
        blocks.append(f"## {family_title(letter)}\n\n{table(['Code', 'Fault', 'What it is'], rows)}")
    return "\n\n".join(blocks)


def check_page(code: str, check: Check | SiteCheck) -> str:
    """The page of a check: what is a fault, its code, level and family; why, wrong, right."""
    fault, _, rest = check.documentation.strip().partition("\n")
    family = family_title(code[0])
    about = f"{code} · {_LEVELS[check.level]} · [{family}](index.md#{family.lower().replace(' ', '-').replace(chr(39), '')})"
    return f"# {check_title(check)}\n\n{fault}\n{{ .summary }}\n\n{about}\n{{ .about }}\n{rest}\n"


def check_title(check: Check | SiteCheck) -> str:
    """The name of the fault in words: ``Wrong value``."""
    words = check.name.replace("_", " ")
    return words[0].upper() + words[1:]


def family_title(letter: str) -> str:
    """The name of a family as a heading."""
    name = FAMILIES[letter]
    return name[0].upper() + name[1:]


def check_file(check: Check | SiteCheck) -> str:
    """The name of a check's page, beside the index."""
    return f"{check.name.replace('_', '-')}.md"


def _row(code: str, check: Check | SiteCheck) -> tuple[str, str, str]:
    fault = check.documentation.strip().partition("\n")[0].replace("|", "&#124;")
    level = "" if check.level is Level.ERROR else f" ({check.level})"
    return f'<span id="{code.lower()}"></span>{code}{level}', f"[{check_title(check)}]({check_file(check)})", fault
