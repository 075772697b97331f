"""A check of each page by itself: what it finds in one depends on that page alone, so that it is kept with the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import update_wrapper

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide
from fieldguide.page import Page

InPage = Callable[[Page], Iterator[Fault]]
Elsewhere = Callable[[Guide], Iterator[Fault]]


class PageCheck:
    """Finds a page's faults, ``in_page``, and those of other files, ``elsewhere``; called with a guide, those of all its pages too."""

    __name__: str

    def __init__(self, in_page: InPage, elsewhere: Elsewhere | None = None) -> None:
        self.in_page, self.elsewhere = in_page, elsewhere
        update_wrapper(self, in_page)

    def __call__(self, guide: Guide) -> Iterator[Fault]:
        """Every fault of this kind."""
        for page in guide.pages.values():
            yield from self.in_page(page)
        yield from self.outside_pages(guide)

    def outside_pages(self, guide: Guide) -> Iterator[Fault]:
        """What it finds in files that are no pages."""
        return self.elsewhere(guide) if self.elsewhere else iter(())


def in_each_page(in_page: InPage) -> PageCheck:
    """Makes a function of a page a check of the guide."""
    return PageCheck(in_page)


def in_each_page_and(elsewhere: Elsewhere) -> Callable[[InPage], PageCheck]:
    """The same, where the fault may stand in other files too."""
    return lambda in_page: PageCheck(in_page, elsewhere)
