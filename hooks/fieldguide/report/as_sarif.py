"""Diagnostics → SARIF 2.1.0 (OASIS), which code scanning and the viewers of editors read."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from itertools import groupby
from typing import Any
from urllib.parse import quote

from fieldguide import __version__
from fieldguide.checks import CHECKS, Check, check_address
from fieldguide.diagnostic import Diagnostic, Fix
from fieldguide.guide import Guide
from fieldguide.render.site_path import SITE
from fieldguide.report import Findings
from fieldguide.source import TOP, Span

_CODES = list(CHECKS)
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(findings: Findings) -> str:
    """A log of one run, with every check as a rule."""
    driver = {
        "name": "fieldguide",
        "semanticVersion": __version__,
        "informationUri": SITE,
        "rules": [_rule(code, check) for code, check in CHECKS.items()],
    }
    seen: Counter[str] = Counter()
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, findings.guide, seen) for diagnostic in findings.diagnostics],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _rule(code: str, check: Check) -> dict[str, Any]:
    first, _, rest = check.documentation.strip().partition("\n")
    return {
        "id": code,
        "name": check.name,
        "shortDescription": {"text": first},
        "fullDescription": {"text": first},
        "help": {"text": f"{first}\n{rest}", "markdown": f"{first}\n{rest}"},
        "helpUri": check_address(code),
        "defaultConfiguration": {"level": check.level.value},
    }


def _result(diagnostic: Diagnostic, guide: Guide, seen: Counter[str]) -> dict[str, Any]:
    fault = diagnostic.fault
    location = {"physicalLocation": {"artifactLocation": _artifact(fault.path), "region": _region(fault.span)}}
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": _CODES.index(diagnostic.code),
        "level": diagnostic.level.value,
        "message": {"text": fault.message},
        "locations": [location],
        "partialFingerprints": {"codeAndLine/v1": _fingerprint(diagnostic, guide, seen)},
    }
    return result | ({"fixes": [_fix(fault.fix)]} if fault.fix else {})


def _fix(fix: Fix) -> dict[str, Any]:
    edits = groupby(sorted(fix.edits), key=lambda edit: edit.path)
    changes = [
        {
            "artifactLocation": _artifact(path),
            "replacements": [{"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}} for edit in group],
        }
        for path, group in edits
    ]
    return {"description": {"text": fix.title}, "artifactChanges": changes}


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(path), "uriBaseId": "%SRCROOT%"}


def _region(span: Span) -> dict[str, int]:
    if span == TOP:
        return {"startLine": 1}
    return {"startLine": span.line, "startColumn": span.column, "endLine": span.end_line, "endColumn": span.end_column}


def _fingerprint(diagnostic: Diagnostic, guide: Guide, seen: Counter[str]) -> str:
    """The same for one fault while its line is the same, wherever the line moves; of equal lines each has its own."""
    source = guide.source(diagnostic.fault.path)
    lines = source.lines if source else []
    line = lines[diagnostic.fault.span.line - 1].strip() if diagnostic.fault.span.line <= len(lines) else ""
    sign = "\n".join((diagnostic.code, diagnostic.fault.path, line))
    seen[sign] += 1
    return f"{hashlib.sha256(sign.encode()).hexdigest()[:32]}:{seen[sign]}"
