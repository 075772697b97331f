"""What looks like markup and was read as text or code: the site would read it otherwise, or show it raw."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from fieldguide.parse.html_tags import html_tags
from fieldguide.source import Problem, Span

Place = Callable[[int, int], Span]
"""Two byte offsets of a page's text → the span between them."""

Stretches = Iterable[tuple[int, int]]

_LEFTOVERS = re.compile(
    rb"\]\((?P<link>[^\x00)\n]*\)?)|\]\[(?P<label>[^\[\]\x00]*)\]|\[(?P<note>\^[^\[\]\s\x00]+)\]|<(?P<tag>[A-Za-z/!?][\w-]*)|\\(?P<latex>[A-Za-z]{2,})(?=\{)|`(?<![\\`]`)(?P<tick>`*)"
)
_INFO = re.compile(r"[\w#.+-]*(?:\s+\w+=\"[^\"<>&]*\")*\s*")
_TAG = re.compile(rb"<([A-Za-z/!?][\w-]*)")
_TAG_AT_LINE_START = re.compile(rb"\n[ >]*<([A-Za-z/!?][\w-]*)")
_TAG_IN_FORMULA = re.compile(rb"<([A-Za-z/!?][\w-]*)[^<>=]*[>=]")
_ATTRIBUTES = re.compile(rb"^[^\n{]*(\{[^\n=]*=[^\n}]*\})", re.MULTILINE)


def unread_text(plain: bytearray, place: Place) -> Iterator[Problem]:
    """Links, footnotes and HTML that are none, in text whose citations were blanked."""
    for match in _LEFTOVERS.finditer(plain):
        start, end = match.span()
        if match["link"] is not None and _escaped(plain, start):
            continue
        if match["link"] is not None:
            address = match["link"].removesuffix(b")").decode()
            message = (
                f"'({address})' is not read as an address; put %20 for each space in it, and a backslash before a bracket that is no link"
            )
        elif match["label"] is not None:
            message = f"no line '[{match['label'].decode()}]: address' gives this link its address; write [text](file.md)"
        elif match["note"]:
            message = f"no footnote is defined as [{match['note'].decode()}]; add a line [{match['note'].decode()}]: …"
        elif match["tick"] is not None:
            message = f"'{match[0].decode()}' opens or closes no code; put as many on the other side, or a backslash before each"
        elif match["latex"]:
            message = f"'{match[0].decode()}' is LaTeX outside of a formula; put it in $…$, and close each of its braces"
        else:
            message = _html_message(match["tag"])
        yield Problem("unread_markup", place(start, end), message)


def _escaped(plain: bytearray, end: int) -> bool:
    """Whether the bracket that opens what closes at ``end`` has a backslash before it."""
    start = plain.rfind(b"[", 0, end)
    return start > 0 and plain[start - 1] == ord("\\")


def unread_lines(raw: bytes, start: int, end: int, place: Place) -> Iterator[Problem]:
    """Tags at the start of a line within a code span or a formula, which the site takes for HTML."""
    for match in _TAG_AT_LINE_START.finditer(raw, start, end):
        yield Problem("unread_markup", place(match.start(1) - 1, match.end(1)), _html_message(match[1]))


def unread_formula(raw: bytes, start: int, end: int, place: Place) -> Iterator[Problem]:
    """Tags within a formula: the site does not take all formulas for such."""
    for match in _TAG_IN_FORMULA.finditer(raw, start, end):
        yield Problem("unread_markup", place(match.start(), match.end(1)), _html_message(match[1]))


def unread_elsewhere(raw: bytes, plain: bytearray, code: Stretches, html: Stretches, place: Place) -> Iterator[Problem]:
    """Attributes in braces anywhere but in code; tags where neither text nor code nor HTML stands, as in the definition of an address."""
    rest = bytearray(raw)
    for start, end in code:
        rest[start:end] = bytes(end - start)
    for match in _ATTRIBUTES.finditer(rest) if b"{" in rest else ():
        message = f"'{match[1].decode(errors='replace')}' sets more than an id and classes; write {{#id}} or {{.class}}"
        yield Problem("unread_markup", place(*match.span(1)), message)
    for start, end in html:
        rest[start:end] = bytes(end - start)
    for match in _TAG.finditer(rest):
        start, end = match.span()
        if not plain[start] and rest[max(0, start - 2) : start] != b"](":
            yield Problem("unread_markup", place(start, end), _html_message(match[1]))


def unread_code(raw: bytes, info: str | None, start: int, end: int, place: Place) -> Problem | None:
    """A code block that the site does not take for one; ``info`` is what follows its fence, None where it is indented."""
    lines = [line.strip(b" >\t") for line in raw[start:end].strip().split(b"\n")]
    first, last = lines[0], lines[-1]
    if info is None:
        message = "four spaces make this code here and text elsewhere; put code in a fence of ```, and text at the margin or right below its list item"
        return Problem("unread_markup", place(start, start + len(first)), message)
    fence = first[: len(first) - len(first.lstrip(first[:1]))]
    if len(lines) == 1 or last.strip(fence[:1]) or not last.startswith(fence):
        message = f"this fence is not closed; end the code with a line of {fence.decode()}"
        return Problem("unclosed_fence", place(start, start + len(first)), message)
    if any(re.match(re.escape(fence) + rb"[A-Za-z]", line) for line in lines[1:]):
        message = f"another fence begins in this one, which is not closed before it; end the code with a line of {fence.decode()}"
        return Problem("unclosed_fence", place(start, start + len(first)), message)
    if not _INFO.fullmatch(info):
        message = f"'{info}' is not read after a fence; write a language, such as {fence.decode()}python, and options as name=\"value\""
        return Problem("unread_markup", place(start, start + len(first)), message)
    return None


def unread_block(raw: bytes, start: int, end: int, place: Place) -> Problem | None:
    """Markdown that stands in HTML with no empty line before it."""
    if not any(name == "markdown" for tag in html_tags(raw[start:end].decode()) for name, _ in tag.attributes):
        return None
    for line in raw[start:end].splitlines(keepends=True):
        text = line.strip(b" >\t\r\n")
        if text and not text.startswith(b"<"):
            message = "this text stands in HTML and is not read as Markdown; put an empty line between it and the tag above"
            begin = start + line.index(text)
            return Problem("unread_markup", place(begin, begin + len(text)), message)
        start += len(line)
    return None


def _html_message(tag: bytes) -> str:
    return f"'<{tag.decode()}' can be read as HTML; put it in `backticks` on one line, or write &lt; for <"
