"""How long `fieldguide check` takes on a large guide, beside a baseline that only reads the same Markdown and YAML.

Both run in fresh processes, one after the other in turns, on a guide generated in a temporary folder from a fixed seed.
"""

from __future__ import annotations

import argparse
import os
import platform
import pstats
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.generate_guide import generate_guide

HOOKS = Path(__file__).parents[1] / "hooks"

BASELINE = """
import sys, pathlib, pyromark, yaml
from fieldguide.parse.markdown import OPTIONS
for path in sorted(pathlib.Path(sys.argv[1], "concepts").rglob("*.md")):
    _, front_matter, body = path.read_text(encoding="utf-8").split("---\\n", 2)
    yaml.compose(front_matter, Loader=yaml.CSafeLoader)
    for event in pyromark.events_with_range(body, options=OPTIONS):
        pass
"""


@dataclass(frozen=True)
class Run:
    """One process: seconds by the clock, seconds of computing, and its peak of memory in MB."""

    elapsed: float
    computing: float
    peak: float


def run(command: Sequence[str], store: str = "off") -> Run:
    """Runs a command that is to succeed; ``store`` is where it may keep what it finds."""
    start = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(HOOKS), "FIELDGUIDE_STORE": store}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - start
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Run(elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def measure(root: Path, rounds: int) -> dict[str, list[Run]]:
    """Runs of the baseline, of the check with nothing kept, and of the check after an edit of one page, in turns."""
    baseline, check = [sys.executable, "-c", BASELINE, str(root)], [sys.executable, "-m", "fieldguide", "check", str(root)]
    store, page = str(root.with_name("store")), root / "concepts/part-00/concept-0007.md"
    run(check, store)
    runs: dict[str, list[Run]] = {"baseline": [], "check": [], "check after edit": []}
    for number in range(rounds):
        runs["baseline"].append(run(baseline))
        runs["check"].append(run(check))
        page.write_text(f"{page.read_text(encoding='utf-8')}\nEdited {number} times.\n", encoding="utf-8")
        runs["check after edit"].append(run(check, store))
    return runs


def table(runs: dict[str, list[Run]], pages: int, megabytes: float) -> str:
    """What was measured, a line for each command."""
    base = median(item.elapsed for item in runs["baseline"])
    lines = [
        f"{pages:,} pages, {megabytes:.1f} MB; Python {platform.python_version()}, {os.cpu_count()} cores; median of {len(runs['baseline'])}"
    ]
    lines.append(f"{'':18}{'seconds':>9}{'least':>9}{'computing':>11}{'ratio':>8}{'pages/s':>10}{'peak MB':>9}")
    for name, items in runs.items():
        middle = median(item.elapsed for item in items)
        least, computing = min(item.elapsed for item in items), median(item.computing for item in items)
        peak = max(item.peak for item in items)
        lines.append(f"{name:18}{middle:9.2f}{least:9.2f}{computing:11.2f}{middle / base:8.2f}{pages / middle:10,.0f}{peak:9.0f}")
    return "\n".join(lines)


def profile(root: Path, folder: Path) -> str:
    """Where the check spends its time, by module; the profiler itself slows calls of small functions most."""
    target = folder / "profile"
    run([sys.executable, "-m", "cProfile", "-o", str(target), "-m", "fieldguide", "check", str(root)])
    seconds: Counter[str] = Counter()
    calls: Counter[str] = Counter()
    entries: dict[tuple[str, int, str], tuple[int, int, float, float, object]] = getattr(pstats.Stats(str(target)), "stats")  # noqa: B009
    for (file, _, function), (_, count, own, _, _) in entries.items():
        name = _module(file, function)
        seconds[name] += own  # type: ignore[assignment]
        calls[name] += count
    total = sum(seconds.values())
    lines = [f"{'module':34}{'seconds':>9}{'share':>8}{'calls':>12}"]
    lines += [f"{name:34}{own:9.2f}{own / total:8.0%}{calls[name]:12,}" for name, own in seconds.most_common(20)]
    return "\n".join([*lines, f"{'in all':34}{total:9.2f}"])


def _module(file: str, function: str) -> str:
    if file == "~":
        return function if "pyromark" in function or "yaml" in function or "pydantic" in function else "built-in functions"
    path = Path(file)
    if "fieldguide" in path.parts:
        return ".".join(path.with_suffix("").parts[path.parts.index("fieldguide") :])
    return path.parts[path.parts.index("site-packages") + 1] if "site-packages" in path.parts else path.stem


def main() -> None:
    """Generates the guide, measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000, help="concept pages to generate (default: 1000)")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each command (default: 5)")
    parser.add_argument("--diagrams", action="store_true", help="a Mermaid diagram on each page, which the check draws")
    parser.add_argument("--profile", action="store_true", help="say where the time goes, by module")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "guide")
        generate_guide(root, options.pages, diagrams=options.diagrams)
        size = sum(path.stat().st_size for path in root.rglob("*") if path.is_file()) / 10**6
        print(table(measure(root, options.rounds), options.pages, size))
        if options.profile:
            print(f"\n{profile(root, Path(folder))}")


if __name__ == "__main__":
    main()
