"""Names that explain themselves: which are abbreviations, what they stand for, and where a page's HTML gets its links."""

from __future__ import annotations

import json
import re

import pytest
from conftest import ROOT
from fieldguide.guide import Guide
from fieldguide.load import load_guide
from fieldguide.render.explain import Addresses, explain
from fieldguide.render.preview import preview_script
from fieldguide.render.table import wrap_tables
from fieldguide.term import Term, abbreviations, is_abbreviation, spells, terms

ADDRESSES = Addresses({"latency": "basics/latency/", "kv-cache": "basics/kv-cache/", "roofline-model": "chips/roofline-model/"})
NAMES = {name: Term(name, slug, long) for name, slug, long in [("TTFT", "latency", "time to first token"), ("MoE", "kv-cache", "")]}
TTFT = '<a class="abbreviation" href="../../basics/latency/" data-concept="latency" data-stands-for="time to first token">TTFT</a>'


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(ROOT)


def explained(html: str, here: str = "chips/roofline-model/") -> str:
    return explain(html, here, ADDRESSES, NAMES, frozenset({"ridge"}))


@pytest.mark.parametrize("name", ["TTFT", "MoE", "RoPE", "BM25", "P99", "LoRA", "vLLM", "TRT-LLM", "Q4_K_M", "HBM3e", "ZeRO-3", "6ND"])
def test_an_abbreviation_is_one(name: str) -> None:
    assert is_abbreviation(name)


@pytest.mark.parametrize(
    "name", ["KV cache", "router", "FlashAttention", "DeepSpeed", "429", "LLM-as-a-judge", "pass^k", "A", "token bucket"]
)
def test_another_name_is_none(name: str) -> None:
    assert not is_abbreviation(name)


@pytest.mark.parametrize(
    ("name", "expansion"),
    [
        ("TTFT", "time to first token"),
        ("GQA", "grouped-query attention"),
        ("MHA", "multi-head attention"),
        ("MLA", "multi-head latent attention"),
        ("MoE", "Mixture of experts"),
        ("LoRA", "low-rank adaptation"),
        ("RoPE", "rotary position embedding"),
        ("CoT", "chain-of-thought"),
        ("OOM", "out of memory"),
        ("FSDP", "Fully sharded data parallel"),
        ("SMEM", "shared memory"),
        ("FA2", "FlashAttention-2"),
        ("FSDP2", "Fully sharded data parallel"),
        ("HBM3e", "high-bandwidth memory"),
        ("ZeRO-3", "Zero Redundancy Optimizer"),
        ("E2EL", "end-to-end latency"),
        ("TRT-LLM", "TensorRT-LLM"),
        ("W8A16", "8-bit weights and 16-bit activations"),
        ("GGUF", ""),
        ("NVLink", ""),
        ("vLLM", ""),
    ],
)
def test_an_abbreviation_stands_for_another_name_of_its_page(guide: Guide, name: str, expansion: str) -> None:
    assert abbreviations(guide)[name].expansion == expansion


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("RLAIF", "reinforcement learning from AI feedback"),
        ("QLoRA", "quantized low-rank adaptation"),
        ("rsLoRA", "rank-stabilized LoRA"),
        ("SwiGLU", "Swish-gated linear unit"),
        ("ReWOO", "Reasoning WithOut Observation"),
        ("MFU", "model FLOPs utilization"),
        ("TFLOPS", "tera floating-point operations per second"),
        ("TF32", "TensorFloat-32"),
        ("BM25", "best matching 25"),
        ("NF4", "4-bit NormalFloat"),
        ("INT8", "8-bit integer"),
        ("NVFP4", "NVIDIA 4-bit floating point"),
        ("P99", "99th percentile"),
        ("E4M3", "4-bit exponent and 3-bit mantissa"),
        ("W4A16", "4-bit weights and 16-bit activations"),
    ],
)
def test_a_name_is_spelt_by_the_beginnings_of_words_and_by_counts(name: str, phrase: str) -> None:
    assert spells(name, phrase)


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("INT8", "4-bit integer"),
        ("INT", "8-bit integer"),
        ("P9", "99th percentile"),
        ("W4A16", "16-bit weights and 4-bit activations"),
        ("GQA", "multi-query attention"),
        ("TP", "time per output token"),
        ("TPOTS", "time per output token"),
        ("LORA", "Lora"),
        ("RLHF", "reinforcement learning from AI feedback"),
        ("YaRN", "Yet another RoPE extensioN method"),
    ],
)
def test_a_name_is_not_spelt_by_other_counts_or_by_words_left_over(name: str, phrase: str) -> None:
    assert not spells(name, phrase)


