"""What reaches the reader of everything that looks like a citation: the guard around the citation plugin."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from conftest import build_site, copy_machinery
from sample import PAGE, copy_sample

CITATIONS = Path(__file__).parent / "citations.md"

UNTOUCHED = [
    "<code>[@kwon2023pagedattention]</code>",
    "<code>@dataclass</code>",
    "<code>[foo @bar]</code>",
    "<code>user@example.org</code>",
    '"[@kwon2023pagedattention, §9]"',
    "# [foo @bar]",
    '<a href="https://example.org/@someone">text with user@kwon2023 inside</a>',
    '<a href="https://example.org/reference">ref</a>',
    'alt="a diagram by @kwon2023"',
    "someone@example.org",
    r"\bibliography and \full_bibliography stay",
    "<code>[@code]</code>",
]
PLACES = ["§1", "Table 1", "p. 39", "Table 3", "Fig. 2", "§4.1", "§4.2", "§4.3", "§4.4", "§4.5"]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of all inputs, as HTML, in a build that allows no warning."""
    root = copy_sample(tmp_path_factory.mktemp("citations"))
    copy_machinery(root)
    path = root / PAGE
    (path.parent / "one.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    path.write_text(path.read_text(encoding="utf-8") + "\n" + CITATIONS.read_text(encoding="utf-8"), encoding="utf-8")
    result = build_site(root, root / "site")
    assert result.returncode == 0, result.stderr
    text = (root / "site" / "inference-fundamentals" / "kv-cache" / "index.html").read_text(encoding="utf-8")
    return re.search(r"<article.*</article>", text, re.DOTALL)[0]  # type: ignore[index]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_is_no_citation_stays(page: str, text: str) -> None:
    plain = unescape(re.sub(r'<span class="[^"]*">|</span>| data-outside(?=>)|<a id="[^"]*"[^>]*></a>', "", page))
    assert text in plain


@pytest.mark.parametrize("place", PLACES)
def test_each_place_is_printed_beside_its_mark(page: str, place: str) -> None:
    assert re.search(rf'<a class="footnote-ref"[^>]*>\d+</a></sup><span class="place">{re.escape(place)}</span>', page)


def test_no_citation_is_left_unresolved(page: str) -> None:
    prose = re.sub(r"<(pre|code|math)\b.*?</\1>|<!--.*?-->", "", page, flags=re.DOTALL)
    assert re.findall(r"\[[@^][^\]]*\]", prose) == []


def test_a_work_is_one_note_however_often_it_is_cited(page: str) -> None:
    notes = re.findall(r'<li id="fn:([^"]+)">', page)
    assert sorted(notes) == ["grattafiori2024llama3", "kwon2023pagedattention", "nvidia2022hopper", "own"]
    assert "Efficient memory management for large language model serving" in page


def test_math_reaches_the_reader_as_mathml(page: str) -> None:
    formulas = re.findall(r"<math\b.*?</math>", page, re.DOTALL)
    assert sum("@" in formula for formula in formulas) == 2
    assert "arithmatex" not in page
