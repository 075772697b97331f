"""Takes the README's pictures from the built site: ``python scripts/take_screenshots.py [SITE]``; each is a PNG of few colours, at most 150 kB."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from chromium import chromium  # noqa: E402
from serving import serving  # noqa: E402

KV_CACHE = "inference-fundamentals/kv-cache/"
PICTURES = {
    "home": ("", 820),
    "calculator": (f"{KV_CACHE}?calculate=request-128k&set=context:1M+tokens#request-128k", 820),
    "planner": ("planner/", 1180),
    "map": ("map/", 900),
}
WIDTH, LARGEST, COLOURS = 1280, 150_000, 64


def main(site: Path) -> None:
    """Writes ``docs/assets/screenshots/NAME.png``."""
    folder = ROOT / "docs" / "assets" / "screenshots"
    folder.mkdir(exist_ok=True)
    with serving(site) as server, chromium() as browser:
        for name, (address, height) in PICTURES.items():
            context = browser.new_context(viewport={"width": WIDTH, "height": height}, color_scheme="light", reduced_motion="reduce")
            page = context.new_page()
            page.goto(f"{server.address}/{address}")
            page.wait_for_load_state("networkidle")
            page.reload()
            page.wait_for_load_state("networkidle")
            shot = Image.open(BytesIO(page.screenshot())).convert("RGB")
            context.close()
            shot.quantize(COLOURS, dither=Image.Dither.NONE).save(folder / f"{name}.png", optimize=True)
            size = (folder / f"{name}.png").stat().st_size
            print(f"{name}: {size:,} bytes")
            assert size <= LARGEST, f"{name}.png is too large"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site")
