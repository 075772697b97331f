"""How long building the site takes, cold and after an edit of one page, beside stock Material and Zensical on the same pages.

All build the same generated guide (see `generate_guide`), one after the other in turns. The others are given its Markdown alone: they evaluate
no number, check no link to a fact, and draw no relation. Each builder's cold build begins without its caches, its warm one after one page was edited.

Memory is watched in one more round, whose time does not count: reading the memory of a process holds it up, by a seventh where all cores are at work.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

from benchmarks import step_times
from benchmarks.generate_guide import generate_guide

ROOT = Path(__file__).parents[1]
HOOK = Path(step_times.__file__)
BUILDERS = ("fieldguide", "material, prune", "material", "zensical")
MOST_STEPS = 12
SLOWEST = {"material": 1000}
"""Pages beyond which a builder is left out: stock Material's time grows with their square."""

_STOCK = """\
site_name: A guide of many pages
site_url: https://example.org/
docs_dir: docs
theme:
  name: material
  font: false
  features: [navigation.indexes, navigation.tabs, content.code.copy{prune}]
{plugins}
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {{permalink: true}}
  - pymdownx.arithmatex: {{generic: true}}
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.superfences
"""
_BIBTEX = "plugins:\n  - search\n  - tags\n  - bibtex: {bib_file: references.bib}"
_PLACE = re.compile(r"(@author\d+work), [^;\]]*")


@dataclass(frozen=True)
class Run:
    """One build: seconds by the clock, peak memory of its processes together in MB if watched, the site in MB, seconds by step where they are noted."""

    seconds: float
    peak: float
    size: float
    steps: dict[str, float]


@dataclass(frozen=True)
class Builder:
    """A folder with a guide and what builds it; ``clean`` are the folders of its caches and of its site."""

    root: Path
    command: list[str]
    page: Path
    clean: tuple[str, ...]
    environment: dict[str, str]

    def cold(self, watched: bool = False) -> Run:
        """A build with nothing kept from an earlier one."""
        for name in self.clean:
            shutil.rmtree(self.root / name, ignore_errors=True)
        return self._build(watched)

    def warm(self, round_: int, watched: bool = False) -> Run:
        """A build after an edit of one page."""
        text = self.page.read_text(encoding="utf-8")
        self.page.write_text(f"{text}\nEdited in round {round_}.\n", encoding="utf-8")
        return self._build(watched)

    def _build(self, watched: bool) -> Run:
        start = time.perf_counter()
        log = self.root / "build.log"
        with log.open("wb") as output:
            process = subprocess.Popen(self.command, cwd=self.root, env={**os.environ, **self.environment}, stdout=output, stderr=output)
            watch = _Watch(process.pid) if watched else None
            status = process.wait()
        seconds = time.perf_counter() - start
        if status:
            raise SystemExit(f"{' '.join(self.command)} failed:\n{log.read_text(encoding='utf-8')[-2000:]}")
        size = sum(path.stat().st_size for path in (self.root / "site").rglob("*") if path.is_file()) / 1e6
        times = self.root / step_times.FILE
        return Run(seconds, watch.stop() if watch else 0.0, size, json.loads(times.read_text(encoding="utf-8")) if times.exists() else {})


class _Watch(threading.Thread):
    """Adds up the memory of a process and its children ten times a second, and keeps the most."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.most, self.over = pid, 0.0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self.over.wait(0.1):
            self.most = max(self.most, sum(_proportional(pid) for pid in _family(self.pid)) / 1e3)

    def stop(self) -> float:
        self.over.set()
        self.join()
        return self.most


def _family(pid: int) -> Iterator[int]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in children.read_text().split():
                yield from _family(int(child))
        except OSError:
            continue


def _proportional(pid: int) -> float:
    """The memory of a process in kB, what it shares with others divided among them."""
    try:
        return float(re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)[1])  # type: ignore[index]
    except (OSError, TypeError):
        return 0.0


def our_guide(root: Path, pages: int) -> Builder:
    """A generated guide of that many pages in a new folder, with all that builds its site."""
    generate_guide(root, pages)
    home = (root / "docs/index.md").read_text(encoding="utf-8")
    for name in ("hooks", "overrides"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copytree(ROOT / "docs", root / "docs", dirs_exist_ok=True)
    for text in ("how-it-all-connects.md", "planner.md"):
        (root / "docs" / text).write_text(f"---\ndescription: {text}\n---\n# {text}\n", encoding="utf-8")
    for path in (root / "docs" / "paths").glob("*.md"):
        path.unlink()
    (root / "docs/paths/index.md").write_text("---\ndescription: Paths.\n---\n# Paths\n", encoding="utf-8")
    (root / "docs/index.md").write_text(home, encoding="utf-8")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    last = "  - hooks/verify_site.py\n"
    (root / "mkdocs.yml").write_text(settings.replace(last, f"{last}  - {HOOK.name}\n"), encoding="utf-8")
    shutil.copy(HOOK, root)
    environment = {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(root / "hooks"), "XDG_CACHE_HOME": str(root / ".cache")}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return Builder(root, command, root / "concepts/part-00/concept-0007.md", ("site", ".cache"), environment)


def _theirs(root: Path, pages: int, command: list[str], plugins: str, prune: str = "") -> Builder:
    generate_guide(root, pages)
    shutil.rmtree(root / "docs")
    (root / "concepts").rename(root / "docs")
    for path in (root / "docs").rglob("*.md"):
        text = path.read_text(encoding="utf-8").replace("../facts/models.yml", "../index.md")
        path.write_text(_PLACE.sub(r"\1", text), encoding="utf-8")
    (root / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(_STOCK.format(plugins=plugins, prune=prune), encoding="utf-8")
    return Builder(root, command, root / "docs/part-00/concept-0007.md", ("site", ".cache"), {"NO_MKDOCS_2_WARNING": "1"})


def builders(folder: Path, pages: int, names: list[str]) -> dict[str, Builder]:
    """The builders asked for that can be expected to end, each with a guide of its own."""
    mkdocs = [sys.executable, "-m", "mkdocs", "build"]
    zensical = [str(Path(sys.executable).with_name("zensical")), "build"]
    make: dict[str, Callable[[Path], Builder]] = {
        "fieldguide": lambda root: our_guide(root, pages),
        "material, prune": lambda root: _theirs(root, pages, mkdocs, _BIBTEX, ", navigation.prune"),
        "material": lambda root: _theirs(root, pages, mkdocs, _BIBTEX),
        "zensical": lambda root: _theirs(root, pages, zensical, "", ", navigation.prune"),
    }
    return {name: make[name](folder / name.replace(", ", "-")) for name in names if pages <= SLOWEST.get(name, pages)}


@dataclass
class Measured:
    """A builder's runs, cold and warm, and its peak memory in MB."""

    cold: list[Run]
    warm: list[Run]
    peak: float


