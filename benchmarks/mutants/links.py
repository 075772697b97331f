"""Faults in the links and citations of pages."""

from __future__ import annotations

import random
from collections.abc import Iterator

from fieldguide.guide import Guide
from fieldguide.link import Kind as LinkKind
from fieldguide.link import resolve
from fieldguide.page import Link, Page
from fieldguide.source import Span

from benchmarks.mutants.mutant import Kind, Mutant, misspelt, next_digit, replaced, text_at


def links_to_files(guide: Guide) -> Iterator[tuple[Page, Link]]:
    """The links of pages to files, each on one line."""
    for page in guide.pages.values():
        for link in page.body.links:
            whole = text_at(page.source, link.target_span) == link.target
            if whole and not link.image and resolve(page.path, link.target).kind is LinkKind.INSIDE:
                yield page, link


def wrong_slug(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, link in links_to_files(guide):
        path, hash_sign, fragment = link.target.partition("#")
        folder, slash, name = path.rpartition("/")
        if name.endswith(".md") and name != "index.md":
            wrong = f"{folder}{slash}{misspelt(name.removesuffix('.md'), chance)}.md{hash_sign}{fragment}"
            yield replaced(page.path, link.target_span, wrong)


def dead_anchor(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, link in links_to_files(guide):
        path, hash_sign, fragment = link.target.partition("#")
        if hash_sign:
            yield replaced(page.path, link.target_span, f"{path}#{misspelt(fragment, chance)}")


def site_address(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, link in links_to_files(guide):
        if "/" in link.target:
            yield replaced(page.path, link.target_span, "/" + link.target.lstrip("./").removesuffix(".md"))


def outside_link(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, link in links_to_files(guide):
        up = "../" * page.path.count("/")
        yield replaced(page.path, link.target_span, f"{up}{chance.choice(['README.md', 'references.bib', '../other/page.md'])}")


def active_link(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, link in links_to_files(guide):
        yield replaced(page.path, link.target_span, chance.choice(["javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:void(0)"]))


def spaced_link(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, link in links_to_files(guide):
        if link.target.count("-"):
            yield replaced(page.path, link.target_span, link.target.replace("-", " ", 1))


def linked_digit(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, link in links_to_files(guide):
        changed = next_digit(link.text)
        target = resolve(page.path, link.target)
        at = page.source.lines[link.span.line - 1].find(f"[{link.text}]", link.span.column - 1)
        if (
            changed
            and at == link.span.column - 1
            and (guide.number_at(target.path, target.fragment) or guide.fact_at(target.path, target.fragment))
        ):
            yield replaced(page.path, link.span.within(1, len(link.text)), changed)


def linked_unit(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, link in links_to_files(guide):
        if link.text.endswith((" GB", " ms", " KiB", " TFLOP/s", " GiB")) and link.span.line == link.span.end_line:
            digits = link.text.rpartition(" ")[0]
            yield replaced(page.path, link.span.within(1, len(link.text)), f"{digits} MB")


def _citations(guide: Guide) -> Iterator[tuple[Page, Span, str, str]]:
    """The place of a group on one line, the first key in it, and what follows the key."""
    for page in guide.pages.values():
        for group in page.body.citations:
            span = page.source.span(group.start, group.end)
            if span.line == span.end_line:
                key = group.citations[0].key
                yield page, span, key, text_at(page.source, span)[2 + len(key) :]


def wrong_key(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, span, key, _ in _citations(guide):
        yield replaced(page.path, span.within(2, len(key)), misspelt(key, chance))


def wrong_key_of_number(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for number in guide.numbers.values():
        if number.meta.cite and number.span("cite").line == number.span("cite").end_line:
            key = number.meta.cite.partition(",")[0]
            yield replaced(number.page.path, number.span("cite").within(0, len(key)), misspelt(key, chance))


def misread_citation(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, span, key, rest in _citations(guide):
        if rest.startswith(",") and "@" not in rest:
            yield replaced(page.path, span, chance.choice([f"[@{key} {rest[2:]}", f"[see @{key}{rest}", f"@{key}"]))


def citation_without_place(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, span, key, rest in _citations(guide):
        reference = guide.bibliography.references.get(key)
        if reference and reference.lengthy and rest.startswith(",") and "@" not in rest:
            yield replaced(page.path, span, f"[@{key}]")


KINDS = [
    Kind("slug misspelt in a link", ("L001",), wrong_slug),
    Kind("anchor misspelt in a link", ("L002",), dead_anchor),
    Kind("link from the site's root", ("L001",), site_address),
    Kind("link out of the site", ("L003",), outside_link),
    Kind("link that runs code", ("L004", "P009"), active_link),
    Kind("space in a link", ("P009",), spaced_link),
    Kind("linked number off by one digit", ("N008",), linked_digit),
    Kind("linked number in another unit", ("N008",), linked_unit),
    Kind("citation key misspelt", ("C001",), wrong_key),
    Kind("citation key misspelt in a key number", ("C001",), wrong_key_of_number),
    Kind("citation malformed", ("C002",), misread_citation),
    Kind("citation without its place", ("C003",), citation_without_place),
]
