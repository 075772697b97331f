"""Guides of any size, for benchmarks: complete, without a fault, of the real shape, the same from the same seed.

Each page has front matter with key numbers and relations, links, citations, tables, code and math. Its words are common ones, and rare
ones as rarely as in a language (Zipf's law), so that an index of the text has the size of a real one.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from itertools import accumulate
from pathlib import Path

from fieldguide.page import SECTIONS

SEED = 2026
WORDS_A_SECTION = 110
TAGS = 12
MOST_PARTS, MOST_WORKS = 99, 3000
"""As many as a guide may have: parts by its schema, works by the size that a file may have."""

_WORDS = """
the a of and to in is that with each which for one by from as on than at while once only many such per whole between memory kernel token
batch weight cache layer request latency throughput bandwidth compute accelerator model decode prefill attention head sequence length
scheduler page block tensor matrix step rate limit price energy cluster node network copy read write store move wait share split measure
estimate bound grow fall double halve reuse overlap Größe naïve “roofline” 60–80 two-level
"""
WORDS = _WORDS.split()
RARE_WORDS = 30_000
COMMON_SHARE = 0.6

_SYLLABLES = [first + second for first in "bcdfghlmnprstv" for second in "aeio"]


@dataclass(frozen=True)
class Shape:
    """A model of the generated facts, and an accelerator's bandwidth in GB/s."""

    layers: int
    heads: int
    bandwidth: int


