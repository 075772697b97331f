"""references.bib → references, each with its place."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Block, DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, ImplicitComment, ParsingFailedBlock

from fieldguide.parse.bibtex_value import BibtexValueError, check_authors, read_value
from fieldguide.source import Problem, Source, Span

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

_REASONS = {
    "comma after entry key": "its key is missing, or the comma after it",
    "Expected a `=`": "a field is not 'name = {value}'",
    "Unexpected block start": "a brace or a quote is not closed, or a line within it begins with @",
}
_BRIEF_TYPES = {"misc", "online", "software"}


@dataclass(frozen=True)
class Reference:
    """One cited work; ``fields`` by lower-case name, ``lines`` the line of each."""

    key: str
    kind: str
    fields: dict[str, str]
    lines: dict[str, int] = field(repr=False)
    span: Span = field(repr=False)

    @property
    def lengthy(self) -> bool:
        """Whether it is longer than a page or two, so that a citation wants a place."""
        total = re.fullmatch(r"\s*(\d+)\s*", self.fields.get("pagetotal", ""))
        if total:
            return int(total[1]) > 2
        return self.kind not in _BRIEF_TYPES or "eprint" in self.fields

    @property
    def year(self) -> str:
        """The year of publication, empty where it is not given."""
        return self.fields.get("year", "") or self.fields.get("date", "")[:4]


@dataclass(frozen=True)
class Bibliography:
    """All references by key, in the file's order, what could not be read, and the keys of the entries concerned."""

    source: Source
    references: dict[str, Reference]
    problems: tuple[Problem, ...] = ()
    broken_keys: frozenset[str] = frozenset()

    def line_span(self, line: int) -> Span:
        """What stands on a line."""
        return _line_span(self.source, line)


@lru_cache(maxsize=8)
def parse_bibliography(source: Source) -> Bibliography:
    """Reads a BibTeX file; what is broken becomes a problem, the rest is kept."""
    library = parse_string(source.text, parse_stack=[])
    reader = _Reader(source, {string.key: str(string.value) for string in library.strings})
    for block in library.blocks:
        reader.read(block)
    return Bibliography(source, reader.references, tuple(reader.problems), frozenset(reader.broken_keys))


class _Reader:
    """Takes one block of the file after the other."""

    def __init__(self, source: Source, strings: dict[str, str]) -> None:
        self.source, self.strings = source, strings
        self.references: dict[str, Reference] = {}
        self.problems: list[Problem] = []
        self.broken_keys: set[str] = set()
        self.broken = False
        self.last_key = ""

    def read(self, block: Block) -> None:
        """Reads one block; of text between blocks, nothing is said after a broken one."""
        line = (block.start_line or 0) + 1
        was_broken, self.broken = self.broken, False
        match block:
            case DuplicateBlockKeyBlock(key=key):
                first = self.references[key].span.line if key in self.references else 1
                self._report("duplicate_reference", line, f"'{key}' is already defined at line {first}; keep one")
            case DuplicateFieldKeyBlock(ignore_error_block=Entry() as entry):
                self._repeated(entry, block.duplicate_keys)
                self._entry(entry, line)
            case ParsingFailedBlock():
                self.broken = True
                self.broken_keys |= set(re.findall(r"^\s*@\w*\s*[{(]\s*([^\s,={}]+)", str(block.raw)))
                found = getattr(block.error, "abort_reason", "")
                reason = next((words for sign, words in _REASONS.items() if sign in found), "a brace or a quote is not closed")
                self._report("malformed_bibtex", line, f"this entry cannot be read: {reason}")
            case ImplicitComment(comment=comment) if not was_broken and not comment.lstrip().startswith("%"):
                closed = comment.lstrip().startswith((",", "}"))
                self.broken_keys |= {self.last_key} if closed else set()
                reason = "the entry before it has a brace too many" if closed else "remove it, or start the line with %"
                self._report("malformed_bibtex", line, f"this text belongs to no entry; {reason}")
            case Entry():
                self._entry(block, line)

    def _entry(self, entry: Entry, line: int) -> None:
        fields: dict[str, str] = {}
        before = len(self.problems)
        for name, text, at in self._fields(entry):
            fields.setdefault(name, " ".join(text.split()))
            if name in ("author", "editor") and (fault := check_authors(text)):
                self._report("malformed_bibtex", at, fault)
        kind, key = entry.entry_type.strip().lower(), entry.key.strip()
        self.last_key = key
        if not key or not re.fullmatch(r"[a-z]+", kind):
            self.broken_keys.add(key)
            self._report("malformed_bibtex", line, "this entry has no type or no key; begin it as in @article{kwon2023pagedattention,")
            return
        lines = {item.key.strip().lower(): (item.start_line or 0) + 1 for item in entry.fields}
        self.references[key] = Reference(key, kind, fields, lines, _line_span(self.source, line))
        if len(self.problems) > before:
            self.broken_keys.add(key)

    def _fields(self, entry: Entry) -> Iterator[tuple[str, str, int]]:
        """Each field with its text and its line."""
        for item in entry.fields:
            name, line = item.key.strip(), (item.start_line or 0) + 1
            if name.startswith("%"):
                message = "a comment cannot stand within an entry; move it between two entries"
                self._report("malformed_bibtex", line - name.count("\n"), message)
            elif not re.fullmatch(r"[A-Za-z][\w-]*", name, re.ASCII):
                self._report("malformed_bibtex", line, f"'{' '.join(name.split())}' is not the name of a field; write name = {{value}}")
            else:
                try:
                    yield name.lower(), read_value(str(item.value), self.strings), line
                except BibtexValueError as fault:
                    self._report("malformed_bibtex", line + fault.lines, f"'{name}': {fault}")

    def _repeated(self, entry: Entry, names: set[str]) -> None:
        for name in sorted(names):
            last = [item for item in entry.fields if item.key == name][-1]
            self._report("malformed_bibtex", (last.start_line or 0) + 1, f"'{entry.key}' gives {name} twice; keep one")

    def _report(self, kind: str, line: int, message: str) -> None:
        self.problems.append(Problem(kind, _line_span(self.source, line), message))


def _line_span(source: Source, line: int) -> Span:
    line = min(line, len(source.lines))
    text = source.lines[line - 1]
    return Span(line, len(text) - len(text.lstrip()) + 1, line, len(text.rstrip()) + 1)
