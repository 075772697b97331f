"""The docstring of each check: it becomes a page of the documentation, so its examples do what they say."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from fieldguide.checks import CHECKS, Check
from fieldguide.load import load_guide
from fieldguide.page import Body, Fence
from fieldguide.parse.markdown import parse_body
from fieldguide.source import Source
from sample import PAGE, copy_sample, replace_fields

IN_WORDS = {"foreign_line_end", "long_page", "overlong_block", "unfit_file", "unreadable_file"}
"""Checks whose fault no short text can show; a case of each shows it instead."""

EACH = pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)


def docstring(check: Check) -> str:
    return sys.modules[check.find.__module__].__doc__ or ""


def sections(check: Check) -> dict[str, tuple[str, list[Fence]]]:
    """The text and the fences below each heading of a docstring."""
    text = docstring(check)
    body = parse_body(Source("docs/check.md", text), 0)
    starts = [heading.span.line for heading in body.headings] + [text.count("\n") + 2]
    found = {}
    for heading, end in zip(body.headings, starts[1:], strict=True):
        lines = text.split("\n")[heading.span.line : end - 1]
        found[heading.text] = "\n".join(lines).strip(), [fence for fence in body.fences if heading.span.line < fence.span.line < end]
    return found


def runnable(check: Check, section: str) -> list[Fence]:
    return [fence for fence in sections(check)[section][1] if fence.info != "console"]


def carry_out(root: Path, fence: Fence) -> None:
    """Changes the sample guide as an example says."""
    language, *_ = fence.info.split(" ")
    title = re.search(r'title="(.*)"', fence.info)
    path = root / (title[1] if title else "references.bib" if language == "bibtex" else PAGE)
    match language:
        case "yaml":
            text = replace_fields(path.read_text(encoding="utf-8"), fence.text)
        case "markdown" | "bibtex":
            text = f"{path.read_text(encoding='utf-8')}\n{fence.text}"
        case "text":
            text = fence.text
        case _:
            raise AssertionError(f"an example in {language}")
    path.write_text(text, encoding="utf-8")


def trips(check: Check, fences: list[Fence], folder: Path) -> bool:
    """Whether a check finds a fault in the sample guide with examples carried out."""
    root = copy_sample(folder)
    for fence in fences:
        carry_out(root, fence)
    return any(check.find(load_guide(root)))


@EACH
def test_the_wrong_example_trips_its_check(check: Check, tmp_path: Path) -> None:
    assert trips(check, runnable(check, "Wrong"), tmp_path) is (check.name not in IN_WORDS)


@EACH
def test_the_right_example_does_not(check: Check, tmp_path: Path) -> None:
    assert not trips(check, runnable(check, "Right"), tmp_path)


@EACH
def test_the_docstring_says_why_and_what_is_wrong_and_right(check: Check) -> None:
    found = sections(check)
    assert list(found) == ["Why", "Wrong", "Right"]
    assert all(text for text, _ in found.values())
    assert all(fence.text.strip() for _, fences in found.values() for fence in fences), "an empty example"
    assert [fence for _, fences in found.values() for fence in fences if fence.info == "console"] == [] or check.name in IN_WORDS


@EACH
def test_the_check_says_in_a_line_what_its_module_says(check: Check) -> None:
    assert check.find.__doc__ == docstring(check).split("\n")[0]
    assert check.find.__module__ == f"fieldguide.checks.{check.name}"


def test_the_sample_guide_is_clean(tmp_path: Path) -> None:
    guide = load_guide(copy_sample(tmp_path))
    assert {code: list(check.find(guide)) for code, check in CHECKS.items()} == {code: [] for code in CHECKS}


def test_a_docstring_is_read_without_a_fault() -> None:
    bodies: dict[str, Body] = {code: parse_body(Source("docs/check.md", docstring(check)), 0) for code, check in CHECKS.items()}
    assert {code: body.problems for code, body in bodies.items() if body.problems} == {}
