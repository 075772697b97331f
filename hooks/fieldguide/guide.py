"""The guide: every file read once, with the look-ups that checks and rendering share."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from fieldguide.cited import Cited, citations
from fieldguide.diagnostic import Fault, rewrite
from fieldguide.evaluate import Numbers
from fieldguide.nearest import nearest
from fieldguide.number import Declared, Number, NumberId
from fieldguide.page import Page
from fieldguide.pages import Pages
from fieldguide.parse.bibtex import Bibliography, parse_bibliography
from fieldguide.parse.facts import Fact, FactFile, Vocabulary, parse_facts, parse_vocabulary
from fieldguide.parse.planner import PATH as PLANNER
from fieldguide.parse.planner import PlannerFile, parse_planner
from fieldguide.parse.redirects import PATH as REDIRECTS
from fieldguide.parse.redirects import Redirects, parse_redirects
from fieldguide.planner.compile import Compiled, compile_planner
from fieldguide.schema import PartMeta, PathMeta
from fieldguide.source import Problem, Source
from fieldguide.store import Store

FACTS, TAGS, REFERENCES = "concepts/facts", "concepts/tags.yml", "references.bib"
"""The folder of the facts, and the files of tags and of cited works."""

_INPUTS = {"bad_quantity", "bad_formula", "unknown_input", "unknown_fact", "unknown_number", "number_cycle"}
EVALUATED = frozenset({*_INPUTS, "mixed_units", "wrong_value", "broken_planner"})
"""Kinds of problems that evaluating the key numbers and the planner finds; all others are found by parsing alone."""


@dataclass(frozen=True)
class Part:
    """A part of the guide: its introduction, and its concepts in reading order."""

    page: Page
    meta: PartMeta

    @property
    def slug(self) -> str:
        """The folder's name."""
        return self.page.folder


class Size(Struct, frozen=True, array_like=True):
    """How much a guide holds."""

    concepts: int
    numbers: int
    facts: int
    references: int