def test_every_title_and_alias_is_a_term(guide: Guide) -> None:
    found = {term.name.casefold() for term in terms(guide)}
    for page in guide.concepts.values():
        assert page.concept
        assert {name.casefold() for name in [page.concept.title, *page.concept.aliases]} <= found


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>The TTFT rises.</p>", f"<p>The {TTFT} rises.</p>"),
        ("<p>TTFTs, TTFT.</p>", f"<p>{TTFT}s, TTFT.</p>"),
        ("<p>TTFT</p><h2>x</h2><p>TTFT</p>", f"<p>{TTFT}</p><h2>x</h2><p>{TTFT}</p>"),
        ("<p>TTFT</p><h3>x</h3><p>TTFT</p>", f"<p>{TTFT}</p><h3>x</h3><p>TTFT</p>"),
        ("<p>a &lt; TTFT &amp; b</p>", f"<p>a &lt; {TTFT} &amp; b</p>"),
    ],
    ids=["first", "plural", "again after a heading", "not after a smaller one", "beside entities"],
)
def test_the_first_of_a_section_is_linked(html: str, wanted: str) -> None:
    assert explained(html) == wanted


@pytest.mark.parametrize(
    "html",
    [
        "<p><code>TTFT</code></p>",
        "<pre><code>x <span>y</span> TTFT</code></pre>",
        "<h2>TTFT</h2>",
        '<p><a href="../../basics/">the <em>TTFT</em> page</a></p>',
        "<math><mi>TTFT</mi></math>",
        "<svg><text>TTFT</text></svg>",
        "<details><summary>TTFT?</summary></details>",
        '<p class="about">TTFT</p>',
        '<div class="key-numbers"><div>a</div>TTFT</div>',
        '<div class="footnote"><ol><li>TTFT</li></ol></div>',
        '<p title="a > TTFT">x</p>',
        "<p>XTTFT TTFT2 x-TTFT</p>",
    ],
)
def test_where_it_would_be_in_the_way_it_is_left_alone(html: str) -> None:
    assert explained(html) == html


def test_a_page_does_not_explain_its_own_names() -> None:
    assert explained("<p>TTFT</p>", here="basics/latency/") == "<p>TTFT</p>"


@pytest.mark.parametrize(
    ("href", "slug"),
    [
        ("../../basics/latency/", "latency"),
        ("../../basics/latency/#why", "latency"),
        ("#ridge", "roofline-model"),
        ("#how-it-works", None),
        ("../../basics/", None),
    ],
)
def test_a_link_to_a_concept_says_so(href: str, slug: str | None) -> None:
    mark = f' data-concept="{slug}"' if slug else ""
    assert explained(f'<p><a class="x" href="{href}">t</a></p>') == f'<p><a class="x" href="{href}"{mark}>t</a></p>'


@pytest.mark.parametrize(("rest", "mark"), [("basics/latency/", " data-outside"), ("x" * 80, "")])
def test_a_link_to_another_site_says_so_where_its_address_can_be_printed(rest: str, mark: str) -> None:
    link = f'<p><a href="https://example.org/{rest}"'
    assert explained(f"{link}>t</a></p>") == f"{link}{mark}>t</a></p>"


def test_addresses_that_name_files_work_too() -> None:
    flat = Addresses({"latency": "basics/latency.html", "kv-cache": "basics/kv-cache.html"})
    html = explain('<p>TTFT <a href="latency.html">t</a></p>', "basics/kv-cache.html", flat, NAMES, frozenset())
    assert re.findall(r'href="([^"]+)" data-concept="latency"', html) == ["latency.html", "latency.html"]


def test_a_preview_holds_the_concept_in_brief(guide: Guide) -> None:
    for slug, page in guide.concepts.items():
        script = preview_script(guide, page)
        found = re.fullmatch(r"fieldguide\.receive\((.*)\)\n", script)
        assert found
        brief = json.loads(found[1])
        assert page.concept
        assert (brief["slug"], brief["title"], brief["summary"]) == (slug, page.concept.title, page.concept.summary)
        assert [number[0] for number in brief["numbers"]] == [number.id for number in page.concept.key_numbers]
        assert {relation[0] for relation in brief["relations"]} == {
            *page.concept.related,
            *(other for other, _ in guide.backlinks.get(slug, ())),
        }
        assert len(script.encode()) < 6_000


def test_a_plain_table_gets_a_box_and_any_other_stays() -> None:
    other = '<table class="own"><tr><td>1</td></tr></table>'
    assert wrap_tables(f"<table>a</table>{other}<table>b</table>") == (
        f'<div class="table-scroll"><table>a</table></div>{other}<div class="table-scroll"><table>b</table></div>'
    )
