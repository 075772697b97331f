"""Cuts the site's fonts to the characters and weights that it uses: ``python scripts/subset_fonts.py FOLDER``.

FOLDER holds the unpacked npm packages @fontsource-variable/source-sans-3 and @fontsource-variable/source-serif-4 (OFL 1.1), as ``npm pack``
and ``tar`` leave them, and latinmodern-math.woff2, the whole of Latin Modern Math (GUST Font Licence), for the two files of formulas.
What is absent is left as it stands. Characters that a file lacks are set in the reader's own fonts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).parents[1] / "docs" / "assets" / "fonts"
LETTERS = "".join(map(chr, range(0x20, 0x7F)))
LATIN = LETTERS + "".join(map(chr, range(0xA0, 0x100))) + "–—‘’“”…•·×−≤≥≈→←↑↓∞√µ™\u2009\u2011\u202f"
TITLES = LETTERS + "–—‘’“”…×·éü−±µ≈≤≥→\u2009\u202f"
ITALIC_LETTERS = "".join(map(chr, (*range(0x1D434, 0x1D468), 0x210E, *range(0x1D6FC, 0x1D71C))))
FORMULAS = (
    LETTERS + ITALIC_LETTERS + "ΓΔΘΛΞΠΣΦΨΩαβγδεζηθικλμνξπρστυφχψωϵ ±·×÷¯ˆ′‖⁡…−∗∙√∞∑∏∫∂∇∈∉∝∣∥∼≈≠≡≤≥≪≫⊙⊤⋅⋯⌈⌉⌊⌋⏟⏞→←⇒∪∩∀∃ℓℒℝ𝔼\u0302\u0303\u0304"
)
TEXT_FEATURES = ["kern", "liga", "tnum", "lnum", "ccmp", "locl", "mark", "calt"]
WANTED = {
    "guide-sans.woff2": ("source-sans-3-latin-wght-normal.woff2", {"wght": (400, 700)}, LATIN, TEXT_FEATURES),
    "guide-sans-italic.woff2": ("source-sans-3-latin-wght-italic.woff2", {"wght": 400}, LETTERS, TEXT_FEATURES),
    "guide-serif.woff2": ("source-serif-4-latin-wght-normal.woff2", {"wght": (400, 600)}, TITLES, TEXT_FEATURES),
}


def subset(
    source: Path, target: Path, axes: dict[str, float | tuple[float, float]], characters: Iterable[str], features: list[str]
) -> None:
    """Writes ``target`` with the characters, the features and the range of each axis."""
    font = TTFont(source)
    if axes:
        plain = BytesIO()
        narrowed = instantiateVariableFont(font, axes)
        narrowed.flavor = None
        narrowed.save(plain)
        font = TTFont(BytesIO(plain.getvalue()))
    options = Options(layout_features=features, name_IDs=[0, 1, 2, 13, 14], hinting=False, notdef_outline=True)
    cut = Subsetter(options)
    cut.populate(unicodes=map(ord, characters))
    cut.subset(font)
    font.flavor = "woff2"
    font.save(target)
    print(f"{target.name}: {target.stat().st_size:,} bytes")


def main(folder: Path) -> None:
    """Cuts what the folder holds."""
    for name, (source, axes, characters, features) in WANTED.items():
        for found in folder.rglob(source):
            subset(found, FONTS / name, axes, characters, features)
    for whole in folder.rglob("latinmodern-math.woff2"):
        rest = set(map(chr, TTFont(whole).getBestCmap())) - set(FORMULAS)
        subset(whole, FONTS / "latin-modern-math.woff2", {}, FORMULAS, ["ssty", "dtls", "flac"])
        subset(whole, FONTS / "latin-modern-math-more.woff2", {}, rest, ["ssty", "dtls", "flac"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
