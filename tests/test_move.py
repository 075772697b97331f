"""`fieldguide mv`: every mention follows the page, the old address leads to it, and a move back undoes all but the redirect."""

from __future__ import annotations

import os
import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from conftest import ROOT, build_site
from fieldguide.checks import check_guide
from fieldguide.cli import main
from fieldguide.link import Kind, resolve
from fieldguide.load import load_guide
from sample import copy_sample

KV, LATENCY, ROOFLINE = (
    "concepts/inference-fundamentals/kv-cache.md",
    "concepts/inference-fundamentals/latency.md",
    "concepts/hardware-foundations/roofline-model.md",
)
REDIRECTS = "concepts/redirects.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_sample(tmp_path)


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """A copy of the real guide with what stands around it."""
    root = tmp_path / "real"
    for name in ("concepts", "docs", "hooks", "overrides"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("references.bib", "mkdocs.yml", "README.md", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, root / name)
    return root


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def move(root: Path, *arguments: str) -> int:
    return main(["mv", *arguments, "--root", str(root)])


def read(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def append(root: Path, path: str, text: str) -> None:
    (root / path).write_text(read(root, path) + text, encoding="utf-8")


def links(root: Path, path: str) -> list[str]:
    return [link.target for link in load_guide(root).pages[path].body.links]


MOVES = [
    ("kv-cache", "key-value-cache"),
    ("latency", "waiting-time"),
    ("concepts/inference-fundamentals/quantization.md", "inference-optimizations/fewer-bits", "--before", "continuous-batching"),
    ("applications/agents", "production-operations/agents", "--before", "failure-modes"),
]
BACK = [
    ("agents", "applications/agents"),
    ("fewer-bits", "inference-fundamentals/quantization"),
    ("waiting-time", "latency"),
    ("key-value-cache", "kv-cache"),
]


def place_of(root: Path, slug: str) -> list[str]:
    """The options that put a concept of the untouched guide back at its place."""
    listed = next(part.meta.concepts for part in load_guide(root).parts if slug in part.meta.concepts)
    at = listed.index(slug)
    return ["--before", listed[at + 1]] if at + 1 < len(listed) else ["--after", listed[at - 1]]


def test_the_real_guide_is_clean_after_moves_and_the_same_after_moves_back(real: Path) -> None:
    before = contents(real)
    agents = place_of(real, "agents")
    quantization = place_of(real, "quantization")
    for arguments in MOVES:
        assert move(real, *arguments) == 0
    assert check_guide(load_guide(real)) == []
    backlinks = load_guide(real).backlinks
    assert len(backlinks["key-value-cache"]) > 10
    assert "kv-cache" not in backlinks
    result = build_site(real, real / "site")
    assert result.returncode == 0, result.stderr
    for old, now in load_guide(real).redirects.moved.items():
        assert f'href="../../{now}/"' in read(real, f"site/{old}/index.html")
    assert dead_addresses(real / "site") == []
    shutil.rmtree(real / "site")
    for arguments in [(*BACK[0], *agents), (*BACK[1], *quantization), *BACK[2:]]:
        assert move(real, *arguments) == 0
    after = contents(real)
    assert sorted(after.pop(REDIRECTS).decode().splitlines()[1:]) == [
        "inference-fundamentals/key-value-cache: inference-fundamentals/kv-cache",
        "inference-fundamentals/waiting-time: inference-fundamentals/latency",
        "inference-optimizations/fewer-bits: inference-fundamentals/quantization",
        "production-operations/agents: applications/agents",
    ]
    assert after == before


def dead_addresses(site: Path) -> list[str]:
    """Links within the built site that lead to no file or no id."""
    texts = {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html") if path.name != "404.html"
    }
    ids = {name: {unescape(found) for found in re.findall(r'\sid="([^"]*)"', text)} for name, text in texts.items()}
    dead = []
    for name, text in texts.items():
        for target in {unescape(found) for found in re.findall(r'<a\s[^>]*href="([^"]*)"', text)}:
            parts = urlsplit(urljoin(f"/{name}", target))
            if parts.scheme or not target:
                continue
            file = parts.path.lstrip("/") + ("index.html" if parts.path.endswith("/") else "")
            missing = not (site / file).exists() or (parts.fragment and file in ids and parts.fragment not in {*ids[file], "__tabbed_1_1"})
            dead += [f"{name}: {target}"] if missing else []
    return dead


def test_every_way_to_write_a_link_follows(root: Path) -> None:
    (root / "docs" / "more.md").write_text(
        "[a](../concepts/inference-fundamentals/kv-cache.md) [b](../concepts/inference-fundamentals/../inference-fundamentals/kv-cache.md#waste)\n\n"
        "[c][kv] [kv][] [kv] ![x](x.png)\n\n"
        "`concepts/inference-fundamentals/kv-cache.md` [other](../concepts/inference-fundamentals/latency.md)\n\n"
        "```text\n[kv]: ../concepts/inference-fundamentals/kv-cache.md of an example\n```\n\n"
        '[kv]: ../concepts/inference-fundamentals/kv-cache.md#how-it-works "The cache"\n',
        encoding="utf-8",
    )
    append(root, LATENCY, "\n[d](./kv-cache.md) [e](../inference-fundamentals/kv-cache.md?x#waste) [f](latency.md#floor)\n")
    append(root, KV, "\n[g](#waste) [h](kv-cache.md#waste) [i](latency.md)\n")
    before = contents(root)
    assert move(root, "kv-cache", "cache") == 1  # x.png is dead as before
    assert links(root, "docs/more.md")[:2] == [
        "../concepts/inference-fundamentals/cache.md",
        "../concepts/inference-fundamentals/../inference-fundamentals/cache.md#waste",
    ]
    text = read(root, "docs/more.md")
    assert '[kv]: ../concepts/inference-fundamentals/cache.md#how-it-works "The cache"' in text
    assert "`concepts/inference-fundamentals/cache.md`" in text
    assert "kv-cache.md" not in text.replace("of an example", "") or "[kv]: ../concepts/inference-fundamentals/kv-cache.md of" in text
    assert links(root, LATENCY)[-3:] == ["./cache.md", "../inference-fundamentals/cache.md?x#waste", "latency.md#floor"]
    assert links(root, "concepts/inference-fundamentals/cache.md")[-3:] == ["#waste", "cache.md#waste", "latency.md"]
    move(root, "cache", "kv-cache")
    after = contents(root)
    del after[REDIRECTS]
    assert after == before


def test_a_page_that_goes_to_another_part_takes_its_own_links_along(root: Path) -> None:
    append(
        root,
        KV,
        "\n[a](latency.md#how-it-works) [b](../hardware-foundations/roofline-model.md) [c](#in-practice) [d](../facts/models.yml)\n",
    )
    assert move(root, "kv-cache", "hardware-foundations/kv-cache") == 0
    assert links(root, "concepts/hardware-foundations/kv-cache.md")[-4:] == [
        "../inference-fundamentals/latency.md#how-it-works",
        "roofline-model.md",
        "#in-practice",
        "../facts/models.yml",
    ]
    assert "\npart: hardware-foundations\n" in read(root, "concepts/hardware-foundations/kv-cache.md")
    orders = {part.slug: part.meta.concepts for part in load_guide(root).parts}
    assert orders == {"hardware-foundations": ["roofline-model", "kv-cache"], "inference-fundamentals": ["latency"]}
    assert check_guide(load_guide(root)) == []


@pytest.mark.parametrize("written", ["[roofline-model]", "\n- roofline-model", "\n  - 'roofline-model'"])
def test_the_last_page_may_leave_its_part(root: Path, written: str) -> None:
    index = root / "concepts/hardware-foundations/index.md"
    index.write_text(read(root, "concepts/hardware-foundations/index.md").replace("[roofline-model]", written), encoding="utf-8")
    move(root, "roofline-model", "inference-fundamentals/roofline-model", "--before", "kv-cache")
    orders = {part.slug: part.meta.concepts for part in load_guide(root).parts}
    assert orders == {"hardware-foundations": [], "inference-fundamentals": ["roofline-model", "kv-cache", "latency"]}


def test_fields_follow_however_they_are_quoted(root: Path) -> None:
    text = read(root, LATENCY).replace("requires: [kv-cache]", "requires:\n- 'kv-cache'").replace("size: 1 GB", "size: 'kv-cache#size'")
    (root / LATENCY).write_text(text.replace("related:", 'related:\n  "kv-cache": holds what waits'), encoding="utf-8")
    kv = read(root, KV).replace(
        "key_numbers:\n",
        "key_numbers:\n  - {id: size, name: Size, value: 1 GB, formula: a, where: {a: 1 GB}}\n"
        "  - {id: same, name: Same, value: 1 GB, formula: a, where: {a: kv-cache#size}}\n",
    )
    (root / KV).write_text(kv, encoding="utf-8")
    assert check_guide(load_guide(root)) == []
    assert move(root, "kv-cache", "cache") == 0
    text = read(root, LATENCY)
    assert "requires:\n- 'cache'\n" in text
    assert "size: 'cache#size'" in text
    assert 'related:\n  "cache": holds' in text
    assert "where: {a: cache#size}" in read(root, "concepts/inference-fundamentals/cache.md")


def test_a_place_in_the_order_may_be_given_with_the_new_name(root: Path) -> None:
    assert move(root, "kv-cache", "cache", "--after", "latency") == 1  # latency requires it
    assert load_guide(root).parts[1].meta.concepts == ["latency", "cache"]


def test_files_around_the_guide_follow_and_those_that_name_the_page_otherwise_are_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "README.md").write_text(f"See [it]({KV}#waste) and `{KV}x`, {KV}.\nAt inference-fundamentals/kv-cache/.\n", encoding="utf-8")
    facts = root / "concepts/facts/models.yml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("Transformer blocks.", f"Blocks; {KV} says why."), encoding="utf-8")
    (root / "tests").mkdir()
    (root / "tests" / "test_x.py").write_text(f"PAGE = '{KV}'\nSLUG = 'kv-cache.md'\n", encoding="utf-8")
    assert move(root, "kv-cache", "cache") == 0
    new = "concepts/inference-fundamentals/cache.md"
    assert read(root, "README.md") == f"See [it]({new}#waste) and `{KV}x`, {new}.\nAt inference-fundamentals/kv-cache/.\n"
    assert f"Blocks; {new} says why." in facts.read_text(encoding="utf-8")
    assert read(root, "tests/test_x.py").startswith(f"PAGE = '{KV}'")
    assert re.findall(r"^(\S+): names the page", capsys.readouterr().out, re.MULTILINE) == [
        "README.md:1",
        "README.md:2",
        "tests/test_x.py:1",
        "tests/test_x.py:2",
    ]


def test_redirects_stay_one_step_and_vanish_where_a_page_returns(root: Path) -> None:
    (root / REDIRECTS).write_text("# ours\ninference-fundamentals/cache-of-keys: inference-fundamentals/kv-cache\n", encoding="utf-8")
    move(root, "kv-cache", "b")
    move(root, "b", "c")
    assert read(root, REDIRECTS) == (
        "# ours\ninference-fundamentals/b: inference-fundamentals/c\n"
        "inference-fundamentals/cache-of-keys: inference-fundamentals/c\n"
        "inference-fundamentals/kv-cache: inference-fundamentals/c\n"
    )
    move(root, "c", "kv-cache")
    assert "\ninference-fundamentals/kv-cache:" not in read(root, REDIRECTS)
    assert check_guide(load_guide(root)) == []


def test_a_difference_is_shown_and_nothing_changed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(root)
    for option in ("--diff", "--dry-run"):
        assert move(root, "kv-cache", "cache", option) == 0
        printed = capsys.readouterr().out
        assert f"rename {KV} => concepts/inference-fundamentals/cache.md\n" in printed
        assert "-requires: [kv-cache]\n+requires: [cache]\n" in printed
        assert "+inference-fundamentals/kv-cache: inference-fundamentals/cache\n" in printed
    assert contents(root) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["kv-cach", "x"], "there is no concept 'kv-cach'; did you mean 'kv-cache'?"),
        (["old", "x"], "there is no concept 'old'; it moved to latency"),
        (["hardware-foundations/old", "x"], "it moved to concepts/inference-fundamentals/latency.md"),
        (["kv-cache", "latency"], "'latency' is taken by concepts/inference-fundamentals/latency.md"),
        (["kv-cache", "kv-cache"], f"the page stands at {KV} already"),
        (["kv-cache", "hardware-foundation/x"], "there is no part 'hardware-foundation'; did you mean 'hardware-foundations'?"),
        (["kv-cache", "KV"], "'KV' cannot be a slug"),
        (["kv-cache", "hardware-foundations/old"], "the address hardware-foundations/old is kept for readers of"),
        (["kv-cache", "cache", "--after", "roofline-model"], "the part 'inference-fundamentals' lists no concept 'roofline-model'"),
        (["kv-cache", "cache", "--after", "kv-cache"], "'kv-cache' is the page that moves"),
    ],
)
def test_what_cannot_be_moved_leaves_every_file(root: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    (root / REDIRECTS).write_text("hardware-foundations/old: inference-fundamentals/latency\n", encoding="utf-8")
    before = contents(root)
    assert move(root, *arguments) == 2
    assert said in capsys.readouterr().err
    assert contents(root) == before


def test_nothing_moves_while_a_page_cannot_be_read(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / ROOFLINE).write_text("---\ntitle: [\n---\n", encoding="utf-8")
    before = contents(root)
    assert move(root, "kv-cache", "cache") == 2
    assert ROOFLINE in capsys.readouterr().err
    assert contents(root) == before


def test_a_link_that_cannot_be_rewritten_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    append(root, LATENCY, "\n[a](kv&#45;cache.md)\n")
    assert any(resolve(LATENCY, target).path == KV for target in links(root, LATENCY) if resolve(LATENCY, target).kind is Kind.INSIDE)
    before = contents(root)
    assert move(root, "kv-cache", "cache") == 2
    assert f"{LATENCY}:{read(root, LATENCY).count(os.linesep)}:1: the link to 'kv-cache.md' cannot be rewritten" in capsys.readouterr().err
    assert contents(root) == before
