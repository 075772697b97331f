"""Lighthouse on the built site, on a phone of its own kind behind a slow connection: ``python scripts/measure_pages.py [SITE]``.

Wants Node 20 or newer and Chromium; Lighthouse itself comes by ``npm ci`` from the lock beside this file. Exits 1 where a category of a page is
below 95, a concept's largest paint is later than 1.5 s, or a page's shift is above 0.005.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from serving import serving  # noqa: E402

HERE = ROOT / "scripts" / "lighthouse"
PAGES = ("", "inference-fundamentals/kv-cache/", "numbers/", "planner/")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LOWEST, LATEST_PAINT, MOST_SHIFT = 95, 1_500, 0.005


def measure(address: str) -> dict[str, Any]:
    """Lighthouse's report of a page."""
    command = [
        str(HERE / "node_modules" / ".bin" / "lighthouse"),
        address,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(CATEGORIES)}",
    ]
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or ""
    result = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "CHROME_PATH": chromium})
    report: dict[str, Any] = json.loads(result.stdout)
    return report


def main(site: Path) -> int:
    """Prints a line a page; gives the exit status."""
    if not (HERE / "node_modules").is_dir():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=HERE, check=True)
    failed = False
    print(f"{'page':36}" + "".join(f"{name[:13]:>15}" for name in CATEGORIES) + f"{'paint, ms':>12}{'shift':>8}{'kB':>6}")
    with serving(site) as server:
        for page in PAGES:
            report = measure(f"{server.address}/{page}")
            scores = [round(100 * report["categories"][name]["score"]) for name in CATEGORIES]
            audits = report["audits"]
            paint, shift = audits["largest-contentful-paint"]["numericValue"], audits["cumulative-layout-shift"]["numericValue"]
            weight = audits["total-byte-weight"]["numericValue"]
            print(f"{page or 'home':36}" + "".join(f"{score:15}" for score in scores) + f"{paint:12.0f}{shift:8.3f}{weight / 1000:6.0f}")
            failed |= min(scores) < LOWEST or shift > MOST_SHIFT or ("/kv-cache" in page and paint > LATEST_PAINT)
            for name in CATEGORIES:
                for reference in report["categories"][name]["auditRefs"]:
                    audit = audits[reference["id"]]
                    if reference["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                        print(f"    {name}: {audit['title']} {audit.get('displayValue', '')}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"))
