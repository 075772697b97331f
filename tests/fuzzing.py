"""Ways to spoil the files of the real guide, as strategies."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from fieldguide.guide import Guide
from hypothesis import strategies as st

_MARKUP = ["[", "]", "](", "](#x)", "![](x.png)", "[@", "@", ";", "`", "```", "~~~", "$", "$$", "<", "<!--", "<b", "{", "}", "{#id}", "|", "\\", "***",
           "> ", "# ", "## ", "    ", "\t", "- ", "!!! note\n", "??? x\n    ", "[^1]", "[^1]: x", "<details markdown>", "</details>", "&lt;", "\n\n", "\n"]  # fmt: skip
_YAML = ["---", "---\n", "...", ": ", ":", "- ", "?", "? ", "&a ", "*a", "!!binary x", "!!set", "<<: *a", "|\n", ">-\n", "%YAML 9.9", "''", '"', "'", "~", "null", "[", "{", "#", " #", "\\"]  # fmt: skip
_BIBTEX = [
    "@",
    "@misc{",
    "@string{a = {b}}",
    "@comment{",
    "@preamble{",
    "{",
    "}",
    "=",
    ",",
    '"',
    "#",
    "%",
    "\\{",
    " and ",
    ",,,",
    "title = {x},",
    "\n@",
]
_NUMBERS = ["9" * 400, "1e999", "-", "–", "0", "/0", "**9**9", "1/0", "(", ")", "٣", "²", "½", "Ⅷ", "%", "×", "sqrt(", "min(", "2 B", "kB", "#", "a.b", ".", "inf", "nan", "0x1F", "1_000", "≥ ", "/1M tokens"]  # fmt: skip
_ODD = ["\u202e", "\u2066", "\u200b", "\ufeff", "\u00a0", "\u0085", "\u2028", "\x0c", "\x0b", "\x1b[31m", "\x7f", "\x01", "e\u0301", "\U0001f469\u200d\U0001f680", "\U0001d7d8", "İ", "ß", "ﬁ", "\uffff", "\U0010ffff", "\ud7ff", "漢"]  # fmt: skip
snippets: st.SearchStrategy[str] = st.one_of(*map(st.sampled_from, (_MARKUP, _YAML, _BIBTEX, _NUMBERS, _ODD)), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=6))  # fmt: skip

Spoil = Callable[[str], str]
"""What becomes of a file's text."""


@dataclass(frozen=True)
class Spoilt:
    """A file of the guide, and what was done to it one after the other."""

    path: str
    steps: tuple[tuple[str, Spoil], ...]

    def __repr__(self) -> str:
        return f"{self.path}: {'; '.join(name for name, _ in self.steps)}"

    def text(self, guide: Guide) -> str:
        """The file's text after all steps."""
        source = guide.source(self.path)
        assert source
        text = source.text
        for _, spoil in self.steps:
            text = spoil(text)
        return text


def files(guide: Guide) -> list[str]:
    """All files that the guide reads."""
    return [*guide.pages, *(file.source.path for file in guide.fact_files), guide.vocabulary.source.path, guide.bibliography.source.path]


@st.composite
def spoilt_files(draw: st.DrawFn, guide: Guide) -> Spoilt:
    """One file of the guide, spoilt in one to four ways."""
    path = draw(st.sampled_from(files(guide)))
    ways = [line_steps(), character_steps(), splices(guide)]
    if not path.endswith(".bib"):
        ways += [field_steps(), field_steps()]
    return Spoilt(path, tuple(draw(st.lists(st.one_of(ways), min_size=1, max_size=4))))


@st.composite
def line_steps(draw: st.DrawFn) -> tuple[str, Spoil]:
    """Drops, repeats, swaps, indents or cuts lines, or ends the file there."""
    action = draw(st.sampled_from(["drop", "repeat", "swap", "indent", "cut", "end"]))
    at, other, times = draw(places), draw(places), draw(st.sampled_from([1, 2, 5, 40]))

    def spoil(text: str) -> str:
        lines = text.split("\n")
        here, there = at % len(lines), other % len(lines)
        match action:
            case "drop":
                del lines[here : here + times]
            case "repeat":
                lines[here:here] = [lines[here]] * times
            case "swap":
                lines[here], lines[there] = lines[there], lines[here]
            case "indent":
                lines[here] = " " * times + lines[here]
            case "cut":
                lines[here] = lines[here][: other % (len(lines[here]) + 1)]
            case "end":
                del lines[here:]
        return "\n".join(lines)

    return f"{action} line {at} ({other}, {times})", spoil