Times = dict[str, Measured]
"""Builder → what was measured of it."""


def measure(pages: int, rounds: int, names: list[str]) -> Times:
    """Runs of each builder, in turns."""
    with tempfile.TemporaryDirectory() as folder:
        found = builders(Path(folder), pages, names)
        times: Times = {name: Measured([], [], 0.0) for name in found}
        for round_ in range(rounds):
            for name, builder in found.items():
                times[name].cold.append(builder.cold())
                times[name].warm.append(builder.warm(round_))
        for name, builder in found.items():
            times[name].peak = max(builder.cold(watched=True).peak, builder.warm(rounds, watched=True).peak)
        return times


def table(measured: dict[int, Times], rounds: int) -> str:
    """Medians, as Markdown; ratios are to Material with its navigation pruned, or to the first builder where that one did not run."""
    lines = [
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; medians of {rounds}",
        "",
        "| Pages | Builder | Cold, s | Ratio | One page edited, s | Ratio to cold | Peak memory, MB | Site, MB |",
        "|--:|---|--:|--:|--:|--:|--:|--:|",
    ]
    for pages, times in measured.items():
        base = _middle(times.get("material, prune", next(iter(times.values()))).cold)
        for name, runs in times.items():
            cold, warm = _middle(runs.cold), _middle(runs.warm)
            seconds = f"{cold:.1f} | {cold / base:.2f} | {warm:.1f} | {warm / cold:.2f}"
            lines.append(f"| {pages:,} | {name} | {seconds} | {runs.peak:,.0f} | {runs.cold[0].size:,.0f} |")
    growth = [line for name in BUILDERS for line in _growth(measured, name)]
    return "\n".join([*lines, *([""] if growth else []), *growth, *_steps(measured)])


def _steps(measured: dict[int, Times]) -> Iterator[str]:
    """Where the time of our own last builds of each size went, the steps that took most."""
    for pages, times in measured.items():
        ours = times.get("fieldguide", Measured([], [], 0.0))
        for name, run in (("cold", ours.cold[-1:]), ("after an edit", ours.warm[-1:])):
            most = [f"{step} {seconds:.1f}" for one in run for step, seconds in list(one.steps.items())[:MOST_STEPS]]
            if most:
                yield f"\n{pages:,} pages, {name}, seconds by step: {'; '.join(most)}"


def _growth(measured: dict[int, Times], name: str) -> Iterator[str]:
    sizes = [pages for pages in sorted(measured) if name in measured[pages]]
    for small, large in pairwise(sizes):
        seconds = [_middle(measured[pages][name].cold) for pages in (small, large)]
        yield f"- {name}: growth exponent {math.log(seconds[1] / seconds[0]) / math.log(large / small):.2f} from {small:,} to {large:,} pages"


def _middle(runs: list[Run]) -> float:
    return median(run.seconds for run in runs)


def main() -> None:
    """Generates the guides, measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[100, 1000, 5000], help="concept pages (default: 100 1000 5000)")
    parser.add_argument("--rounds", type=int, default=3, help="cold and warm builds of each (default: 3)")
    parser.add_argument("--builders", nargs="+", choices=BUILDERS, default=list(BUILDERS))
    options = parser.parse_args()
    print(table({pages: measure(pages, options.rounds, options.builders) for pages in options.pages}, options.rounds))


if __name__ == "__main__":
    main()
