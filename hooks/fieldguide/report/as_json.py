"""Diagnostics → JSON for programs; `Report` is its published form, and a change that could break a reader raises its version."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from fieldguide.checks import check_address
from fieldguide.diagnostic import Diagnostic, Fix, Level
from fieldguide.report import Findings
from fieldguide.source import Span


class _Published(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Place(_Published):
    """A point in a file."""

    line: Annotated[int, Field(ge=1, description="The line, from 1.")]
    column: Annotated[int, Field(ge=1, description="The column, from 1, in Unicode characters.")]


class Replacement(_Published):
    """One edit of a file."""

    path: Annotated[str, Field(description="The file, from the repository's root, with forward slashes.")]
    start: Annotated[Place, Field(description="Where what is replaced begins.")]
    end: Annotated[Place, Field(description="Where it ends; this character stays.")]
    text: Annotated[str, Field(description="What to put there.")]


class Remedy(_Published):
    """What --fix or --unsafe-fixes would do: all the edits together."""

    title: Annotated[str, Field(description="What it does, in a few words.")]
    safe: Annotated[bool, Field(description="Whether --fix does it; otherwise --unsafe-fixes does.")]
    edits: Annotated[list[Replacement], Field(min_length=1, description="The edits.")]


class Finding(_Published):
    """One fault."""

    code: Annotated[str, Field(pattern=r"^[A-Z]\d{3}$", description="The check's code, for ever.")]
    name: Annotated[str, Field(description="The check's name.")]
    level: Annotated[Literal["error", "warning"], Field(description="An error fails every build, a warning the strict one.")]
    message: Annotated[str, Field(description="What is wrong and what to do, in one line.")]
    path: Annotated[str, Field(description="The file, from the repository's root, with forward slashes.")]
    start: Annotated[Place, Field(description="Where the fault begins; line 1, column 1 with an equal end means the whole file.")]
    end: Annotated[Place, Field(description="Where it ends; this character is no longer part of it.")]
    url: Annotated[str, Field(description="The check's documentation.")]
    fix: Annotated[Remedy | None, Field(description="How it can be mended without a person, if at all.")]


class Report(_Published):
    """What `fieldguide check --format json` prints."""

    version: Annotated[Literal[1], Field(description="The version of this form.")] = 1
    errors: Annotated[int, Field(ge=0, description="How many errors there are.")]
    warnings: Annotated[int, Field(ge=0, description="How many warnings there are.")]
    older: Annotated[int, Field(ge=0, description="Faults left out by --since: they stand in files that did not change, and stood before.")]
    diagnostics: Annotated[list[Finding], Field(description="The faults, by path, line, column and code.")]


def as_json(findings: Findings) -> str:
    """The report, indented."""
    levels = [found.level for found in findings.diagnostics]
    report = Report(
        errors=levels.count(Level.ERROR),
        warnings=levels.count(Level.WARNING),
        older=findings.older,
        diagnostics=[_finding(diagnostic) for diagnostic in findings.diagnostics],
    )
    return f"{report.model_dump_json(indent=2)}\n"


def _finding(diagnostic: Diagnostic) -> Finding:
    fault = diagnostic.fault
    start, end = _places(fault.span)
    return Finding(
        code=diagnostic.code,
        name=diagnostic.name,
        level=diagnostic.level.value,
        message=fault.message,
        path=fault.path,
        start=start,
        end=end,
        url=check_address(diagnostic.code),
        fix=_remedy(fault.fix) if fault.fix else None,
    )


def _remedy(fix: Fix) -> Remedy:
    edits = []
    for edit in fix.edits:
        start, end = _places(edit.span)
        edits.append(Replacement(path=edit.path, start=start, end=end, text=edit.text))
    return Remedy(title=fix.title, safe=fix.safe, edits=edits)


def _places(span: Span) -> tuple[Place, Place]:
    return Place(line=span.line, column=span.column), Place(line=span.end_line, column=span.end_column)
