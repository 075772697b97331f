"""The search of the real site, as readers use it; and what the engine makes for it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import is_phone, wait_until
from conftest import ROOT
from fieldguide.load import load_guide
from fieldguide.search.entry import entry_of
from fieldguide.search.findable import Findable
from fieldguide.search.index import build_index
from fieldguide.search.text import Section, sections
from fieldguide.search.words import STOP_WORDS, parts, quantity, words
from fieldguide.search.write import search_files
from playwright.sync_api import Browser, Locator, Page, expect

from benchmarks.search_queries import QUERIES, Answer, Query, put, read_queries

SETS = {name: read_queries(QUERIES / f"{name}.txt") for name in ("tuned", "held-out")}


@pytest.fixture(scope="module")
def answers(browser: Browser, address: str) -> Iterator[list[Answer]]:
    site = browser.new_page()
    yield put(site, f"{address}/", [query for queries in SETS.values() for query in queries])
    site.close()


def misses(answers: list[Answer], most: int) -> str:
    return "\n".join(f"{a.query.text!r} wants {a.query.pages}, listed {a.listed}" for a in answers if not 0 < a.place <= most)


def test_nine_queries_of_ten_find_their_page_first(answers: list[Answer]) -> None:
    assert sum(answer.place == 1 for answer in answers) >= 0.9 * len(answers), misses(answers, 1)


def test_all_but_two_queries_of_a_hundred_find_their_page_among_three(answers: list[Answer]) -> None:
    assert sum(0 < answer.place <= 3 for answer in answers) >= 0.98 * len(answers), misses(answers, 3)


def test_the_queries_are_many_differ_and_ask_for_every_concept() -> None:
    queries = [query for queries in SETS.values() for query in queries]
    assert len(queries) >= 150
    assert 3 * len(SETS["held-out"]) >= len(queries)
    assert [text for text, count in Counter(query.text.lower() for query in queries).items() if count > 1] == []
    asked = {name for query in queries for name in query.pages}
    guide = load_guide(ROOT)
    assert asked >= set(guide.concepts)
    assert asked <= set(guide.concepts) | {f"facts/{file.kind}" for file in guide.fact_files}


def test_a_page_answers_by_the_last_part_of_its_address() -> None:
    query = Query("x", "names", ("lora", "facts/models"))
    assert query.answered_by("/training-and-alignment/lora/")
    assert query.answered_by("/guide/facts/models/")
    assert not query.answered_by("/x/multi-lora/")
    assert not query.answered_by("/models/")


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search")


def open_and_type(page: Page, address: str, query: str) -> Locator:
    """Opens the search with the button, types key by key, and gives the pages that are listed."""
    page.goto(address)
    page.get_by_role("button", name="Search", exact=True).click()
    box(page).press_sequentially(query)
    expect(page.locator("[data-search=list]")).to_have_attribute("data-query", query)
    return page.get_by_role("listbox", name="Results").get_by_role("group")


def test_a_misspelt_word_is_read_as_the_one_that_is_meant(page: Page, address: str) -> None:
    pages = open_and_type(page, address, "quantiztion")
    expect(pages.first).to_have_attribute("aria-label", "Quantization")
    expect(page.get_by_text("Showing results for quantization (for quantiztion).")).to_be_visible()


def test_a_number_with_its_unit_leads_to_its_row(page: Page, address: str) -> None:
    pages = open_and_type(page, address, "320 KiB/token")
    expect(pages.first).to_have_attribute("aria-label", "KV cache")
    row = pages.first.get_by_role("option").filter(has_text="KV cache per token, Llama 3.1 70B, BF16")
    row.click()
    page.wait_for_url("**/inference-fundamentals/kv-cache/#bytes-per-token")
    expect(page.locator("tr:has([id='bytes-per-token'])")).to_be_in_viewport()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_keys_open_the_search_go_along_the_list_and_open_a_page(page: Page, address: str) -> None:
    page.goto(address)
    for key in ("/", "s", "f"):
        page.keyboard.press(key)
        expect(box(page)).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("ttft")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_contain_text("Latency")
    expect(chosen).to_contain_text("Names and terms: TTFT")
    first = chosen.get_attribute("id")
    page.keyboard.press("ArrowDown")
    expect(chosen).not_to_have_id(str(first))
    expect(box(page)).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
    page.keyboard.press("ArrowUp")
    expect(chosen).to_have_id(str(first))
    page.keyboard.press("Enter")
    page.wait_for_url("**/inference-fundamentals/latency/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Latency")


def test_the_words_are_marked_on_the_page_that_was_chosen(page: Page, address: str) -> None:
    open_and_type(page, address, "ridge point").first.get_by_role("option").first.click()
    page.wait_for_url("**/roofline-model/")
    wait_until(page, "CSS.highlights.get('guide-search')?.size > 3")


def test_results_are_narrowed_by_part_and_tag_and_stay_so(page: Page, address: str) -> None:
    pages = open_and_type(page, address, "memory")
    expect(pages.nth(7)).to_be_attached()
    part = page.get_by_role("toolbar", name="Narrow by part").get_by_role("button", name=re.compile("^V. Training and alignment"))
    count = int(re.findall(r"\d+", str(part.get_attribute("aria-label")))[0])
    part.click()
    status = page.locator("[data-search=status]")
    expect(status).to_have_text(re.compile(rf"^{count} pages?$"))
    expect(part).to_have_attribute("aria-pressed", "true")
    tag = page.get_by_role("toolbar", name="Narrow by tag").get_by_role("button", name=re.compile("^quantization"))
    tag.focus()
    page.keyboard.press("Enter")
    expect(tag).to_be_focused()
    expect(pages).to_have_count(1)
    expect(pages.first).to_have_attribute("aria-label", "LoRA and QLoRA")
    page.reload()
    page.keyboard.press("/")
    page.keyboard.type("memory")
    expect(pages).to_have_count(1)
    box(page).fill("reranking")
    page.get_by_role("button", name="search in all of them").click()
    expect(pages.first).to_have_attribute("aria-label", "Retrieval-augmented generation")


def test_where_nothing_is_found_the_search_says_what_to_do(page: Page, address: str) -> None:
    open_and_type(page, address, "zzxqy")
    expect(page.locator("[data-search=status]")).to_have_text("No page found")
    expect(page.get_by_text("No page is found for “zzxqy”.")).to_be_visible()
    expect(page.get_by_role("button", name="search in all of them")).to_be_hidden()
    page.get_by_role("dialog").get_by_role("link", name="tags").click()
    page.wait_for_url("**/tags/")


def test_a_word_that_no_page_has_is_named_and_the_others_are_searched(page: Page, address: str) -> None:
    pages = open_and_type(page, address, "xqzjw speculative decoding")
    expect(pages.first).to_have_attribute("aria-label", "Speculative decoding")
    expect(page.get_by_text("No page has “xqzjw”.")).to_be_visible()


def test_an_address_with_a_query_opens_the_search(page: Page, address: str) -> None:
    page.goto(f"{address}/facts/?q=grouped+query")
    expect(page.get_by_role("listbox").get_by_role("group").first).to_have_attribute(
        "aria-label", "Grouped-query and multi-query attention"
    )


def test_more_pages_follow_at_a_click(page: Page, address: str) -> None:
    pages = open_and_type(page, address, "token")
    expect(pages).to_have_count(8)
    page.get_by_role("button", name="Show more").click()
    expect(pages).to_have_count(16)


def test_the_search_fits_the_screen_and_moves_nothing(page: Page, address: str) -> None:
    page.goto(address)
    before = page.locator("h1").bounding_box()
    open_and_type(page, address, "3.35 TB/s")
    dialog = page.get_by_role("dialog").bounding_box()
    assert dialog
    assert page.viewport_size
    assert dialog["width"] <= page.viewport_size["width"]
    assert dialog["width"] == page.viewport_size["width"] or not is_phone(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.keyboard.press("Escape")
    assert page.locator("h1").bounding_box() == before


def test_the_search_works_from_a_folder(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    opened = context.new_page()
    opened.goto((site / "facts" / "index.html").as_uri())
    opened.keyboard.press("/")
    opened.keyboard.type("gqa")
    expect(opened.get_by_role("listbox").get_by_role("group").first).to_have_attribute(
        "aria-label", "Grouped-query and multi-query attention"
    )
    context.close()


def test_text_is_split_alike_here_and_in_the_browser(browser: Browser, address: str) -> None:
    texts = [section.text for concept in load_guide(ROOT).concept_pages for section in sections(concept)]
    texts += [
        "FlashAttention-2 – naïve 65,504 kv_cache_usage_perc",
        "vLLM's torch.compile 12Ld² 40.7 % of 3.1e5",
        "µs Größe ﬁ ½ pass^4 1,234,567.8",
    ]
    site = browser.new_page()
    site.goto(address)
    site.evaluate("fieldguide.bring('search')")
    split = "texts => texts.map(text => guideSearch.words.chunks(text).flatMap(chunk => [...chunk.words, chunk.compound]).filter(Boolean))"
    for text, there in zip(texts, site.evaluate(split, texts), strict=True):
        here = set(words(text))
        assert {word for word in there if 1 < len(word) <= 40} <= here, text
        assert {word for word in here if word not in "".join(parts(text))} <= set(there), text
    site.close()


def pieces(files: dict[str, str]) -> dict[str, object]:
    return {name: json.loads(text[text.index(",") + 1 : text.rindex(")")]) for name, text in files.items()}


SAMPLE = [
    Findable("a/", "KV cache", "I. One", 1.0, "Keys kept.", ("memory",), ("KV caching",), (), (Section("", "", "memory memory"),)),
    Findable("b/", "Paging", "I. One", 1.0, "Blocks.", (), (), (), (Section("", "", "memory"), Section("size", "Size", "320 blocks"))),
]


def test_a_word_leads_to_its_pages_and_more_strongly_where_it_names_them() -> None:
    index = build_index([entry_of(page).pack() for page in SAMPLE])
    strengths = {word: {code // 64: code % 64 for code in pages} for word, pages in index.postings.items()}
    assert set(strengths["memory"]) == {0, 1}
    assert strengths["memory"][0] > strengths["memory"][1]
    assert strengths["cache"][0] > strengths["kept"][0]
    assert strengths["kv=cache"] == strengths["kvcache="]
    assert not STOP_WORDS & strengths.keys()


def test_the_files_depend_on_what_they_hold_alone() -> None:
    files = dict(search_files(build_index([entry_of(page).pack() for page in SAMPLE])))
    assert files == dict(search_files(build_index([entry_of(page).pack() for page in SAMPLE])))
    other = Findable("b/", "Paging", "I. One", 1.0, "Blocks of keys.")
    changed = dict(search_files(build_index([entry_of(page).pack() for page in (SAMPLE[0], other)])))
    assert {name for name in files if name.startswith("page/")} & changed.keys()
    assert files["entry.js"] != changed["entry.js"]
    entry = pieces(files)["entry.js"]
    assert isinstance(entry, dict)
    assert all(f"page/{name}.js" in files for name in entry["pages"].split())
    assert all(f"words/{name}.js" in files for _, name in entry["words"])


def test_a_quantity_is_one_word_too() -> None:
    assert "3.35tbs" in set(quantity("3.35 TB/s"))
    assert "40.7%" in set(quantity("40.7 %"))
    assert "65504" in set(quantity("65,504"))


def test_the_text_of_a_page_has_no_markup_citation_or_drawing() -> None:
    guide = load_guide(ROOT)
    for concept in guide.concept_pages:
        for section in sections(concept):
            assert not re.search(r"\[@|\]\(|\$\S|flowchart LR|accDescr", section.text), (concept.path, section)
    found = sections(guide.concepts["kv-cache"])
    assert [section.anchor for section in found][:2] == ["", "why-it-matters"]
