"""Text made to take for ever: every page of it is gone through within bounds of time and memory, and none ends in a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from fieldguide.files import _LARGEST_PAGE
from sample import PAGE, copy_sample

SECONDS, BYTES = 120, 2 << 30
"""Far more than the checks take on a slow machine, far less than what grows with the square of its input."""

REPEATED = (
    "[", "![", "<!--", "* a ", "**a", "_a ", "$a ", "$$a\n", "<a", '<a b="', "{: ", "{#a ", "[a](", "[a](<b", "[^a", "\n\n[^a]: ", "[a]: b\n",
    "> ", "[@a", "@a1111", "# a\n\n", "<div>", "!!! note\n", "&", "&#", "\\", "\n", " ", "a", "\\a{", "| a ", "*[a]: b\n", "a\n:   b\n\n", "<",
    "-", "a\n=", "```\n", "\u200b a", "a `", "\\[", "a\u0301", "[a](b.md) ", "[@kwon2023pagedattention, §1] ", "{a}", "![a][b]", "<https://a",
)  # fmt: skip
OTHERS = {
    "growing-code": " ".join("`" * n for n in range(1, 350)),
    "deep-list": "\n".join("  " * n + "- a" for n in range(200)),
    "deep-admonition": "\n".join("    " * n + "!!! note" for n in range(150)),
    "wide-table": "\n".join(["|" + "a|" * 1500, "|" + "-|" * 1500, *["|" + "a|" * 1500] * 15]),
    "deep-formula": "$" + "{" * 15_000 + "}" * 15_000 + "$",
    "deep-powers": "$" + "x^{" * 6_000 + "}" * 6_000 + "$",
    "formula-of-macros": "$" + "".join(rf"\def\{a}{{\{b}\{b}}}" for a, b in zip("abcdefghijk", "bcdefghijkl", strict=True)) + r"\a$",
    "dense-diagram": "```mermaid\nflowchart LR\n  accTitle: a\n  accDescr: b\n" + "\n".join(f"a{n} --> b{n * 7 % 50}" for n in range(900)) + "\n```",
}  # fmt: skip
FIELDS = {
    "powers": "    formula: 9**9**9**9\n",
    "powers-of-powers": "    formula: ((((9**99)**99)**99)**99)**99\n",
    "long-sum": f"    formula: {' + '.join(['layers'] * 5_000)}\n",
    "deep-brackets": f"    formula: {'(' * 20_000}layers{')' * 20_000}\n",
    "minus-signs": f"    formula: {'-' * 30_000}layers\n",
}


def check(root: Path) -> subprocess.CompletedProcess[str]:
    """`fieldguide check` within bounds."""
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({BYTES}, {BYTES}))"
    script = f"{limit}\nimport sys\nfrom fieldguide.cli import main\nsys.exit(main(['check', {str(root)!r}]))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    return subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=SECONDS, check=False)


def test_pages_of_repeated_signs_are_gone_through(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    for number, scrap in enumerate(REPEATED):
        text = (scrap * _LARGEST_PAGE).encode()[: _LARGEST_PAGE - 10].decode(errors="ignore")
        (root / "docs" / f"trap{number}.md").write_text(text, encoding="utf-8")
    for name, text in OTHERS.items():
        (root / "docs" / f"{name}.md").write_text(text, encoding="utf-8")
    result = check(root)
    assert (result.returncode, result.stderr) == (1, "")
    refused = {line.partition(":")[0] for line in result.stdout.splitlines() if line.startswith("docs/")}
    assert {"docs/deep-formula.md", "docs/deep-powers.md"} <= refused


@pytest.mark.parametrize("formula", FIELDS.values(), ids=FIELDS)
def test_a_formula_without_end_is_refused(formula: str, tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    page = root / PAGE
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("    formula: 2 * layers * kv_heads * head_dim * element\n", formula), encoding="utf-8")
    result = check(root)
    assert (result.returncode, result.stderr) == (1, "")
    assert f"{PAGE}:" in result.stdout


def test_thousands_of_numbers_relations_and_references_are_gone_through(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    page = root / PAGE
    text = page.read_text(encoding="utf-8")
    numbers = "".join(f"  - id: n{n}\n    name: n{n}\n    value: {n} B\n    formula: n{n + 1} * 1\n" for n in range(500))
    relations = "".join(f"  page-{n}: why\n" for n in range(500))
    text = text.replace("key_numbers:\n", f"key_numbers:\n{numbers}").replace("related:\n", f"related:\n{relations}")
    page.write_text(text, encoding="utf-8")
    entries = "".join(f"@misc{{work{n},\n  title = {{{{A}} {n}}}\n}}\n" for n in range(5_000))
    with (root / "references.bib").open("a", encoding="utf-8") as references:
        references.write(entries + "@misc{" * 5_000 + "{" * 20_000)
    result = check(root)
    assert (result.returncode, result.stderr) == (1, "")
