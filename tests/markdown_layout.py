"""Pages made up of pieces that each know what is to be found in them: their Markdown, and every mark in it at its offset."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hypothesis import strategies as st

DECOYS = ("[decoy](decoy.md)", "[@decoy2020paper, §1]", "![decoy](decoy.png)", "@decoy2020paper", "<https://decoy.example/>", "## Decoy")


@dataclass(frozen=True)
class Piece:
    """A piece of a line, and what is to be found there: ``link``, ``image``, ``citation``, or nothing (``text``, ``hidden``)."""

    kind: str
    text: str
    detail: str = ""


Line = tuple[Piece, ...]


@dataclass(frozen=True)
class Block:
    """Lines that belong together; ``inner`` blocks stand four spaces further in; ``prose`` is False where the words do not count."""

    lines: tuple[Line, ...]
    inner: tuple[Block, ...] = ()
    heading: bool = False
    prose: bool = True


@dataclass(frozen=True)
class Mark:
    """What is to be found, and where: an offset in characters."""

    kind: str
    start: int
    text: str
    detail: str = ""


def lay_out(blocks: Iterable[Block], indent: int = 0) -> str:
    """The Markdown of blocks."""
    return "".join(_block(block, indent) for block in blocks)


def _block(block: Block, indent: int) -> str:
    lines = "".join(f"{' ' * indent}{''.join(piece.text for piece in line)}\n" for line in block.lines)
    return f"{lines}\n{lay_out(block.inner, indent + 4)}"


def marks(blocks: Iterable[Block], indent: int = 0, start: int = 0) -> list[Mark]:
    """What is to be found in the Markdown of blocks."""
    found: list[Mark] = []
    for block in blocks:
        at = start
        for line in block.lines:
            at += indent
            if block.heading:
                found.append(Mark("heading", at, "".join(piece.text for piece in line)))
            for piece in line:
                if piece.kind in ("link", "image", "citation"):
                    found.append(Mark(piece.kind, at, piece.text, piece.detail))
                at += len(piece.text)
            at += 1
        found += marks(block.inner, indent + 4, at + 1)
        start += len(_block(block, indent))
    return found


WORDS = (
    "cache", "Größe", "日本語", "🚀", "e\u0301tude", "naïve,", "60–80\u00a0%", "“quoted”", "x_y_z", "a@b.example", "1.5×", "&", "**bold**",
    "*emphasis*", r"\[no link\]", "it's", "a&amp;b", "C++", "…", "\u200b", "[brackets]", "(see", "p.)", "3 < 4",
)  # fmt: skip
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
plain_words = st.lists(
    st.sampled_from(["cache", "Größe", "日本語", "🚀", "e\u0301tude", "“quoted”", "1.5×", "40 GiB"]), min_size=1, max_size=3
).map(" ".join)
targets = st.sampled_from(["page.md", "../part/größe.md#wie-groß", "#request-128k", "https://example.org/a?b=c&d=1", "日本.md", "a_b*c.md"])
hidden = st.sampled_from(DECOYS)
in_math = hidden.filter(lambda text: "<" not in text)
keys = st.sampled_from(["kwon2023pagedattention", "a2020b", "o-brien2021x_y"])
places = st.sampled_from(["", ", §1", ", Table 3, p. 4", ", §3.1–3.2", ",  Größe 日本"])

links = (
    st.builds(
        lambda text, to: Piece("link", f"[{text}]({to})", to), plain_words | st.sampled_from(["`code`", "**Größe**", "a `b` *c*"]), targets
    )
    | st.builds(lambda text, to: Piece("link", f'[{text}]({to} "page.md")', to), plain_words, targets)
    | st.builds(lambda to: Piece("link", f"[text](<{to}>)", to), st.sampled_from(["a b.md", "größe x.md"]))
    | st.just(Piece("link", "<https://example.org/ü>", "https://example.org/ü"))
    | st.builds(lambda text, to: Piece("image", f"![{text}]({to})", to), plain_words, st.sampled_from(["a.png", "größe.svg"]))
)
citations = st.lists(st.tuples(keys, places), min_size=1, max_size=3).map(
    lambda works: Piece("citation", f"[{'; '.join(f'@{key}{place}' for key, place in works)}]")
)
unread = (
    st.lists(hidden, min_size=1, max_size=2).map(lambda texts: Piece("hidden", f"`{' '.join(texts)}`"))
    | hidden.map(lambda text: Piece("hidden", f"`` ` {text} ``"))
    | hidden.map(lambda text: Piece("hidden", f"<!-- {text} -->"))
    | in_math.map(lambda text: Piece("hidden", f"$x {text} y$"))
)
texts = words.map(lambda text: Piece("text", text))
pieces = texts | texts | links | citations | unread


def spaced(parts: Iterable[Piece]) -> Line:
    """Pieces with spaces between them, after a word, so that no line begins with markup by chance."""
    return tuple(piece for part in parts for piece in (Piece("text", " "), part))


lines = st.lists(pieces, min_size=1, max_size=4).map(lambda parts: (Piece("text", "Text"), *spaced(parts)))
paragraphs = st.lists(lines, min_size=1, max_size=3).map(lambda all_lines: Block(tuple(all_lines)))
lists = st.lists(lines, min_size=1, max_size=3).map(lambda items: Block(tuple((Piece("text", "- "), *item) for item in items)))
heading_parts = (
    texts | links.filter(lambda piece: piece.kind == "link") | st.just(Piece("hidden", "`code_x`")) | st.just(Piece("hidden", "$x^2$"))
)
headings = st.builds(
    lambda level, parts: Block(((Piece("text", "#" * level + " Title"), *spaced(parts)),), heading=True, prose=False),
    st.integers(1, 6),
    st.lists(heading_parts, max_size=3),
)
hidden_lines = st.lists(
    hidden | st.sampled_from(["", '!!! note "Decoy"', "    [decoy](decoy.md)", "$$", "|a|b|", "> x", "~~", "``"]), max_size=4
)


def verbatim(first: str, texts: Iterable[str], last: str) -> Block:
    """A block of which nothing is read."""
    return Block(tuple((Piece("hidden", text),) for text in (first, *texts, last)), prose=False)


fences = st.builds(
    lambda fence, info, texts: verbatim(fence + info, texts, fence),
    st.sampled_from(["```", "````", "~~~"]),
    st.sampled_from(["", "python", "text"]),
    hidden_lines,
)
maths = st.lists(in_math, max_size=2).map(lambda texts: verbatim("$$", [f"x {text}" for text in texts], "$$"))
comments = st.lists(hidden, max_size=2).map(lambda texts: verbatim("<!--", texts, "-->"))
cells = st.lists(links | citations | unread | plain_words.map(lambda text: Piece("text", text)), min_size=2, max_size=2)
tables = st.lists(cells, min_size=1, max_size=3).map(
    lambda rows: Block(
        (
            (Piece("text", "| Größe | B |"),),
            (Piece("text", "|---|--:|"),),
            *((Piece("text", "| "), row[0], Piece("text", " | "), row[1], Piece("text", " |")) for row in rows),
        ),
        prose=False,
    )
)
leaves = paragraphs | lists | headings | fences | maths | comments | tables
openers = st.sampled_from(["!!! note", '!!! warning "Größe – 日本"', "??? question", '???+ tip "Open"', "!!! note inline end"])


def boxes(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    """Admonitions and details around blocks."""
    inner = st.lists(blocks, min_size=1, max_size=3).map(tuple)
    return st.builds(lambda opener, held: Block(((Piece("hidden", opener),),), held, prose=True), openers, inner)


boxed = st.one_of(paragraphs, lists, headings, fences, maths, tables)  # the site reads on in a comment within a box
pages = st.lists(leaves | boxes(leaves) | boxes(leaves | boxes(leaves)), min_size=1, max_size=6)
site_pages = st.lists(leaves | boxes(boxed) | boxes(boxed | boxes(boxed)), min_size=1, max_size=6)
