"""A page to be written: the whole front matter, every heading, and in each place what to fill in."""

from __future__ import annotations

import yaml

from fieldguide.checks.unfilled_placeholder import OPENING
from fieldguide.page import SECTIONS

_WANTED = {
    "Why it matters": "two or three sentences: the decision it drives, and the metric it moves",
    "How it works": "cause and effect in short paragraphs; a formula or a diagram, every symbol defined with its unit; sources beside their claims, [@key, §2]",
    "Worked example": "a named model on a named device, inputs visible; each value is a link to a fact or to a key number",
    "When it fails": "two to four failures: what triggers each, what you would see, what to do",
    "In practice": "when to use it and when not, with thresholds; the flag, command or metric that shows it",
    "Check yourself": "two or three questions with folded answers, as other pages have them; at least one needs arithmetic",
}
_OPENING_SENTENCE = "its category, what it changes and for whom; the sentence has fewer than 30 words"

_FRONT_MATTER = """\
---
title: {title}
part: {part}
summary:  # one sentence, at most 240 characters: what it is
tags:  # words of concepts/tags.yml: [inference, memory]
aliases: []  # other names and abbreviations, by which search finds the page
reviewed: {month}
requires: []  # what to read first: [kv-cache]
related: {{}}  # three to eight concepts, one a line, as in "  kv-cache: one line on why they are linked"
key_numbers: []  # four to eight, each computed or cited, as in
#  - id: bytes-per-token
#    name: KV cache per token, Llama 3.1 70B, BF16
#    value: 320 KiB
#    formula: 2 * layers * kv_heads * head_dim * element
#    where: {{layers: llama-3.1-70b.layers, kv_heads: llama-3.1-70b.kv_heads, head_dim: llama-3.1-70b.head_dim, element: 2 B}}
#  - id: waste-before-paging
#    name: KV memory that held no token state before paging
#    value: 61.8–79.6 %
#    cite: kwon2023pagedattention, §1
#    kind: measured
---
"""


def fresh_page(title: str, part: str, month: str) -> str:
    """The text of the page; ``month`` is the one of its review, ``YYYY-MM``."""
    front = _FRONT_MATTER.format(title=_scalar(title), part=part, month=month)
    sections = [f"## {name}\n\n{_fill_in(_WANTED[name])}\n" for name in SECTIONS]
    return "\n".join([f"{front}{title} is {_fill_in(_OPENING_SENTENCE)}\n", *sections])


def title_from(slug: str) -> str:
    """``kv-cache`` → ``Kv cache``: something to begin with."""
    words = slug.replace("-", " ")
    return words[0].upper() + words[1:]


def _fill_in(wanted: str) -> str:
    return f"{OPENING}: {wanted} -->"


def _scalar(text: str) -> str:
    """A text as YAML writes it in one line, in quotes only where it must be."""
    written: str = yaml.safe_dump(text, allow_unicode=True, width=10_000)
    return written.partition("\n")[0]
