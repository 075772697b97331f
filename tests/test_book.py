"""The books: every link leads somewhere, the same bytes each time, an EPUB that is well formed."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

import pytest
from conftest import ROOT
from fieldguide.guide import Guide
from fieldguide.load import load_guide
from fieldguide.takeaway.bind import to_epub, to_pdf
from fieldguide.takeaway.book import Book, part_book, whole_book
from fieldguide.takeaway.drawing import draw
from sample import SAMPLE

SITE = "https://guide.example/"


@pytest.fixture(scope="module")
def sample() -> Guide:
    return load_guide(SAMPLE)


def dangling(book: Book) -> set[str]:
    return set(re.findall(r"\]\(#([^)\s]+)\)", book.text)) - set(re.findall(r"\{#([^}\s]+)\}", book.text))


def test_no_link_of_any_book_dangles_and_no_place_has_two_names() -> None:
    guide = load_guide(ROOT)
    for book in (whole_book(guide, SITE), *(part_book(guide, part, SITE) for part in guide.parts)):
        assert dangling(book) == set()
        places = re.findall(r"\{#([^}\s]+)\}", book.text)
        assert len(places) == len(set(places))
        assert set(re.findall(r"!\[[^]]*\]\((\S+?)\)", book.text)) == set(book.drawings)


def test_a_part_leads_to_the_site_for_what_it_does_not_hold(sample: Guide) -> None:
    text = part_book(sample, sample.parts[1], SITE).text
    assert f"({SITE}hardware-foundations/roofline-model/)" in text
    assert "(#inference-fundamentals.latency)" in text


def test_a_pdf_is_the_same_each_time_and_holds_its_outline(sample: Guide) -> None:
    book = whole_book(sample, SITE)
    pdf = to_pdf(book)
    assert pdf.startswith(b"%PDF-")
    assert b"/Outlines" in pdf
    assert to_pdf(book) == pdf


def test_an_epub_is_the_same_each_time_well_formed_and_its_formulas_are_mathml(sample: Guide, tmp_path: Path) -> None:
    """Its validator wants Java and takes its time; `make book` runs it."""
    book = whole_book(sample, SITE)
    with_formula = Book(book.title, book.subtitle, f"{book.text}\n\n$$\nx^2\n$$\n", book.drawings, book.month, book.address)
    epub = to_epub(with_formula)
    assert to_epub(with_formula) == epub
    path = tmp_path / "guide.epub"
    path.write_bytes(epub)
    with ZipFile(path) as opened:
        pages = {name: opened.read(name) for name in opened.namelist() if name.endswith((".xhtml", ".opf", ".ncx"))}
    for page in pages.values():
        fromstring(page)
    assert any(b"<math" in page for page in pages.values())
    assert b'<dc:date id="epub-date">2026-11-01</dc:date>' in pages["EPUB/content.opf"]


def test_a_wide_diagram_is_turned_so_that_its_text_can_be_read() -> None:
    steps = " --> ".join(f"s{n}[Step number {n} of the chain]" for n in range(9))
    across, down = draw(f"flowchart LR\n  accTitle: A chain\n  {steps}"), draw(f"flowchart TB\n  accTitle: A chain\n  {steps}")
    assert across.title == "A chain"
    assert across.width == down.width < 1
