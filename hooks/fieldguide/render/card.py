"""A page → the picture that stands for it where its link is shared: title, where it belongs, its first number; 1200 × 630, PNG.

Drawn with the site's own fonts, so that it comes out the same on every machine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from fieldguide.guide import Guide
from fieldguide.page import Page
from fieldguide.render.roman import roman
from fieldguide.render.table import unbroken
from fieldguide.schema import PartMeta

SIZE = (1200, 630)
_PAPER, _INK, _MUTED, _TEAL, _RUST = (252, 251, 248), (27, 35, 38), (79, 91, 96), (11, 93, 112), (163, 65, 14)
_DRAWN = re.compile(r"[ -~À-ÿ–—‘’“”…×·−±µ≤≥→\u2009\u202f]*")
"""What the site's fonts have letters for."""

_SHADES = 8
_LEFT, _RIGHT = 80, 1120


@dataclass(frozen=True)
class Card:
    """What a card says; ``number`` is a value and its name, or nothing."""

    title: str
    over: str = ""
    number: tuple[str, str] | None = None


def card_of(guide: Guide, page: Page) -> Card | None:
    """The card of a concept or a part; other pages share the site's."""
    if isinstance(page.meta, PartMeta):
        return Card(page.meta.title, f"Part {roman(page.meta.number)}")
    if page.concept is None:
        return None
    part = guide.part_of.get(page.folder)
    first = next((number for number in page.concept.key_numbers if _DRAWN.fullmatch(number.value + number.name)), None)
    return Card(page.concept.title, part.meta.title if part else "", (unbroken(first.value), first.name) if first else None)


def draw_card(card: Card, fonts: Path) -> bytes:
    """The PNG; ``fonts`` is the folder of the site's fonts."""
    image = _blank(fonts).copy()
    draw = ImageDraw.Draw(image)
    top = 176
    if card.over:
        draw.text((_LEFT, top), card.over, _RUST, _font(fonts, "guide-sans", 34, 600))
    size = next((size for size in (88, 76, 64) if len(_lines(card.title, _font(fonts, "guide-serif", size, 600))) <= 2), 54)
    font = _font(fonts, "guide-serif", size, 600)
    for at, line in enumerate(_lines(card.title, font)[:3]):
        draw.text((_LEFT, top + 56 + at * size * 1.12), line, _INK, font)
    if card.number:
        value, name = card.number
        draw.line((_LEFT, 470, _RIGHT, 470), _INK, 2)
        draw.text((_LEFT, 490), value, _TEAL, _font(fonts, "guide-serif", 56, 600))
        draw.text((_LEFT, 564), _lines(name, _font(fonts, "guide-sans", 27, 400))[0], _MUTED, _font(fonts, "guide-sans", 27, 400))
    out = BytesIO()
    image.quantize(palette=_palette(), dither=Image.Dither.NONE).save(out, "PNG", compress_level=6)
    return out.getvalue()


def _lines(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= _RIGHT - _LEFT or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=32)
def _font(fonts: Path, name: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(fonts / f"{name}.woff2", size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


@cache
def _blank(fonts: Path) -> Image.Image:
    """What every card has: the paper, the mark, the name of the site."""
    scale = 4
    mark = Image.new("RGB", (64 * scale, 64 * scale), _PAPER)
    draw = ImageDraw.Draw(mark)
    unit = 64 * scale / 24
    draw.line([(x * unit, y * unit) for x, y in ((3, 20.5), (11, 8), (22, 8))], _TEAL, round(2.6 * unit), joint="curve")
    draw.ellipse([(11 - 3.4) * unit, (8 - 3.4) * unit, (11 + 3.4) * unit, (8 + 3.4) * unit], _RUST)
    image = Image.new("RGB", SIZE, _PAPER)
    image.paste(mark.resize((64, 64), Image.Resampling.LANCZOS), (_LEFT - 6, 62))
    ImageDraw.Draw(image).text((_LEFT + 74, 76), "LLM Engineering Field Guide", _MUTED, _font(fonts, "guide-serif", 34, 400))
    return image


@cache
def _palette() -> Image.Image:
    """Each colour in steps from the paper, which is all that smoothed letters need."""
    colours = [
        round(paper + (full - paper) * step / _SHADES)
        for colour in (_INK, _MUTED, _TEAL, _RUST)
        for step in range(_SHADES + 1)
        for paper, full in zip(_PAPER, colour, strict=True)
    ]
    image = Image.new("P", (1, 1))
    image.putpalette(colours)
    return image
