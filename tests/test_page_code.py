"""Every Python block of every page runs, and prints what the page shows below it."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

from conftest import ROOT
from fieldguide.load import load_guide
from fieldguide.page import Fence


def test_each_block_prints_what_is_shown() -> None:
    wrong = []
    for page in load_guide(ROOT).concept_pages:
        for code, shown in pairwise([*page.body.fences, None]):
            fault = complaint(code, shown) if code and code.info.split(" ")[0] == "python" else ""
            if code and fault:
                wrong.append(f"{page.path}:{code.span.line}: {fault}")
    assert not wrong, "\n".join(wrong)


def complaint(code: Fence, shown: Fence | None) -> str:
    """What is wrong with a block and the output that the page shows for it; empty when they agree."""
    if not shown or shown.info != "text" or not 0 <= shown.span.line - code.span.end_line <= 2:
        return "a Python block is followed by a text block with its output"
    result = subprocess.run([sys.executable, "-I", "-c", code.text], capture_output=True, text=True, timeout=60, check=False)
    if result.returncode:
        return f"the block fails: {result.stderr}"
    return "" if result.stdout.strip() == shown.text.strip() else f"the block prints {result.stdout!r}"


def test_a_block_that_prints_something_else_is_found() -> None:
    span = next(page for page in load_guide(ROOT).concept_pages).document.span([])
    code = Fence("python", "print(2 + 2)\n", span)
    assert complaint(code, Fence("text", "5\n", span)) == "the block prints '4\\n'"
    assert not complaint(code, Fence("text", "4\n", span))
