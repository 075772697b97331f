"""The archive of the site, opened from a folder in the browser; and pages on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from chromium import DESKTOP, watched_page
from conftest import build_site, copy_machinery
from fieldguide.site import load_site
from fieldguide.takeaway.archive import write_archive
from playwright.sync_api import Browser, Page, expect
from sample import copy_sample


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_sample(tmp_path_factory.mktemp("archive"))
    copy_machinery(root)
    result = build_site(root, root / "site")
    assert result.returncode == 0, result.stderr
    return root / "site"


@pytest.fixture(scope="module")
def unpacked(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("a folder with spaces")
    with ZipFile(write_archive(built)) as archive:
        archive.extractall(to)
    return to / "llm-engineering-field-guide"


@pytest.fixture
def reader(browser: Browser, unpacked: Path) -> Iterator[Page]:
    address = (unpacked / "index.html").as_uri()
    with watched_page(browser, address, viewport=DESKTOP) as page:
        page.goto(address)
        yield page


def test_the_same_site_gives_the_same_archive(built: Path) -> None:
    assert write_archive(built).read_bytes() == write_archive(built).read_bytes()


def test_every_link_names_its_file(unpacked: Path) -> None:
    site = load_site(unpacked)
    links = [(page.name, str(a.attrs.get("href", ""))) for page in site.pages.values() for a in page.select("a")]
    local = [
        (name, link.partition("#")[0].partition("?")[0]) for name, link in links if link and not link.startswith(("#", "http", "mailto:"))
    ]
    assert len(local) > 100
    missing = [(name, link) for name, link in local if not (unpacked / name).parent.joinpath(link).is_file()]
    assert missing == []


def test_a_reader_searches_follows_a_link_and_changes_a_calculator(reader: Page) -> None:
    reader.keyboard.press("/")
    reader.keyboard.type("kv cache")
    expect(reader.get_by_role("option", name="KV cache").first).to_be_visible()
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/inference-fundamentals/kv-cache/index.html")
    reader.locator("button.calculate").first.click()
    field = reader.locator("input[name=element]")
    field.fill("1 B")
    expect(reader.locator(".calculator-row output").first).to_contain_text("64")
    reader.locator("article li > a[data-concept=latency]").first.hover()
    expect(reader.locator("#explain-card")).to_contain_text("Latency")
    reader.locator("article p > a[data-concept=roofline-model]").first.click()
    reader.wait_for_url("**/hardware-foundations/roofline-model/index.html")


@pytest.mark.parametrize("page", ["map", "numbers", "paths", "take-away", "facts/models", "tags", "data"])
def test_a_page_opens_without_a_word(reader: Page, unpacked: Path, page: str) -> None:
    reader.goto((unpacked / page / "index.html").as_uri())
    expect(reader.locator("h1")).to_be_visible()


def test_paper_shows_no_controls_and_every_answer(reader: Page, unpacked: Path) -> None:
    reader.goto((unpacked / "inference-fundamentals" / "kv-cache" / "index.html").as_uri())
    reader.emulate_media(media="print", color_scheme="dark")
    for hidden in (".md-header", ".md-sidebar", ".md-content__button", "button.calculate", ".report", ".headerlink"):
        for element in reader.locator(hidden).all():
            expect(element).to_be_hidden()
    assert reader.evaluate("getComputedStyle(document.querySelector('article')).color") == "rgb(27, 31, 36)"
    assert reader.pdf().startswith(b"%PDF-")


def test_facts_go_onto_paper_with_their_names(reader: Page, unpacked: Path) -> None:
    reader.goto((unpacked / "facts" / "models" / "index.html").as_uri())
    reader.emulate_media(media="print")
    reader.set_viewport_size({"width": 660, "height": 900})
    value = reader.locator(".fact-table [data-name]").first
    name = value.get_attribute("data-name")
    assert value.evaluate("one => getComputedStyle(one, '::before').content") == f'"{name}: "'
    assert reader.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
