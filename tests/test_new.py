"""`fieldguide new`: a fresh page lacks what is to be written and nothing else; what cannot be written leaves every file as it was."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from fieldguide.checks import check_guide
from fieldguide.cli import main
from fieldguide.load import load_guide
from fieldguide.page import SECTIONS
from sample import copy_sample

INDEX = "concepts/inference-fundamentals/index.md"
PAGE = "concepts/inference-fundamentals/paged-attention.md"
PROSE = "A sentence about how pages of memory are handed to requests, and of what each of them costs. " * 6


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_sample(tmp_path)


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def order(root: Path) -> list[str]:
    return next(part.meta.concepts for part in load_guide(root).parts if part.page.path == INDEX)


def test_a_fresh_page_lacks_exactly_what_is_to_be_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "inference-fundamentals/paged-attention", "--root", str(root)]) == 0
    printed = capsys.readouterr().out
    assert f"wrote {root / PAGE}" in printed
    assert "make check" in printed
    found = check_guide(load_guide(root))
    assert {diagnostic.fault.path for diagnostic in found} == {PAGE}
    assert sorted(diagnostic.code for diagnostic in found) == ["F006", "F006", "P001", *["P010"] * (1 + len(SECTIONS))]
    assert [d.fault.message.split("'")[1] for d in found if d.code == "F006"] == ["summary", "tags"]
    page = load_guide(root).concepts["paged-attention"]
    assert [heading.text for heading in page.body.headings] == list(SECTIONS)
    assert f"reviewed: {date.today():%Y-%m}\n" in page.source.text


def test_a_page_filled_in_passes(root: Path) -> None:
    main(["new", "inference-fundamentals/paged-attention", "--title", "PagedAttention: the cache in blocks", "--root", str(root)])
    text = (root / PAGE).read_text(encoding="utf-8")
    assert "title: 'PagedAttention: the cache in blocks'\n" in text
    text = text.replace("summary:  #", "summary: What keeps the cache in blocks.  #").replace("tags:  #", "tags: [inference]  #")
    text = re.sub(r"<!-- FILL IN.*?-->", PROSE, text).replace("handed to", "handed [@kwon2023pagedattention, §4] to", 1)
    (root / PAGE).write_text(text, encoding="utf-8")
    assert check_guide(load_guide(root)) == []


def test_the_example_numbers_of_a_fresh_page_are_numbers(root: Path) -> None:
    main(["new", "inference-fundamentals/paged-attention", "--root", str(root)])
    text = (root / PAGE).read_text(encoding="utf-8")
    text = re.sub(r"key_numbers: \[\].*", "key_numbers:", text)
    text = re.sub(r"^#(  .*)$", r"\1", text, flags=re.MULTILINE).replace("70b", "8b").replace("value: 320 KiB", "value: 128 KiB")
    (root / PAGE).write_text(text, encoding="utf-8")
    guide = load_guide(root)
    assert {number_id for slug, number_id in guide.numbers if slug == "paged-attention"} == {"bytes-per-token", "waste-before-paging"}
    assert {diagnostic.code for diagnostic in check_guide(guide)} == {"F006", "P001", "P010"}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ["kv-cache", "latency", "x"]),
        (["--after", "kv-cache"], ["kv-cache", "x", "latency"]),
        (["--before", "kv-cache"], ["x", "kv-cache", "latency"]),
        (["--after", "latency"], ["kv-cache", "latency", "x"]),
    ],
)
@pytest.mark.parametrize(
    "written",
    ["[kv-cache, latency]", "[ 'kv-cache' ,\n  \"latency\" ]", "\n- kv-cache\n- latency", "\n  - 'kv-cache'  # first\n  - latency"],
    ids=["brackets", "brackets-and-quotes", "lines", "indented-lines"],
)
def test_a_page_is_listed_where_it_is_said(root: Path, options: list[str], expected: list[str], written: str) -> None:
    index = root / INDEX
    index.write_text(index.read_text(encoding="utf-8").replace("[kv-cache, latency]", written), encoding="utf-8")
    assert main(["new", "inference-fundamentals/x", *options, "--root", str(root)]) == 0
    assert order(root) == expected


def test_the_first_page_of_a_part(root: Path) -> None:
    (root / "concepts" / "applications").mkdir()
    (root / "concepts" / "applications" / "index.md").write_text(
        "---\ntitle: A\nnumber: 3\nsummary: S.\nconcepts: []\n---\nA.\n", encoding="utf-8"
    )
    assert main(["new", "applications/agents", "--root", str(root)]) == 0
    assert {part.slug: part.meta.concepts for part in load_guide(root).parts}["applications"] == ["agents"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["inference-fundamental/x"], "there is no part 'inference-fundamental'; did you mean 'inference-fundamentals'?"),
        (["apps/x"], "there is no part 'apps'; there are hardware-foundations, inference-fundamentals"),
        (["x"], "'x' names no part; write PART/x, with one of hardware-foundations, inference-fundamentals"),
        (["hardware-foundations/latency"], "'latency' is taken by concepts/inference-fundamentals/latency.md"),
        (["hardware-foundations/KV_Cache"], "'KV_Cache' cannot be a slug, which has lower-case letters, digits and single hyphens; write kv-cache"),
        (["hardware-foundations/a/b"], "'a/b' cannot be a slug"),
        (["hardware-foundations/../x"], "'../x' cannot be a slug"),
        (["hardware-foundations/ü"], "'ü' cannot be a slug"),
        (["hardware-foundations/"], "'' cannot be a slug"),
        (["hardware-foundations/index"], "'index' is the name of a part's introduction"),
        (["hardware-foundations/x", "--after", "latency"], "the part 'hardware-foundations' lists no concept 'latency'; it has roofline-model"),
        (["hardware-foundations/x", "--before", "roof-model"], "lists no concept 'roof-model'; did you mean 'roofline-model'?"),
        (["hardware-foundations/x", "--title", " "], "a title is plain text in one line"),
        (["hardware-foundations/x", "--title", "a <b>"], "a title is plain text in one line"),
        (["hardware-foundations/ttft"], "'Ttft' is a name of concepts/inference-fundamentals/latency.md already"),
        (["hardware-foundations/x", "--title", "kv CACHE"], "'kv CACHE' is a name of concepts/inference-fundamentals/kv-cache.md already"),
        (["hardware-foundations/old"], "the address hardware-foundations/old is kept for readers of concepts/inference-fundamentals/latency.md"),
        (["hardware-foundations/x", "--root", "nowhere"], "there is no folder 'concepts' in "),
    ],
)  # fmt: skip
def test_what_cannot_be_written_leaves_every_file(
    root: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "concepts" / "redirects.yml").write_text("hardware-foundations/old: inference-fundamentals/latency\n", encoding="utf-8")
    monkeypatch.chdir(root)
    before = contents(root)
    assert main(["new", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert contents(root) == before


def test_a_list_that_cannot_be_read_is_left_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    index = root / INDEX
    index.write_text(index.read_text(encoding="utf-8").replace("[kv-cache, latency]", ""), encoding="utf-8")
    assert main(["new", "inference-fundamentals/x", "--root", str(root)]) == 2
    assert f"the list 'concepts' in {INDEX} cannot be read" in capsys.readouterr().err