@st.composite
def character_steps(draw: st.DrawFn) -> tuple[str, Spoil]:
    """Inserts a snippet once or many times over, puts it in the place of some characters, or deletes these."""
    at, length = draw(places), draw(st.integers(0, 12))
    snippet = draw(snippets) * draw(st.sampled_from([1, 1, 1, 3, 300]))

    def spoil(text: str) -> str:
        here = at % (len(text) + 1)
        return text[:here] + snippet + text[here + length :]

    return f"{length} characters at {at} → {snippet[:40]!r} ({len(snippet)})", spoil


@st.composite
def splices(draw: st.DrawFn, guide: Guide) -> tuple[str, Spoil]:
    """The beginning of the file, then the end of another."""
    other = guide.source(draw(st.sampled_from(files(guide))))
    assert other
    at, there = draw(places), draw(places)

    def spoil(text: str) -> str:
        return text[: at % (len(text) + 1)] + other.text[there % (len(other.text) + 1) :]

    return f"from {at} on {other.path} from {there} on", spoil


@st.composite
def field_steps(draw: st.DrawFn) -> tuple[str, Spoil]:
    """Drops, renames, empties, retypes, nests, swaps or aliases a field of the front matter, or of a YAML file."""
    action = draw(st.sampled_from(["drop", "rename", "value", "nest", "swap", "alias"]))
    at, other = draw(places), draw(places)
    name, value = draw(st.one_of(_names, snippets)), draw(_values)

    def spoil(text: str) -> str:
        opening, front, rest = _front_matter(text)
        try:
            data = yaml.load(front, Loader=yaml.BaseLoader)
        except yaml.YAMLError:
            return text
        slots = _slots(data)
        if not slots:
            return text
        _change(slots[at % len(slots)], slots[other % len(slots)], action, name, value)
        dumped: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10**6)
        return f"{opening}{dumped}{rest}"

    return f"{action} field {at} ({other}, {name!r}, {value!r})", spoil


places = st.integers(0, 10**6)
_names = st.sampled_from(["title", "tags", "requires", "related", "key_numbers", "id", "value", "formula", "where", "cite", "kind", "note", "values", "fields", "entries", "unit", "concepts", "number", "kv-cache", "constructor"])  # fmt: skip
_values = st.recursive(
    st.one_of(st.none(), snippets, _names, st.sampled_from(["kv-cache", "kv-cache#bytes-per-token", "h100-sxm.memory", "2026-11", "80 GB", "1 / 0", "a" * 300])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.one_of(_names, snippets), inner, max_size=3)),
    max_leaves=5,
)  # fmt: skip

Slot = tuple[Any, str | int]
"""A list or a dictionary, and where in it something stands."""


def _front_matter(text: str) -> tuple[str, str, str]:
    """What stands before the YAML of a file, the YAML, and what stands after it."""
    if not text.startswith("---\n"):
        return "", text, ""
    front, end, rest = text[4:].partition("\n---\n")
    return "---\n", front, end[1:] + rest


def _slots(data: Any) -> list[Slot]:
    found: list[Slot] = []
    steps: Sequence[str | int] = list(data) if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
    for step in steps:
        found += [(data, step), *_slots(data[step])]
    return found


def _change(slot: Slot, other: Slot, action: str, name: str, value: Any) -> None:
    (holder, step), (source, place) = slot, other
    match action:
        case "drop":
            del holder[step]
        case "rename" if isinstance(holder, dict):
            items = [(name if key == step else key, item) for key, item in holder.items()]
            holder.clear()
            holder.update(items)
        case "value" | "rename":
            holder[step] = value
        case "nest":
            holder[step] = {name: holder[step]} if isinstance(value, dict) else [holder[step]]
        case "swap":
            one, another = copy.deepcopy(holder[step]), copy.deepcopy(source[place])
            holder[step], source[place] = another, one
        case "alias":
            holder[step] = copy.deepcopy(source[place])
            if isinstance(holder, dict):
                holder[name] = holder[step]
