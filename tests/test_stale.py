"""`fieldguide stale`: what is dated before a day, the oldest first."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from fieldguide.age import PeriodError, before, end_of
from fieldguide.cli import main
from sample import PAGE, copy_sample


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_sample(tmp_path)


def stale(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[dict[str, Any]]:
    assert main(["stale", "--root", str(root), "--format", "json", *options]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["version"] == 1
    items = answer["items"]
    assert [item["until"] for item in items] == sorted(item["until"] for item in items)
    return list(items)


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("90d", date(2026, 8, 30)), ("12m", date(2025, 11, 28)), ("1y", date(2025, 11, 28)), ("0d", date(2026, 11, 28)), ("9m", date(2026, 2, 28)),
        ("11m", date(2025, 12, 28)),
    ],
)  # fmt: skip
def test_periods(period: str, day: date) -> None:
    assert before(date(2026, 11, 28), period) == day


def test_a_month_without_the_day_gives_its_last() -> None:
    assert before(date(2026, 3, 31), "1m") == date(2026, 2, 28)
    assert before(date(2024, 2, 29), "1y") == date(2023, 2, 28)


@pytest.mark.parametrize("period", ["", "12", "m", "1w", "-1m", "1.5y", "9999y", "99999d", "1 m"])
def test_what_is_no_period(period: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(PeriodError):
        before(date(2026, 11, 28), period)
    assert main(["stale", f"--older-than={period}", "--root", str(root)]) == 2
    assert f"'{period}'" in capsys.readouterr().err


def test_a_date_counts_as_the_last_day_of_what_it_names() -> None:
    dates = {
        "2024": date(2024, 12, 31),
        "2024-02": date(2024, 2, 29),
        "2024-02-03": date(2024, 2, 3),
        "2024-13": None,
        "soon": None,
        "": None,
    }
    assert {text: end_of(text) for text in dates} == dates


def test_each_kind_ages_by_its_own_date(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = stale(root, capsys, "--today", "2026-11-28")
    assert [(item["kind"], item["dated"], item["name"]) for item in found] == [
        ("fact", "2022", "NVIDIA H100 SXM: BF16 dense, Memory bandwidth"),
        ("number", "2023", "KV memory wasted before paging: 60–80 %"),
        ("fact", "2024", "Llama 3.1 8B: Layers, KV heads, Head dimension"),
    ]
    later = stale(root, capsys, "--today", "2027-12-01")
    assert {"page", "reference"} <= {item["kind"] for item in later}
    assert {item["dated"] for item in later if item["kind"] == "reference"} == {"2026-11-22"}
    assert len(stale(root, capsys, "--today", "2027-11-30")) == len(later) - 3, "November 2026 is not over a year ago yet"


def test_a_number_with_a_date_of_its_own_ages_by_that(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = root / PAGE
    page.write_text(page.read_text(encoding="utf-8").replace("kind: measured\n", "kind: measured\n    as_of: 2026-10\n"), encoding="utf-8")
    assert not [item for item in stale(root, capsys, "--today", "2026-11-28") if item["kind"] == "number"]
    (number,) = stale(root, capsys, "--today", "2026-11-28", "--older-than", "20d", "--kind", "number")
    assert (number["dated"], number["path"]) == ("2026-10", PAGE)
    assert page.read_text(encoding="utf-8").split("\n")[number["line"] - 1].strip() == "value: 60–80 %"


def test_an_address_may_be_dated_in_a_note(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = root / "references.bib"
    path.write_text(path.read_text(encoding="utf-8").replace("urldate = {2026-11-22}", "note = {Accessed: 2024-05-01}"), encoding="utf-8")
    (reference,) = stale(root, capsys, "--today", "2026-11-28", "--kind", "reference")
    assert (reference["dated"], reference["name"]) == ("2024-05-01", "nvidia2022hopper")


def test_the_text_names_place_and_date(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stale", "--root", str(root), "--today", "2026-11-28", "--kind", "number", "--kind", "page"]) == 0
    assert capsys.readouterr().out == f"2023        number     {PAGE}:23: KV memory wasted before paging: 60–80 %\n1 has aged\n"


def test_a_day_that_is_none_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stale", "--root", str(root), "--today", "yesterday"]) == 2
    assert "'yesterday' is no day; write YYYY-MM-DD" in capsys.readouterr().err


def test_nothing_of_the_real_guide_is_older_than_its_calendar(capsys: pytest.CaptureFixture[str]) -> None:
    assert stale(ROOT, capsys, "--older-than", "1000y") == []
    assert stale(ROOT, capsys, "--today", "2040-01-01")