@dataclass(frozen=True)
class Guide:
    """All that the repository says, read and not yet judged."""

    root: Path
    pages: Pages
    others: Mapping[str, Source]
    unreadable: tuple[tuple[str, Problem], ...] = ()
    store: Store = field(default_factory=Store)

    @cached_property
    def fact_files(self) -> tuple[FactFile, ...]:
        """The files of facts, by path."""
        return tuple(parse_facts(source) for path, source in self.others.items() if path.startswith(f"{FACTS}/"))

    @cached_property
    def facts_at(self) -> dict[str, FactFile]:
        """The files of facts by path."""
        return {file.source.path: file for file in self.fact_files}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The tags and what each means."""
        return parse_vocabulary(self.others[TAGS])

    @cached_property
    def bibliography(self) -> Bibliography:
        """Every work that can be cited."""
        return parse_bibliography(self.others[REFERENCES])

    @cached_property
    def redirects(self) -> Redirects:
        """The addresses that pages had."""
        return parse_redirects(self.others.get(REDIRECTS, Source(REDIRECTS, "")))

    @cached_property
    def planner_file(self) -> PlannerFile | None:
        """The planner as declared, if there is one."""
        return parse_planner(self.others[PLANNER]) if PLANNER in self.others else None

    @cached_property
    def concept_pages(self) -> tuple[Page, ...]:
        """Every page that is to be a concept, broken front matter or not, by path."""
        return tuple(page for page in self.pages.values() if page.is_concept)

    @cached_property
    def broken(self) -> frozenset[str]:
        """The files that cannot be read, or whose YAML cannot: nobody knows what they name."""
        return frozenset(path for path, problem in self._found_by_parsing if problem.kind in ("unreadable", "yaml"))

    @cached_property
    def doubtful(self) -> dict[str, str]:
        """The text of each page and file of facts that parsing found something wrong with."""
        others = [file.source.path for file in self._others]
        sources = (self.source(path) for path, _ in self._found_by_parsing if path not in others)
        return {source.path: source.text for source in sources if source}

    def may_be_used(self, word: str) -> bool:
        """Whether a file that cannot be read in full may use a tag or a key."""
        return any(problem.kind == "unreadable" for _, problem in self.unreadable) or any(
            word in text or not text.strip() for text in self.doubtful.values()
        )

    @cached_property
    def written_pages(self) -> tuple[Page, ...]:
        """The concept pages that hold text."""
        return tuple(page for page in self.concept_pages if page.body.words)

    @cached_property
    def concepts(self) -> dict[str, Page]:
        """Concept pages by slug, in the guide's order; of two with one slug, the first by path."""
        listed = dict.fromkeys(slug for part in self.parts for slug in part.meta.concepts)
        order = {slug: n for n, slug in enumerate(listed)}
        numbered = {part.slug: part.meta.number for part in self.parts}
        ranked = sorted(self.concept_pages, key=lambda p: (numbered.get(p.folder, 100), order.get(p.slug, len(order)), p.path))
        concepts: dict[str, Page] = {}
        for page in ranked:
            concepts.setdefault(page.slug, page)
        return concepts

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts, by number."""
        found = [Part(p, p.meta) for p in self.pages.values() if isinstance(p.meta, PartMeta)]
        return tuple(sorted(found, key=lambda part: (part.meta.number, part.slug)))

    @cached_property
    def part_of(self) -> dict[str, Part]:
        """The part of each folder."""
        return {part.slug: part for part in self.parts}

    def concepts_of(self, part: Part) -> list[Page]:
        """The pages that a part lists, in order, those that are not written left out."""
        return [self.concepts[slug] for slug in part.meta.concepts if slug in self.concepts]

    @cached_property
    def required_by(self) -> dict[str, list[str]]:
        """For each concept, those that build on it, in the guide's order."""
        found: dict[str, list[str]] = defaultdict(list)
        for slug, page in self.concepts.items():
            for required in dict.fromkeys(page.concept.requires) if page.concept else ():
                found[required].append(slug)
        return dict(found)

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Facts by id, ``entry.field``."""
        facts: dict[str, Fact] = {}
        for file in self.fact_files:
            for fact in file.facts:
                facts.setdefault(fact.id, fact)
        return facts

    @cached_property
    def numbers(self) -> Numbers:
        """Key numbers, each evaluated when it is asked for."""
        return Numbers(self.concepts, self.facts, self._may_be_fact)

    def _may_be_fact(self, fact_id: str) -> bool:
        """Whether a name that is no fact may be that of one which cannot be read."""
        unfit = {written for file in self.fact_files for written in file.written - self.facts.keys()}
        return any(file.source.path in self.broken for file in self.fact_files) or nearest(fact_id, unfit) is not None

    @cached_property
    def fact_kinds(self) -> dict[str, str]:
        """The table of each entry of facts."""
        return {entry: file.kind for file in self.fact_files if file.table for entry in file.table.entries}

    @cached_property
    def planner(self) -> Compiled:
        """The planner, if there is one that is not broken, and its problems; it is judged once all that it may draw on is sound."""
        own = self.planner_file.source.path if self.planner_file else ""
        unsound = any(path != own for path, _ in self._found_by_parsing) or any(number.problems for number in self.numbers.values())
        if self.planner_file is None or unsound:
            return Compiled(None)
        return compile_planner(self.planner_file, self.facts, self.fact_kinds, self.numbers, self.concepts)

    @cached_property
    def backlinks(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """For each concept, the others that relate to it, with their reasons."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for slug, page in self.concepts.items():
            for other, reason in (page.concept.related if page.concept else {}).items():
                found[other].append((slug, reason))
        return {slug: tuple(links) for slug, links in found.items()}

    @cached_property
    def path_pages(self) -> tuple[Page, ...]:
        """The pages of learning paths, by path."""
        return tuple(page for page in self.pages.values() if isinstance(page.meta, PathMeta))

    @cached_property
    def single_facts(self) -> dict[tuple[str, str], Fact]:
        """The facts that state one number, by entry and field."""
        return {(fact.entry, fact.field): fact for file in self.fact_files for fact in file.facts if fact.stated and fact.stated.single}

    @cached_property
    def outline(self) -> bytes:
        """Stands for all that pages show to one another, and for all files that are no pages; known once the guide was checked.

        Until then it is like no other, so that nothing kept is taken for what this guide makes.
        """
        return os.urandom(20)

    @cached_property
    def declared(self) -> dict[NumberId, Declared]:
        """Key numbers as their pages declare them, not evaluated."""
        return self.numbers.declared

    @cached_property
    def size(self) -> Size:
        """How much there is."""
        return Size(len(self.concepts), len(self.declared), len(self.facts), len(self.bibliography.references))

    @cached_property
    def cited(self) -> tuple[Cited, ...]:
        """Every citation of the guide."""
        return tuple(citations(self.pages.values(), self.declared.values(), self.fact_files))

    def problems(self, *kinds: str, safe: bool = True) -> Iterator[Fault]:
        """What parsing and evaluation found wrong, of the kinds asked for; ``safe`` says whether what mends them is."""
        for path, problem in self._found_by_parsing if EVALUATED.isdisjoint(kinds) else self._problems:
            if problem.kind in kinds:
                fix = rewrite(path, problem.span, problem.instead, safe=safe) if problem.instead else None
                yield Fault(path, problem.span, problem.message, fix)

    @cached_property
    def _problems(self) -> tuple[tuple[str, Problem], ...]:
        evaluated = ((number.page.path, problem) for number in self.numbers.values() for problem in number.problems)
        planned = ((self.planner_file.source.path, problem) for problem in self.planner.problems) if self.planner_file else ()
        return (*self._found_by_parsing, *evaluated, *planned)

    @cached_property
    def _found_by_parsing(self) -> tuple[tuple[str, Problem], ...]:
        found = list(self.unreadable)
        unread = {path for path, problem in self.unreadable if problem.kind == "unreadable"}
        for page in self.pages.values():
            found += [(page.path, problem) for problem in (*page.problems, *page.body.problems)]
        for file in (*self.fact_files, *self._others):
            found += [(file.source.path, problem) for problem in file.problems]
        return tuple((path, problem) for path, problem in found if path not in unread or problem.kind == "unreadable")

    @property
    def _others(self) -> tuple[Vocabulary | Bibliography | Redirects | PlannerFile, ...]:
        others = (self.vocabulary, self.bibliography, self.redirects)
        return (*others, self.planner_file) if self.planner_file else others

    def anchors(self, path: str) -> set[str] | None:
        """The ids on the site's page for a file: headings, key numbers, facts, raw ids; None where the file has no page."""
        if path not in self._anchors:
            found = self.pages.get(path) or self.facts_at.get(path)
            self._anchors[path] = found.anchors if found else None
        return self._anchors[path]

    @cached_property
    def _anchors(self) -> dict[str, set[str] | None]:
        return {}

    def headings(self, path: str) -> set[str]:
        """The anchors of a page's headings."""
        page = self.pages.get(path)
        return page.heading_anchors if page else set()

    def number_at(self, path: str, fragment: str) -> Number | None:
        """The key number that a link to ``path#fragment`` names."""
        page = self.pages.get(path)
        return self.numbers.get((page.slug, fragment)) if page and self.concepts.get(page.slug) is page else None

    def fact_at(self, path: str, fragment: str) -> Fact | None:
        """The fact that a link to ``concepts/facts/kind.yml#entry.field`` names."""
        fact = self.facts.get(fragment)
        return fact if fact and fact.path == path else None

    def source(self, path: str) -> Source | None:
        """The text of a file of the guide."""
        return self.pages.sources.get(path) or self.others.get(path) or (self.redirects.source if path == REDIRECTS else None)
