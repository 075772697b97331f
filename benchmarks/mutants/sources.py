"""Faults in references.bib and in the files of facts."""

from __future__ import annotations

import random
from collections.abc import Iterator

from fieldguide.edit import Edit
from fieldguide.guide import Guide
from fieldguide.link import resolve
from fieldguide.parse.bibtex import Reference
from fieldguide.parse.facts import Fact
from fieldguide.source import Span

from benchmarks.mutants.mutant import Kind, Mutant, Place, deleted, inserted, misspelt, next_digit, on_line, replaced, text_at


def _references(guide: Guide) -> Iterator[tuple[Reference, range]]:
    """Each entry of references.bib with its lines."""
    lines = guide.bibliography.source.lines
    for reference in guide.bibliography.references.values():
        start = reference.span.line
        yield reference, range(start, lines.index("}", start) + 2)


def _new_key(guide: Guide, reference: Reference, lines: range) -> list[str]:
    entry = guide.bibliography.source.lines[lines.start - 1 : lines.stop - 1]
    return [entry[0].replace(reference.key, f"{reference.key}again"), *entry[1:]]


def uncited_reference(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    path = guide.bibliography.source.path
    for number, (_, lines) in enumerate(_references(guide)):
        entry = f"@misc{{nobody{1900 + number % 100}work{number},\n  author = {{Nobody, N.}},\n  title = {{Work {number}}},\n  year = {{2020}},\n  url = {{https://example.org/{number}}}\n}}\n\n"
        yield inserted(path, lines.start, entry)


def repeated_reference(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    path = guide.bibliography.source.path
    for _, lines in _references(guide):
        entry = guide.bibliography.source.lines[lines.start - 1 : lines.stop - 1]
        yield inserted(path, lines.stop, "\n" + "\n".join(entry) + "\n", at=1)


def repeated_work(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    path = guide.bibliography.source.path
    for reference, lines in _references(guide):
        if "doi" in reference.fields or "eprint" in reference.fields:
            entry = _new_key(guide, reference, lines)
            yield Mutant(((path, range(lines.stop + 1, lines.stop + 1 + len(entry))),), (Edit(path, Span(lines.stop, 1, lines.stop, 1), "\n" + "\n".join(entry) + "\n"),))  # fmt: skip


def unsafe_key(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    path = guide.bibliography.source.path
    for reference, lines in _references(guide):
        column = guide.bibliography.source.lines[lines.start - 1].index(reference.key) + 1
        span = Span(lines.start, column, lines.start, column + len(reference.key))
        yield replaced(path, span, reference.key.capitalize())


def renamed_key(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    path = guide.bibliography.source.path
    for reference, lines in _references(guide):
        places = tuple(
            place for cited in guide.cited if cited.citation.key == reference.key for place in on_line(cited.path, cited.span.line)
        )
        column = guide.bibliography.source.lines[lines.start - 1].index(reference.key) + 1
        span = Span(lines.start, column, lines.start, column + len(reference.key))
        yield Mutant(places, (Edit(path, span, misspelt(reference.key, chance)),))


def brace_deleted(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    path = guide.bibliography.source.path
    for reference, lines in _references(guide):
        line = reference.lines["title"]
        text = guide.bibliography.source.lines[line - 1]
        if text.endswith("},"):
            yield Mutant(((path, lines),), (Edit(path, Span(line, len(text) - 1, line, len(text)), ""),))


def comma_deleted(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    path = guide.bibliography.source.path
    for reference, _ in _references(guide):
        line = reference.lines["title"]
        text = guide.bibliography.source.lines[line - 1]
        if text.endswith("},"):
            yield Mutant(((path, range(line, line + 2)),), (Edit(path, Span(line, len(text), line, len(text) + 1), ""),))


def reference_field_deleted(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    path = guide.bibliography.source.path
    for reference, lines in _references(guide):
        for name in ("author", "title", "year"):
            line = reference.lines.get(name)
            if line and guide.bibliography.source.lines[line - 1].endswith("},"):
                yield deleted(path, line, range(lines.start, lines.stop - 1))


def address_deleted(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    path = guide.bibliography.source.path
    for reference, lines in _references(guide):
        found = [name for name in ("doi", "eprint", "url", "isbn") if name in reference.fields]
        line = reference.lines[found[0]] if len(found) == 1 else 0
        if line and guide.bibliography.source.lines[line - 1].endswith("},"):
            yield deleted(path, line, range(lines.start, lines.stop - 1))


def bare_address(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    path = guide.bibliography.source.path
    for reference, _ in _references(guide):
        line = reference.lines.get("url")
        at = guide.bibliography.source.lines[line - 1].find("https://") + 1 if line else 0
        if line and at:
            yield replaced(path, Span(line, at, line, at + len("https://")), "")


def source_of_fact_deleted(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for file in guide.fact_files:
        for name, entry in (file.table.entries if file.table else {}).items():
            values = [file.document.span(["entries", name, "values", field]) for field in entry.values]
            if entry.cite and any(value.cite is None for value in entry.values.values()):
                start, line = file.document.key_span(["entries", name]).line, file.document.span(["entries", name, "cite"]).line
                yield deleted(file.source.path, line, range(start, max(span.end_line for span in values)))


def fact_unit(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for file in guide.fact_files:
        for fact in file.facts:
            if " " in fact.text and text_at(file.source, fact.span) == fact.text:
                digits = fact.text.partition(" ")[0]
                yield replaced(file.source.path, fact.span, f"{digits} {chance.choice(['W/m', 'USD', 'm'])}")


def fact_field(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for file in guide.fact_files:
        for fact in file.facts:
            span = file.document.key_span(["entries", fact.entry, "values", fact.field])
            yield replaced(file.source.path, span, misspelt(fact.field, chance))


def fact_not_a_quantity(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for file in guide.fact_files:
        for fact in file.facts:
            if text_at(file.source, fact.span) == fact.text:
                yield replaced(file.source.path, fact.span, f"about {fact.text}")


def fact_key(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for file in guide.fact_files:
        for fact in file.facts:
            key = (fact.cite or "").partition(",")[0]
            if key and text_at(file.source, fact.cite_span.within(0, len(key))) == key:
                yield replaced(file.source.path, fact.cite_span.within(0, len(key)), misspelt(key, chance))


def entry_of_another_file(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for file in guide.fact_files:
        for other in guide.fact_files:
            if file.table and other.table and file is not other:
                mine, theirs = next(iter(file.table.entries)), chance.choice(list(other.table.entries))
                spans = {
                    file.source.path: file.document.key_span(["entries", mine]),
                    other.source.path: other.document.key_span(["entries", theirs]),
                }
                places = on_line(max(spans), spans[max(spans)].line)
                entry = f"{theirs}: {{name: The same, values: {{}}}}\n  "
                yield Mutant(places, (Edit(file.source.path, _start(file.document.key_span(["entries", mine])), entry),))


def _start(span: Span) -> Span:
    return Span(span.line, span.column, span.line, span.column)


def _linked_facts(guide: Guide) -> Iterator[tuple[str, Fact, int]]:
    """The path and line of each link to a fact."""
    for page in guide.pages.values():
        for link in page.body.links:
            target = resolve(page.path, link.target)
            fact = guide.fact_at(target.path, target.fragment)
            if fact:
                yield page.path, fact, link.span.line


def fact_digit(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    links: dict[str, list[Place]] = {}
    for path, fact, line in _linked_facts(guide):
        links.setdefault(fact.id, []).extend(on_line(path, line))
    for file in guide.fact_files:
        for fact in file.facts:
            changed = next_digit(fact.text)
            if changed and fact.id in links and text_at(file.source, fact.span) == fact.text:
                yield Mutant(tuple(links[fact.id]), (Edit(file.source.path, fact.span, changed),))


def fact_entry_renamed(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    users: dict[str, list[Place]] = {}
    for path, fact, line in _linked_facts(guide):
        users.setdefault(fact.entry, []).extend(on_line(path, line))
    for number in guide.numbers.values():
        for item in number.inputs:
            if item.fact:
                users.setdefault(item.fact.entry, []).extend(on_line(number.page.path, number.span("where", item.name).line))
    for file in guide.fact_files:
        for name in file.table.entries if file.table else ():
            if name in users:
                yield Mutant(
                    tuple(users[name]), (Edit(file.source.path, file.document.key_span(["entries", name]), misspelt(name, chance)),)
                )


KINDS = [
    Kind("reference that nothing cites", ("C004",), uncited_reference),
    Kind("reference given twice", ("C006",), repeated_reference),
    Kind("work given twice, by DOI or arXiv id", ("C006",), repeated_work),
    Kind("capital letter in a key", ("C007",), unsafe_key),
    Kind("key renamed where it is defined", ("C001",), renamed_key, "at the citations of it"),
    Kind("brace not closed in an entry", ("C005",), brace_deleted),
    Kind("comma missing in an entry", ("C005",), comma_deleted),
    Kind("author, title or year deleted", ("C008",), reference_field_deleted),
    Kind("DOI, arXiv id or address deleted", ("C009",), address_deleted),
    Kind("address without https", ("C009",), bare_address),
    Kind("source of a fact deleted", ("D001",), source_of_fact_deleted),
    Kind("fact in an unfit unit", ("D002", "N003"), fact_unit),
    Kind("field of a fact misspelt", ("D002",), fact_field),
    Kind("fact that is no quantity", ("N003",), fact_not_a_quantity),
    Kind("citation key misspelt in a fact", ("C001",), fact_key),
    Kind("entry of another file of facts", ("D003",), entry_of_another_file),
    Kind("fact off by one digit", ("N008", "N007"), fact_digit, "at the links that repeat it"),
    Kind("entry of facts renamed", ("N009", "L002"), fact_entry_renamed, "at those who use its facts"),
]
