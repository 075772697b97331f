"""Report every fault of the guide, each at its line.

Ends with 0 where the guide is clean, 1 where there are faults (or, with --diff, where something would change), 2 where it is called wrongly.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from fieldguide.checks import check_guide
from fieldguide.commands.root import guide_at
from fieldguide.commands.status import MisuseError, Status
from fieldguide.diagnostic import Diagnostic
from fieldguide.edit import difference, write_files
from fieldguide.fix import Fixed, fix_guide
from fieldguide.guide import Guide
from fieldguide.report import Findings
from fieldguide.report.as_github import as_github
from fieldguide.report.as_json import as_json
from fieldguide.report.as_sarif import as_sarif
from fieldguide.report.as_text import as_text
from fieldguide.selection import SelectionError, selected
from fieldguide.since import Since, SinceError, since
from fieldguide.terminal import Style, terminal

FORMATS: dict[str, Callable[[Findings], str]] = {
    "text": lambda findings: as_text(findings, terminal(sys.stdout)),
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("root", nargs="?", type=Path, default=Path(), help="the repository (default: this folder)")
    which = parser.add_argument_group("which faults")
    which.add_argument(
        "--select",
        metavar="CHECKS",
        action="append",
        default=[],
        help="report these checks alone: codes (G005), families (G) or names (unknown_tag), with commas between them; may be repeated",
    )
    which.add_argument(
        "--ignore", metavar="CHECKS", action="append", default=[], help="leave these checks out, named in the same way; wins over --select"
    )
    which.add_argument(
        "--since",
        metavar="REV",
        help="report what changed since this branch left the git revision REV (main, origin/main, HEAD): faults in changed files, "
        "those not yet committed or added too, and new faults in other files that the change causes, such as links to a page that it removed; "
        "older faults in other files are counted and do not fail",
    )
    mend = parser.add_argument_group("mending")
    mend.add_argument("--fix", action="store_true", help="mend what can be mended without changing a claim: spelling, order and form")
    mend.add_argument(
        "--unsafe-fixes",
        action="store_true",
        help="as --fix, and also what wants a look afterwards: published values, what vouches for them, headings' levels, removals",
    )
    mend.add_argument("--diff", action="store_true", help="show what would be mended as a diff, and change nothing")
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help="text for people, json (its schema: fieldguide schema diagnostics), github (annotations of a workflow), sarif (2.1.0); default: text",
    )


def run(options: Namespace) -> Status:
    """Prints the faults that are left, or how much was read and found clean."""
    guide = guide_at(options.root)
    try:
        codes = selected(options.select, options.ignore)
        change = None if options.since is None else since(options.root.resolve(), options.since, codes)
    except (SelectionError, SinceError) as error:
        raise MisuseError(str(error)) from None
    if options.diff or options.fix or options.unsafe_fixes:
        fixed = fix_guide(guide, lambda then: _concerned(check_guide(then, codes), change), unsafe=options.unsafe_fixes)
        if options.diff:
            return _show(guide, fixed)
        _write(fixed)
        guide = fixed.guide
    found = check_guide(guide, codes)
    shown = _concerned(found, change)
    sys.stdout.write(FORMATS[options.format](Findings(guide, tuple(shown), len(found) - len(shown))))
    return Status.FAULTS if shown else Status.CLEAN


def _concerned(found: list[Diagnostic], change: Since | None) -> list[Diagnostic]:
    return [diagnostic for diagnostic in found if change is None or change.concerns(diagnostic)]


def _show(guide: Guide, fixed: Fixed) -> Status:
    there = terminal(sys.stdout)
    styles = {"+": Style.ADDED, "-": Style.REMOVED, "@": Style.HINT}
    for path, text in sorted(fixed.texts.items()):
        source = guide.source(path)
        for line in difference(path, source.text if source else "", text).splitlines():
            style = styles.get(line[0])
            print(there.paint(line, style) if style else line)
    print(f"would fix {_counted(fixed)}" if fixed.count else "nothing to fix", file=sys.stderr)
    return Status.FAULTS if fixed.count else Status.CLEAN


def _write(fixed: Fixed) -> None:
    try:
        write_files(fixed.guide.root, fixed.texts)
    except OSError as error:
        raise MisuseError(f"{error.filename} cannot be written ({error.strerror}); nothing was changed") from None
    if fixed.count:
        print(f"fixed {_counted(fixed)}", file=sys.stderr)


def _counted(fixed: Fixed) -> str:
    faults, files = fixed.count, len(fixed.texts)
    return f"{faults} fault{'s' * (faults != 1)} in {files} file{'s' * (files != 1)}"
