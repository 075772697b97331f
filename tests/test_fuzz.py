"""The real guide, spoilt at random: its check always ends, and what it says can be shown at its place.

`make test` runs a few hundred examples, `make fuzz` (`--hypothesis-profile=long`) many more, other ones each time.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

from conftest import ROOT
from fieldguide.checks import check_guide
from fieldguide.diagnostic import Diagnostic
from fieldguide.guide import Guide
from fieldguide.load import load_guide
from fieldguide.report.as_text import to_text
from fieldguide.reread import reread
from fuzzing import Spoilt, files, spoilt_files
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

GUIDE = load_guide(ROOT)
LONGEST_MESSAGE = 600
EXCERPT, MARKED = re.compile(r"( *\d+| *\.\.\.| {5}) \|.*| +[=] --(fix|unsafe-fixes): .+"), re.compile(r" {5} \| *\^+")
"""A line around a fault or what mends it; the carets below the fault."""


def check_spoilt(spoilt: list[Spoilt]) -> tuple[Guide, list[Diagnostic]]:
    guide = reread(GUIDE, {one.path: one.text(GUIDE) for one in spoilt})
    return guide, check_guide(guide)


def assert_can_be_shown(guide: Guide, diagnostic: Diagnostic) -> None:
    fault = diagnostic.fault
    source, span = guide.source(fault.path), fault.span
    assert source, diagnostic
    assert (1, 1) <= (span.line, span.column) <= (span.end_line, span.end_column), diagnostic
    assert span.end_line <= len(source.lines), diagnostic
    assert span.column <= len(source.lines[span.line - 1]) + 1, diagnostic
    assert span.end_column <= len(source.lines[span.end_line - 1]) + 1, diagnostic
    assert fault.message.strip(), diagnostic
    assert fault.message.isprintable(), diagnostic
    assert len(fault.message) <= LONGEST_MESSAGE, diagnostic
    shown = to_text(diagnostic, source).split("\n")
    assert shown[0] == diagnostic.headline
    assert all(EXCERPT.fullmatch(line) for line in shown[1:]), shown
    assert len(shown) == 1 or any(MARKED.fullmatch(line) for line in shown), shown


@settings(max_examples=settings().max_examples // 2, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(spoilt_files(GUIDE), min_size=1, max_size=6, unique_by=lambda one: one.path))
def test_what_is_found_in_spoilt_files_can_be_shown(spoilt: list[Spoilt]) -> None:
    guide, found = check_spoilt(spoilt)
    for diagnostic in found:
        assert_can_be_shown(guide, diagnostic)
    assert check_spoilt(spoilt)[1] == found


def test_what_is_found_does_not_hang_on_the_order_of_sets(tmp_path: Path) -> None:
    for folder in ("concepts", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "references.bib", tmp_path)
    chance = random.Random(2026)
    for name in files(GUIDE)[::3]:
        lines = (tmp_path / name).read_text(encoding="utf-8").split("\n")
        chance.shuffle(lines)
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    said = {check_in_a_process(tmp_path, hash_seed) for hash_seed in ("1", "2", "3")}
    assert len(said) == 1
    assert len(said.pop().splitlines()) > 100


def check_in_a_process(root: Path, hash_seed: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "PYTHONHASHSEED": hash_seed}
    command = [sys.executable, "-m", "fieldguide", "check", str(root)]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (1, "")
    return result.stdout
