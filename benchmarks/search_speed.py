"""How well and how fast the search answers: the queries of tests/search, in a browser, against the real guide alone and among generated pages.

Generated pages are distractors: the real pages have to be found among them, and the index has the size that they give it.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from fieldguide.guide import Guide
from fieldguide.load import load_guide
from fieldguide.render.site_path import site_path
from fieldguide.search.entry import entry_of
from fieldguide.search.findable import findable_pages
from fieldguide.search.index import build_index
from fieldguide.search.write import search_files
from playwright.sync_api import Browser, sync_playwright

from benchmarks.generate_guide import generate_guide
from benchmarks.search_queries import HEAD, QUERIES, fetched, put, read_queries, served, summary

ROOT = Path(__file__).parents[1]
SETS = ("tuned", "held-out")
EVERY = 10
"""Of the queries, each tenth is also the first one of a new reader, whose bytes are counted."""


def addresses(guide: Guide) -> dict[str, str]:
    """Each page's address on the site by its path in the repository."""
    paths = [*guide.pages, *(file.source.path for file in guide.fact_files)]
    return {path: site_path(path).removesuffix(".md").removesuffix("index").rstrip("/") + "/" for path in paths}


def write_index(site: Path, pages: int, folder: Path) -> str:
    """Replaces the search of a built site by one over its pages and as many generated ones as make ``pages``; says how large it is."""
    real = load_guide(ROOT)
    found = findable_pages(real, addresses(real))
    if pages > len(found):
        generate_guide(folder, pages - len(found))
        generated = load_guide(folder)
        found += [page for page in findable_pages(generated, addresses(generated)) if page.url.startswith("part-")]
    start = time.process_time()
    files = dict(search_files(build_index([entry_of(page).pack() for page in found])))
    seconds = time.process_time() - start
    shutil.rmtree(site / "search", ignore_errors=True)
    for name, text in files.items():
        path = site / "search" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    size = sum(len(text.encode()) for text in files.values()) / 10**6
    return f"{len(found):,} pages: index of {size:.1f} MB in {len(files):,} files, made in {seconds:.1f} s of computing"


def measure(browser: Browser, address: str, sets: Sequence[str]) -> str:
    """The table for one index."""
    lines = [HEAD]
    for name in sets:
        page = browser.new_page()
        lines.append(summary(name, put(page, address, read_queries(QUERIES / f"{name}.txt"))))
        page.close()
    sizes, times = [], []
    for query in [query for name in sets for query in read_queries(QUERIES / f"{name}.txt")][::EVERY]:
        context = browser.new_context()
        size, milliseconds = fetched(context.new_page(), address, query)
        sizes.append(size)
        times.append(milliseconds)
        context.close()
    lines.append(
        f"a new reader's first query: {median(sizes) / 1000:.0f} kB over the wire, {max(sizes) / 1000:.0f} at most; "
        f"{median(times):.0f} ms from the last key, {max(times):.0f} at most ({len(sizes)} queries)"
    )
    return "\n".join(lines)


def main() -> None:
    """Builds the site, measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--pages", type=int, nargs="*", default=[0, 1000], help="pages of each index, the real ones first (default: 0 1000)"
    )
    parser.add_argument("--site", type=Path, help="a built site to measure on a copy of, instead of building one")
    options = parser.parse_args()
    program = next(found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name)))
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        if options.site:
            shutil.copytree(options.site, site)
        else:
            subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)], cwd=ROOT, check=True)
        print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {program}")
        with sync_playwright() as playwright, served(site) as address:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
            for pages in options.pages:
                print(f"\n{write_index(site, pages, Path(folder, f'guide-{pages}'))}\n{measure(browser, address, SETS)}", flush=True)


if __name__ == "__main__":
    main()
