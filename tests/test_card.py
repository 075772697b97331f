"""The pictures that stand for pages where their links are shared."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from conftest import ROOT
from fieldguide.load import load_guide
from fieldguide.render.card import SIZE, Card, card_of, draw_card
from PIL import Image
from sample import SAMPLE
from serving import SiteServer

FONTS = ROOT / "docs" / "assets" / "fonts"
LIGHTEST, HEAVIEST = 3_000, 60_000


def test_a_card_says_title_part_and_first_number() -> None:
    guide = load_guide(SAMPLE)
    concept, part = guide.concepts["kv-cache"], guide.parts[0].page
    assert card_of(guide, concept) == Card("KV cache", "Inference fundamentals", ("128\u202fKiB", "KV cache per token, Llama 3.1 8B, BF16"))
    assert card_of(guide, part) == Card("Hardware foundations", "Part I")
    assert card_of(guide, guide.pages["docs/index.md"]) is None


def test_a_card_is_drawn_the_same_each_time_and_small() -> None:
    card = Card("A title that is so long that it needs more than a single line of the card", "Part", ("3.35\u202fTB/s", "Bandwidth"))
    drawn = draw_card(card, FONTS)
    assert drawn == draw_card(card, FONTS)
    assert drawn != draw_card(Card("Another"), FONTS)
    assert LIGHTEST < len(drawn) < HEAVIEST
    assert Image.open(BytesIO(drawn)).size == SIZE


def test_each_page_names_its_card_and_the_card_is_there(sample_server: SiteServer) -> None:
    site: Path = sample_server.site
    cards = {}
    for address in ("", "hardware-foundations", "inference-fundamentals/kv-cache", "map"):
        html = (site / address / "index.html").read_text(encoding="utf-8")
        found = re.search(r'<meta property="og:image" content="https://[^/]+/guide/([^"]+)">', html)
        assert found, address
        assert (site / found[1]).read_bytes().startswith(b"\x89PNG")
        assert '<meta name="twitter:card" content="summary_large_image">' in html
        cards[address] = found[1]
    assert cards[""] == cards["map"]
    assert len(set(cards.values())) == 3