def generate_guide(root: Path, pages: int, *, diagrams: bool = False, seed: int = SEED) -> None:
    """Writes a guide of that many concept pages without a fault into an empty folder."""
    chance = random.Random(seed)
    shapes = [Shape(2 * chance.randint(8, 64), chance.randint(1, 16), chance.randint(900, 8000)) for _ in range(max(1, pages // 10))]
    size = _part_size(pages)
    parts = [range(start, min(start + size, pages)) for start in range(0, pages, size)]
    _write(root / "concepts/tags.yml", "".join(f"tag-{n}: Meaning {n}.\n" for n in range(min(TAGS, pages))))
    _write(root / "concepts/facts/models.yml", _facts(shapes))
    _write(root / "references.bib", "\n".join(_reference(chance, n) for n in range(_works(pages))))
    _write(root / "docs/index.md", "# Home\n\nSee [the first](../concepts/part-00/concept-0000.md).\n")
    for number, members in enumerate(parts):
        listed = ", ".join(_slug(n) for n in members)
        head = f"title: Part {number}\nnumber: {number + 1}\nsummary: What part {number} is about.\nconcepts: [{listed}]"
        _write(root / f"concepts/part-{number:02}/index.md", f"---\n{head}\n---\nText.\n")
        for n in members:
            _write(root / _path(n, pages), _page(chance, n, pages, shapes, diagrams=diagrams))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _slug(n: int) -> str:
    return f"concept-{n:04}"


def _part_size(pages: int) -> int:
    """Concepts of a part: 50, and more where there would be more parts than a guide may have."""
    return max(50, -(-pages // MOST_PARTS))


def _works(pages: int) -> int:
    """Entries of references.bib: one a page, as far as the file may grow."""
    return min(pages, MOST_WORKS)


def _part(n: int, pages: int) -> str:
    return f"part-{n // _part_size(pages):02}"


def _path(n: int, pages: int) -> str:
    return f"concepts/{_part(n, pages)}/{_slug(n)}.md"


def _link(n: int, pages: int) -> str:
    return f"../{_part(n, pages)}/{_slug(n)}.md"


def _facts(shapes: Sequence[Shape]) -> str:
    fields = "\n".join(f"  {name}: {{name: {name}, {unit}about: What it is.}}" for name, unit in (
        ("layers", ""), ("kv_heads", ""), ("head_dim", ""), ("bandwidth", "unit: GB/s, "),
    ))  # fmt: skip
    entries = "\n".join(
        f"  model-{n}:\n    name: Model {n}\n    cite: author0000work, Table {n + 1}\n    values:\n      layers: {shape.layers}\n"
        f"      kv_heads: {shape.heads}\n      head_dim: 128\n      bandwidth: {{value: '{shape.bandwidth:,} GB/s', note: As printed.}}"
        for n, shape in enumerate(shapes)
    )
    return f"title: Models\nsummary: Shapes.\nfields:\n{fields}\nentries:\n{entries}\n"


def _reference(chance: random.Random, n: int) -> str:
    authors = " and ".join(f"Author{n}{letter}, {letter}. B." for letter in "ABCDEF"[: chance.randint(1, 6)])
    return (
        f"@inproceedings{{author{n:04}work,\n  author = {{{authors}}},\n  title = {{A {{Title}} of Work {n}: {_prose(chance, 8)}}},\n"
        f"  booktitle = {{Proceedings of the Conference on {_prose(chance, 4)}}},\n  pages = {{{n + 1}--{n + 12}}},\n"
        f"  year = {{{2017 + n % 10}}},\n  doi = {{10.1145/{n}.{n + 1}}},\n  eprint = {{{2017 + n % 10}.{n:05}}}\n}}\n"
    )


def _rounded(value: Fraction, places: int) -> str:
    digits = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{digits.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}"


def _per_token(shape: Shape) -> int:
    return 2 * shape.layers * shape.heads * 128 * 2


def _page(chance: random.Random, n: int, pages: int, shapes: Sequence[Shape], *, diagrams: bool) -> str:
    return f"---\n{_front_matter(chance, n, pages, shapes)}---\n{_body(chance, n, pages, shapes, diagrams=diagrams)}"


def _front_matter(chance: random.Random, n: int, pages: int, shapes: Sequence[Shape]) -> str:
    at = n % len(shapes)
    others = {other: None for other in chance.sample(range(pages), min(5, pages)) if other != n}
    related = "".join(f"  {_slug(other)}: {_prose(chance, 10)}\n" for other in others)
    requires = ", ".join(_slug(other) for other in dict.fromkeys((n // 2, n - 1)) if 0 <= other < n)
    before = f"{_slug(n - 1)}#per-token" if n else "per-token"
    return f"""\
title: {_title(chance, n)}
part: {_part(n, pages)}
summary: {_prose(chance, 20)}
tags: [tag-0, tag-{max(1, n % TAGS)}]
aliases: [alias {n}, "{_prose(chance, 2)} {n}"]
reviewed: 2026-11
requires: [{requires}]
{"related:" if related else "related: {}"}
{related}key_numbers:
  - id: per-token
    name: Cache per token, model {at}, BF16
    value: {_per_token(shapes[at]) // 1024:,} KiB/token
    formula: 2 * layers * kv_heads * head_dim * element / one
    where: {{layers: model-{at}.layers, kv_heads: model-{at}.kv_heads, head_dim: model-{at}.head_dim, element: 2 B, one: 1 token}}
  - id: cache
    name: Cache of a request of 8,192 tokens, and of another model
    value: {_cache(n, shapes)} GiB
    formula: (own + other) * length
    where:
      own: per-token
      other: {before}
      length: 8,192 tokens
  - id: read-time
    name: Time to read the cache once
    value: {_read_time(n, shapes)} ms
    formula: cache / bandwidth
    where: {{cache: cache, bandwidth: model-{at}.bandwidth}}
  - id: waste
    name: Memory wasted
    value: 60–80 %
    cite: author{n % _works(pages):04}work, §1
    kind: measured
  - id: speed-up
    name: Gain in throughput
    value: 2.{n % 10} ×
    cite: author{(n + 1) % _works(pages):04}work, Table 3
    kind: measured
"""


def _title(chance: random.Random, n: int) -> str:
    return f"{_prose(chance, 2).capitalize()} {n}"


def _cache(n: int, shapes: Sequence[Shape]) -> str:
    return _rounded(Fraction(_cached_bytes(n, shapes), 2**30), 3)


def _cached_bytes(n: int, shapes: Sequence[Shape]) -> int:
    return (_per_token(shapes[n % len(shapes)]) + _per_token(shapes[max(0, n - 1) % len(shapes)])) * 8192


def _read_time(n: int, shapes: Sequence[Shape]) -> str:
    return _rounded(Fraction(_cached_bytes(n, shapes), shapes[n % len(shapes)].bandwidth * 10**6), 3)


def _prose(chance: random.Random, words: int) -> str:
    rare, reach = _rare_words()
    return " ".join(
        chance.choice(WORDS) if chance.random() < COMMON_SHARE else chance.choices(rare, cum_weights=reach)[0] for _ in range(words)
    )


@cache
def _rare_words() -> tuple[list[str], list[float]]:
    """Words out of syllables, and how far their frequencies reach, the nth word standing 1/n as often as the first."""
    chance = random.Random(SEED)
    found = {"".join(chance.choices(_SYLLABLES, k=chance.choice((2, 3, 3, 4)))): None for _ in range(2 * RARE_WORDS)}
    rare = list(found)[:RARE_WORDS]
    return rare, list(accumulate(1 / (n + 10) for n in range(len(rare))))


def _sentences(chance: random.Random, words: int, extras: Sequence[str]) -> str:
    """A paragraph of about that many words, with links, citations and formulas at the ends of its sentences."""
    sentences = [f"{_prose(chance, 12).capitalize()}" for _ in range(words // 12)]
    tails = [*extras, *[""] * (len(sentences) - len(extras))]
    return "\n".join(f"{sentence}{' ' if tail else ''}{tail}." for sentence, tail in zip(sentences, tails, strict=False))


def _body(chance: random.Random, n: int, pages: int, shapes: Sequence[Shape], *, diagrams: bool) -> str:
    def cited(k: int) -> str:
        return f"[@author{(n + k) % _works(pages):04}work, §{k + 1}]"

    other, shape = chance.randrange(pages), shapes[n % len(shapes)]
    extras = [
        [cited(0), f"[that concept]({_link(other, pages)}#how-it-works)", f"[{_per_token(shape) // 1024:,} KiB/token](#per-token)"],
        [cited(1), f"$x_{{{n}}} = y^{{{n % 7}}}$", f"[{_cache(other, shapes)} GiB]({_link(other, pages)}#cache)", "as `cache[page]` shows"],
        [cited(2), f"[{shape.layers}](../facts/models.yml#model-{n % len(shapes)}.layers) layers", f"$\\frac{{{n}}}{{B}}$"],
        [
            f"[@author{(n + 3) % _works(pages):04}work, p. 4; @author{(n + 4) % _works(pages):04}work, Table 2]",
            f"[the one before]({_link(max(0, n - 1), pages)})",
        ],
        [cited(5), "[60–80 %](#waste)", "**never** *once*"],
        ["see [its own start](#why-it-matters)"],
    ]
    blocks = [_sentences(chance, 60, [cited(0)])]
    for number, section in enumerate(SECTIONS):
        blocks += [f"## {section}", _sentences(chance, WORDS_A_SECTION, extras[number])]
        blocks += [_insert(chance, n, number, diagrams=diagrams)]
    return "\n\n".join(blocks) + "\n"


def _insert(chance: random.Random, n: int, section: int, *, diagrams: bool) -> str:
    """What stands in a section beside its prose."""
    match section:
        case 0:
            diagram = f"accTitle: Flow {n}\n  accDescr: How it flows.\n  A[Request {n}] --> B[Cache] --> C[Answer]"
            return f"```mermaid\nflowchart LR\n  {diagram}\n```" if diagrams else ""
        case 1:
            return f"$$\nT_{{{n}}} = \\frac{{2 L H d}}{{\\beta}} + \\sum_{{i=1}}^{{{n}}} \\alpha_i\n$$\n\n### A closer look\n\n{_prose(chance, 20)}."
        case 2:
            return "```python\n" + "\n".join(f"value_{line} = layers[{line}] * {n}  # [no link](x.md)" for line in range(12)) + "\n```"
        case 3:
            rows = "\n".join(f"| {_prose(chance, 3)} | {chance.randint(1, 999)} | {_prose(chance, 5)} |" for _ in range(6))
            return f"| What | How much | Why |\n|---|--:|---|\n{rows}"
        case 4:
            return "\n".join(f"- {_prose(chance, 9)}." for _ in range(4))
        case _:
            return f'??? question "Why {n}?"\n\n    {_prose(chance, 20)}: `{n}`.'
