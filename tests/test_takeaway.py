"""Copies in Markdown, llms.txt and the feed: complete, with nothing of the site's own syntax left, the same each time."""

from __future__ import annotations

import re
from pathlib import Path

import feedparser
import pytest
from conftest import ROOT
from fieldguide.guide import Guide
from fieldguide.load import load_guide
from fieldguide.render.site_path import copy_path
from fieldguide.takeaway.medium import web
from fieldguide.takeaway.offer import copy_list, tell_sizes
from fieldguide.takeaway.text import standalone_text
from fieldguide.takeaway.write import copy_files
from sample import PAGE, SAMPLE, copy_sample

SITE = "https://guide.example/"
_FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_OURS = re.compile(r"\[@|markdown=\"1\"|<!--|^\{ ?[.#:]|^</?(?:details|summary|div)|^(?:!!!|\?\?\?)", re.MULTILINE)


def copies(guide: Guide) -> dict[str, str]:
    return {path: "".join(pieces) for path, pieces in copy_files(guide, SITE)}


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(ROOT)


@pytest.fixture(scope="module")
def files(guide: Guide) -> dict[str, str]:
    return copies(guide)


def test_every_concept_part_path_and_table_of_facts_has_a_copy(guide: Guide, files: dict[str, str]) -> None:
    named = [page.path for page in guide.pages.values() if page.meta] + [file.source.path for file in guide.fact_files]
    assert {copy_path(path) for path in named} <= files.keys()
    assert {"glossary.md", "references.md", "how-it-all-connects.md", "numbers.md"} <= files.keys()


def test_nothing_of_the_site_s_own_syntax_is_left(files: dict[str, str]) -> None:
    left = {name: match[0] for name, text in files.items() if name.endswith(".md") and (match := _OURS.search(_FENCED.sub("", text)))}
    assert left == {}


def test_every_link_is_a_full_address(files: dict[str, str]) -> None:
    links = [(name, link) for name, text in files.items() for link in re.findall(r"(?<=[^\\])\]\(([^)\s]+)\)", _FENCED.sub("", text))]
    assert len(links) > 1000
    assert [(name, link) for name, link in links if not link.startswith(("https://", "http://"))] == []


def test_a_page_alone_says_its_numbers_relations_and_sources() -> None:
    text = copies(load_guide(SAMPLE))["inference-fundamentals/kv-cache.md"]
    assert text.startswith("# KV cache\n\n> The keys and values of past tokens, kept in memory.\n")
    assert (
        "| KV cache per token, Llama 3.1 8B, BF16 | 128 KiB | computed: `2 * layers * kv_heads * head_dim * element` where layers = [32]("
        in text
    )
    assert "| KV memory wasted before paging | 60–80 % | measured [kwon2023pagedattention, §1] (2023) |" in text
    assert f"- [Latency]({SITE}inference-fundamentals/latency/): a larger cache slows each decode step" in text
    assert "- **kwon2023pagedattention**: " in text
    assert "<https://doi.org/10.1145/3600006.3613165>" in text


def test_every_work_that_a_copy_cites_is_in_its_list(guide: Guide, files: dict[str, str]) -> None:
    for page in guide.concepts.values():
        text = files[copy_path(page.path)]
        cited = {citation.key for group in page.body.citations for citation in group.citations}
        assert cited <= set(re.findall(r"^- \*\*([a-z0-9-]+)\*\*: ", text, re.MULTILINE)), page.path


def test_what_folds_and_what_stands_out_becomes_plain(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    page = root / PAGE
    added = '\n!!! note "Mind this"\n\n    One line.\n\nAfter it.\n\n<details markdown="1">\n<summary>Why?</summary>\n\nBecause.\n\n</details>\n\n```text\n<details>\n```\n'
    page.write_text(page.read_text(encoding="utf-8") + added, encoding="utf-8")
    text = standalone_text(load_guide(root).pages[PAGE], web(SITE))
    assert text.endswith("> **Mind this**\n>\n> One line.\n>\nAfter it.\n\n**Why?**\n\nBecause.\n\n```text\n<details>\n```")


def test_llms_txt_has_its_form_and_lists_copies_that_exist(guide: Guide, files: dict[str, str]) -> None:
    text = files["llms.txt"]
    assert re.match(r"# [^\n]+\n\n> [^\n]+\n\n", text)
    lines = text.split("## ", 1)[1].split("\n")
    assert all(re.fullmatch(r"- \[.+\]\(https://\S+\): .+|(?:## )?[^-].*|", line) for line in lines)
    linked = {link.removeprefix(SITE) for link in re.findall(r"\]\((https://[^)]+)\)", text)}
    assert {name for name in linked if not name.startswith("api/")} <= files.keys()
    assert {copy_path(page.path) for page in guide.concepts.values()} <= linked


def test_llms_full_txt_holds_every_concept_once_and_in_order(guide: Guide, files: dict[str, str]) -> None:
    addresses = [f"{SITE}{page.folder}/{page.slug}/" for page in guide.concepts.values()]
    assert re.findall(r"^- Address: <(.+)>$", files["llms-full.txt"], re.MULTILINE) == addresses


def test_the_feed_is_atom_and_names_each_concept_once(guide: Guide, files: dict[str, str]) -> None:
    feed = feedparser.parse(files["feed.xml"].encode())
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.id == SITE
    assert {"title", "updated", "author"} <= feed.feed.keys()
    assert [link.rel for link in feed.feed.links] == ["self", "alternate"]
    addresses = {f"{SITE}{page.folder}/{page.slug}/" for page in guide.concepts.values()}
    assert len(feed.entries) == len(addresses)
    assert {entry.id for entry in feed.entries} == addresses
    assert all({"title", "summary", "updated_parsed", "link"} <= entry.keys() for entry in feed.entries)
    assert feed.feed.updated == max(entry.updated for entry in feed.entries)


def test_the_newest_review_comes_first(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    page = root / "concepts" / "inference-fundamentals" / "latency.md"
    page.write_text(page.read_text(encoding="utf-8").replace("reviewed: 2026-11", "reviewed: 2027-02"), encoding="utf-8")
    feed = feedparser.parse(copies(load_guide(root))["feed.xml"].encode())
    assert (feed.entries[0].title, feed.entries[0].updated) == ("Latency", "2027-02-01T00:00:00Z")


def test_copies_are_the_same_each_time(files: dict[str, str]) -> None:
    assert copies(load_guide(ROOT)) == files


def test_what_is_offered_has_a_link_and_its_size_once_it_is_there(tmp_path: Path) -> None:
    page = tmp_path / "take-away" / "index.html"
    page.parent.mkdir()
    page.write_text(copy_list(load_guide(SAMPLE)), encoding="utf-8")
    for size, told in ((1_234_567, "1.2 MB"), (4_200, "4 kB")):
        (tmp_path / "llms-full.txt").write_bytes(b"x" * size)
        tell_sizes(tmp_path)
        text = page.read_text(encoding="utf-8")
        assert f'<a href="../llms-full.txt">llms-full.txt</a> <small>{told}</small></span>' in text
        assert text.count("<a ") == 1
    assert "by <code>make book</code>" in text
