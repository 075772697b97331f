"""A key number: what its page declares, and what evaluating that gives (see ``evaluate``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fieldguide.page import Page
from fieldguide.parse.facts import Fact
from fieldguide.quantity import Quantity, Stated
from fieldguide.schema import KeyNumber
from fieldguide.source import Problem, Span

NumberId = tuple[str, str]
"""A concept's slug and the id of one of its key numbers."""

Declared = tuple[Page, int, KeyNumber]
"""A page, the place of a key number in its list, and what is declared there."""


@dataclass(frozen=True)
class Input:
    """One name of a formula: what `where` says, what it refers to, and the quantity that it is (None where unknown).

    It is ``rounded`` where a stated value stands in for one that could not be computed.
    """

    name: str
    text: str
    quantity: Quantity | None
    fact: Fact | None = None
    number: NumberId | None = None
    rounded: bool = False


@dataclass(frozen=True)
class Number:
    """A key number: what its page declares, what it states, what its formula gives (None where cited or broken), what bounds it."""

    page: Page
    index: int
    meta: KeyNumber
    stated: Stated | None
    exact: Quantity | None
    inputs: tuple[Input, ...]
    problems: tuple[Problem, ...]
    limit: Input | None = None

    @property
    def id(self) -> NumberId:
        """The page's slug and the number's id."""
        return self.page.slug, self.meta.id

    @property
    def sound(self) -> bool:
        """Whether the schema takes all of it; where it does not, nothing more is said of it."""
        return self.page.document.fits(["key_numbers", self.index])

    @property
    def rounded(self) -> bool:
        """Whether what other formulas take of it is short of exact, since it or something that it rests on is broken."""
        computed = self.meta.formula is not None or bool(self.meta.where)
        return computed and (self.exact is None or any(item.rounded for item in self.inputs))

    @property
    def beyond(self) -> bool:
        """Whether it passes its limit."""
        bound, limit = self.limit.quantity if self.limit else None, self.meta.limit
        if not (bound and limit and self.exact):
            return False
        over = self.exact.magnitude - bound.magnitude
        return over > 0 if limit.side == "at_most" else over < 0

    def span(self, *location: str) -> Span:
        """Where a field of this number stands."""
        return field_span(self.page, self.index, *location)


def field_span(page: Page, index: int, *location: str) -> Span:
    """Where a field of the page's key number at ``index`` stands."""
    return page.document.span(["key_numbers", index, *location])


def declared_numbers(concepts: Mapping[str, Page]) -> dict[NumberId, Declared]:
    """Every key number as declared, in the order of the pages; of two with one id, the first."""
    declared: dict[NumberId, Declared] = {}
    for slug, page in concepts.items():
        for index, meta in enumerate(page.concept.key_numbers if page.concept else ()):
            declared.setdefault((slug, meta.id), (page, index, meta))
    return declared
