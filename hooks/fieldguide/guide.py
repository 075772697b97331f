"""The guide: every file read once, with the look-ups that checks and rendering share."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fieldguide.diagnostic import Fault, rewrite
from fieldguide.files import misplaced_files, read_text, site_files
from fieldguide.nearest import nearest
from fieldguide.number import Number, NumberId, evaluate_numbers
from fieldguide.page import Citation, Page
from fieldguide.parse.bibtex import Bibliography, parse_bibliography
from fieldguide.parse.cite import parse_cite
from fieldguide.parse.facts import Fact, FactFile, Vocabulary, parse_facts, parse_vocabulary
from fieldguide.parse.page import parse_page
from fieldguide.parse.planner import PATH as PLANNER
from fieldguide.parse.planner import PlannerFile, parse_planner
from fieldguide.parse.redirects import PATH as REDIRECTS
from fieldguide.parse.redirects import Redirects, parse_redirects
from fieldguide.planner.compile import Compiled, compile_planner
from fieldguide.schema import PartMeta
from fieldguide.source import Problem, Source, Span

GENERATED_ANCHORS = frozenset({"key-numbers", "how-it-connects"})
"""Headings that rendering adds to every concept page."""

SECTIONS = ("Why it matters", "How it works", "Worked example", "When it fails", "In practice", "Check yourself")
"""The sections that an author writes, in order; "Key numbers" and "How it connects" come from the front matter."""

FEWEST_WORDS, MOST_WORDS = 350, 1100
"""Prose words of a concept page."""


@dataclass(frozen=True)
class Part:
    """A part of the guide: its introduction, and its concepts in reading order."""

    page: Page
    meta: PartMeta

    @property
    def slug(self) -> str:
        """The folder's name."""
        return self.page.folder


@dataclass(frozen=True)
class Cited:
    """One citation, wherever it stands: in a page's text, a key number or a fact."""

    path: str
    citation: Citation


@dataclass(frozen=True)
class Guide:
    """All that the repository says, read and not yet judged."""

    root: Path
    pages: Mapping[str, Page]
    fact_files: tuple[FactFile, ...]
    vocabulary: Vocabulary
    bibliography: Bibliography
    redirects: Redirects
    unreadable: tuple[tuple[str, Problem], ...] = ()
    planner_file: PlannerFile | None = None

    @cached_property
    def concept_pages(self) -> tuple[Page, ...]:
        """Every page that is to be a concept, broken front matter or not, by path."""
        return tuple(p for p in self.pages.values() if p.path.startswith("concepts/") and p.slug != "index")

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
    def numbers(self) -> dict[NumberId, Number]:
        """Key numbers, evaluated."""
        return evaluate_numbers(self.concepts, self.facts, self._may_be_fact)

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
    def cited(self) -> tuple[Cited, ...]:
        """Every citation of the guide."""
        return tuple(self._cited())

    def _cited(self) -> Iterator[Cited]:
        for page in self.pages.values():
            for group in page.body.citations:
                yield from (Cited(page.path, citation) for citation in group.citations)
        for number in self.numbers.values():
            if number.meta.cite:
                for citation in parse_cite(number.meta.cite, number.span("cite")):
                    yield Cited(number.page.path, citation)
        for file in self.fact_files:
            seen: set[tuple[str, Span]] = set()
            for fact in file.facts:
                if fact.cite and (fact.cite, fact.cite_span) not in seen:
                    seen.add((fact.cite, fact.cite_span))
                    yield from (Cited(file.source.path, citation) for citation in parse_cite(fact.cite, fact.cite_span))

    def problems(self, *kinds: str, safe: bool = True) -> Iterator[Fault]:
        """What parsing and evaluation found wrong, of the kinds asked for; ``safe`` says whether what mends them is."""
        for path, problem in self._problems:
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
        page = self.pages.get(path)
        if page is None:
            return self._fact_anchors.get(path)
        found = self.headings(path) | {name for name, _ in page.body.ids}
        if page.path.startswith("concepts/") and page.slug != "index":
            found |= GENERATED_ANCHORS | page.number_ids
        return found

    def headings(self, path: str) -> set[str]:
        """The anchors of a page's headings."""
        page = self.pages.get(path)
        return {heading.anchor for heading in page.body.headings} if page else set()

    @cached_property
    def _fact_anchors(self) -> dict[str, set[str]]:
        return {f.source.path: set(f.written) | {fact_id.rpartition(".")[0] for fact_id in f.written} for f in self.fact_files}

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
        if path in self.pages:
            return self.pages[path].source
        return next((file.source for file in (*self.fact_files, *self._others) if file.source.path == path), None)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing that is read is dropped again: collecting garbage meanwhile takes a third of the time and frees nothing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()


@_uncollected()
def load_guide(root: Path) -> Guide:
    """Reads the repository at ``root``; what cannot be read becomes a problem, never an exception."""
    paths = site_files(root)
    unreadable = list(misplaced_files(root, paths))

    def read(path: Path) -> Source:
        name = path.relative_to(root).as_posix()
        text, problems = read_text(path)
        unreadable.extend((name, problem) for problem in problems)
        return Source(name, text)

    pages = {}
    for path in paths:
        if path.suffix == ".md":
            page = parse_page(read(path))
            pages[page.path] = page
    fact_files = tuple(parse_facts(read(path)) for path in paths if path.parent == root / "concepts" / "facts" and path.suffix == ".yml")
    vocabulary = parse_vocabulary(read(root / "concepts" / "tags.yml"))
    bibliography = parse_bibliography(read(root / "references.bib"))
    redirects = parse_redirects(read(root / REDIRECTS) if root / REDIRECTS in paths else Source(REDIRECTS, ""))
    planner_file = parse_planner(read(root / PLANNER)) if root / PLANNER in paths else None
    return Guide(root, pages, fact_files, vocabulary, bibliography, redirects, tuple(unreadable), planner_file)
