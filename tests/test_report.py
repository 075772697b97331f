"""How diagnostics are shown: the lines around a fault, colours, and the forms that programs read."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import ROOT
from fieldguide.checks import CHECKS, check_guide
from fieldguide.cli import main
from fieldguide.diagnostic import Diagnostic, Fault, Level, rewrite, summary
from fieldguide.load import load_guide
from fieldguide.render.site_path import SITE
from fieldguide.report import Findings
from fieldguide.report.as_github import as_github
from fieldguide.report.as_json import as_json
from fieldguide.report.as_sarif import as_sarif
from fieldguide.report.as_text import as_text, to_text
from fieldguide.report.excerpt import excerpt
from fieldguide.source import TOP, Source, Span
from fieldguide.terminal import Style, Terminal, terminal
from hypothesis import given
from hypothesis import strategies as st
from sample import PAGE, copy_sample

SARIF_SCHEMA = ROOT / "tests" / "schemas" / "sarif-2.1.0-rtm.5.json"


def at(span: Span, **changes: Any) -> Diagnostic:
    return Diagnostic(Fault("docs/index.md", span, "wrong", **changes), "L001", "dead_link", Level.ERROR)


def shown(text: str, span: Span, width: int = 120) -> str:
    """What stands below the headline."""
    headline, _, rest = to_text(at(span), Source("docs/index.md", text), Terminal(width=width)).partition("\n")
    assert headline == f"docs/index.md:{span.line}:{span.column}: L001 wrong"
    return rest


FIVE = "one\ntwo\nthree\nfour\nfive\nsix\nseven\n"


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("a bad word", Span(1, 3, 1, 6), "    1 | a bad word\n      |   ^^^"),
        (FIVE, Span(4, 2, 4, 4), "    2 | two\n    3 | three\n    4 | four\n      |  ^^\n    5 | five\n    6 | six"),
        (FIVE, Span(7, 1, 7, 6), "    5 | five\n    6 | six\n    7 | seven\n      | ^^^^^"),
        (FIVE, Span(8, 1, 8, 1), "    6 | six\n    7 | seven\n    8 |\n      | ^"),
        ("a\n\nb\n", Span(1, 1, 1, 2), "    1 | a\n      | ^\n    2 |\n    3 | b"),
        ("é 日 bad", Span(1, 5, 1, 8), "    1 | é 日 bad\n      |      ^^^"),
        ("日本 bad", Span(1, 1, 1, 3), "    1 | 日本 bad\n      | ^^^^"),
        ("e\u0301 bad", Span(1, 4, 1, 7), "    1 | e\u0301 bad\n      |   ^^^"),
        ("a\tb\x1b", Span(1, 3, 1, 4), "    1 | a    b\n      |      ^"),
        ("\tb", Span(1, 1, 1, 2), "    1 |     b\n      | ^^^^"),
        ("at the end", Span(1, 11, 1, 11), "    1 | at the end\n      |           ^"),
        ("   ", Span(1, 1, 1, 2), "    1 |\n      | ^"),
        ("two\n  lines\nx", Span(1, 2, 2, 8), "    1 | two\n      |  ^^\n    2 |   lines\n      |   ^^^^^\n    3 | x"),
        ("two\nx", Span(1, 1, 2, 1), "    1 | two\n      | ^^^\n    2 | x"),
        (
            FIVE,
            Span(1, 1, 6, 2),
            "    1 | one\n      | ^^^\n    2 | two\n      | ^^^\n  ... |\n    6 | six\n      | ^\n    7 | seven",
        ),
        ("one", Span(2, 1, 2, 2), ""),
        (FIVE, TOP, ""),
    ],
)
def test_the_caret_stands_below_the_fault_among_its_lines(text: str, span: Span, expected: str) -> None:
    assert shown(text, span) == expected
    assert to_text(at(span), None) == f"docs/index.md:{span.line}:{span.column}: L001 wrong"


@pytest.mark.parametrize("start", [1, 20, 60, 150, 288, 297])
def test_of_a_long_line_the_part_around_the_fault_is_shown(start: int) -> None:
    line = f"{'x' * (start - 1)}bad{'y' * (300 - start)}"
    code, marks = shown(line, Span(1, start, 1, start + 3), width=60).split("\n")
    assert len(code) <= 60
    assert "^^^" in marks
    assert code[marks.index("^") :][:3] == "bad"
    assert code.endswith("…") is (start < 288)
    assert code.startswith("    1 | …") is (start > 20)


@given(st.text(), st.data())
def test_any_place_in_any_text_can_be_shown(text: str, data: st.DataObject) -> None:
    source = Source("docs/index.md", text)
    start, end = sorted(data.draw(st.tuples(places(source), places(source))))
    width = data.draw(st.integers(40, 200))
    rows = excerpt(source, Span(*start, *end), width)
    assert all(row.text.isprintable() for row in rows)
    assert all(len(row.text) <= width for row in rows if not row.marks)
    assert [row for row in rows if row.marks] or not rows


def places(source: Source) -> st.SearchStrategy[tuple[int, int]]:
    """Points of a text."""
    points = [(line, column + 1) for line, text in enumerate(source.lines, 1) for column in range(len(text) + 1)]
    return st.sampled_from(points)


def test_a_fix_is_named_with_its_option() -> None:
    safe = to_text(at(TOP, fix=rewrite("docs/index.md", TOP, "good")), None)
    assert safe.splitlines()[1] == "      = --fix: write good"
    unsafe = to_text(at(TOP, fix=rewrite("docs/index.md", TOP, "good", safe=False)), None)
    assert unsafe.splitlines()[1] == "      = --unsafe-fixes: write good"


def test_the_summary_says_how_many_can_be_fixed() -> None:
    safe, unsafe = at(TOP, fix=rewrite("a", TOP, "b")), at(TOP, fix=rewrite("a", TOP, "b", safe=False))
    warning = Diagnostic(Fault("a", TOP, "b"), "S001", "unsorted_tags", Level.WARNING)
    assert summary([]) == "no faults"
    assert summary([at(TOP), warning]) == "1 error, 1 warning"
    assert summary([safe, safe, warning]) == "2 errors, 1 warning (2 fixable with --fix)"
    assert summary([unsafe]) == "1 error (1 with --unsafe-fixes)"
    assert summary([safe, unsafe, unsafe]) == "3 errors (1 fixable with --fix, 2 more with --unsafe-fixes)"


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Always."""
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "colours"),
    [
        (Screen(), {}, True),
        (Screen(), {"TERM": "xterm"}, True),
        (Screen(), {"TERM": "dumb"}, False),
        (Screen(), {"NO_COLOR": "1"}, False),
        (Screen(), {"NO_COLOR": ""}, True),
        (Screen(), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        (Screen(), {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        (io.StringIO(), {}, False),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
        (io.StringIO(), {"FORCE_COLOR": "0"}, False),
    ],
)
def test_colours_are_for_a_terminal_that_takes_them(stream: io.StringIO, environment: dict[str, str], colours: bool) -> None:
    assert terminal(stream, environment).colours is colours


def test_colours_change_nothing_but_colours(tmp_path: Path) -> None:
    findings = faulty(tmp_path)
    coloured = as_text(findings, Terminal(colours=True))
    assert f"\x1b[{Style.ERROR}m" in coloured
    assert f"\x1b[{Style.WARNING}m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == as_text(findings)


def test_a_pipe_gets_no_colours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    faulty(tmp_path)
    assert main(["check", str(tmp_path / "guide")]) == 1
    assert "\x1b" not in capsys.readouterr().out


# forms for programs


def faulty(folder: Path) -> Findings:
    """The sample guide with an error that can be fixed, one that cannot, and a warning, in files of two kinds."""
    root = copy_sample(folder)
    page = root / PAGE
    text = page.read_text(encoding="utf-8").replace("tags: [inference, memory]", "tags: [memry, inference]")
    page.write_text(f"{text}\n日本 [100 %, {{x}}](nowhere.md) [128 MiB](#kv-per-token)\n", encoding="utf-8")
    tags = root / "concepts/tags.yml"
    tags.write_text(tags.read_text(encoding="utf-8") + "old: Gone.\n", encoding="utf-8")
    guide = load_guide(root)
    findings = Findings(guide, tuple(check_guide(guide)))
    assert [d.code for d in findings.diagnostics] == ["G005", "S001", "L001", "N008", "G006"]
    return findings


def test_annotations_escape_what_would_end_them() -> None:
    fault = Fault("docs/a,b:c%.md", Span(2, 3, 2, 9), "100 % of a, b: c")
    odd = Diagnostic(fault, "L001", "dead_link", Level.ERROR)
    long = Diagnostic(Fault("docs/index.md", Span(2, 3, 4, 1), "a\r\nb"), "S001", "unsorted_tags", Level.WARNING)
    assert as_github(Findings(load_guide(ROOT / "tests" / "guide"), (odd, long))).splitlines() == [
        "::error file=docs/a%2Cb%3Ac%25.md,line=2,endLine=2,col=3,endColumn=9,title=L001 dead_link::100 %25 of a, b: c",
        "::warning file=docs/index.md,line=2,endLine=4,title=S001 unsorted_tags::a%0D%0Ab",
        "1 error, 1 warning",
    ]


def test_json_fits_its_published_schema(tmp_path: Path) -> None:
    schema = json.loads((ROOT / "docs" / "schemas" / "v1" / "diagnostics.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    report = json.loads(as_json(faulty(tmp_path)))
    jsonschema.Draft202012Validator(schema).validate(report)
    assert (report["version"], report["errors"], report["warnings"], report["older"]) == (1, 4, 1, 0)
    first, *_, last = report["diagnostics"]
    assert first["code"] == "G005"
    assert first["path"] == PAGE
    assert (first["start"], first["end"]) == ({"line": 5, "column": 8}, {"line": 5, "column": 13})
    assert first["fix"] == {
        "title": "write memory",
        "safe": True,
        "edits": [{"path": PAGE, "start": first["start"], "end": first["end"], "text": "memory"}],
    }
    assert last["fix"]["safe"] is False
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate({**report, "version": 2})


def test_json_of_a_clean_guide_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json", str(ROOT / "tests" / "guide")]) == 0
    assert json.loads(capsys.readouterr().out) == {"version": 1, "errors": 0, "warnings": 0, "older": 0, "diagnostics": []}


def test_sarif_fits_the_published_schema(tmp_path: Path) -> None:
    schema = json.loads(SARIF_SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())
    log = json.loads(as_sarif(faulty(tmp_path)))
    validator.validate(log)
    validator.validate(json.loads(as_sarif(Findings(load_guide(ROOT / "tests" / "guide"), ()))))
    log["runs"][0]["results"][0]["level"] = "grave"
    assert not validator.is_valid(log)


def test_sarif_holds_every_check_as_a_rule_and_every_fault_at_its_rule(tmp_path: Path) -> None:
    findings = faulty(tmp_path)
    (run,) = json.loads(as_sarif(findings))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"]: rule["name"] for rule in rules} == {code: check.name for code, check in CHECKS.items()}
    assert {rule["id"]: rule["defaultConfiguration"]["level"] for rule in rules} == {code: check.level for code, check in CHECKS.items()}
    assert all(rule["helpUri"] == f"{SITE}contributing/checks/#{rule['id'].lower()}" for rule in rules)
    assert all("## Why" in rule["help"]["markdown"] for rule in rules)
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [d.code for d in findings.diagnostics]
    assert run["columnKind"] == "unicodeCodePoints"


def test_sarif_regions_count_characters(tmp_path: Path) -> None:
    findings = faulty(tmp_path)
    (run,) = json.loads(as_sarif(findings))["runs"]
    region = run["results"][2]["locations"][0]["physicalLocation"]["region"]
    lines = (findings.guide.root / PAGE).read_text(encoding="utf-8").splitlines()
    assert lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == "nowhere.md"


def test_sarif_fingerprints_outlast_a_move_and_tell_equal_lines_apart(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    page = root / PAGE
    text = page.read_text(encoding="utf-8")

    def fingerprints(text: str) -> list[str]:
        page.write_text(text, encoding="utf-8")
        guide = load_guide(root)
        (run,) = json.loads(as_sarif(Findings(guide, tuple(check_guide(guide)))))["runs"]
        return [result["partialFingerprints"]["codeAndLine/v1"] for result in run["results"]]

    first = fingerprints(f"{text}\n[a](nowhere.md)\n\n[a](nowhere.md)\n\n[b](nowhere.md)\n")
    assert len(set(first)) == 3
    assert fingerprints(f"{text}\nA line more.\n\n[a](nowhere.md)\n\n[a](nowhere.md)\n\n[b](nowhere.md)\n") == first


def test_sarif_fixes_are_the_edits(tmp_path: Path) -> None:
    (run,) = json.loads(as_sarif(faulty(tmp_path)))["runs"]
    (fix,) = run["results"][0]["fixes"]
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"] == {"uri": PAGE, "uriBaseId": "%SRCROOT%"}
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 5, "startColumn": 8, "endLine": 5, "endColumn": 13},
            "insertedContent": {"text": "memory"},
        }
    ]
    assert "fixes" not in run["results"][2]


def test_the_address_of_the_site_is_the_one_that_is_published() -> None:
    assert f"site_url: {SITE}\n" in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
