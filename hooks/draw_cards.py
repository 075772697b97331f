"""Draws the picture of each page that stands for it where its link is shared."""

from __future__ import annotations

from pathlib import Path

from fieldguide.guide import Guide
from fieldguide.keep import keep
from fieldguide.render.card import Card, card_of, draw_card
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

_MOST = 400
"""Concepts that have a card each; drawing takes 20 ms, and in a larger guide a concept shows its part's."""

_HOME = "assets/cards/guide.png"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the cards; the site's own first."""
    guide: Guide = config.extra["guide"]
    fonts = Path(config.docs_dir) / "assets" / "fonts"
    files.append(
        File.generated(config, _HOME, content=draw_card(Card("What it is, why it matters, when it fails, and its numbers"), fonts))
    )
    pages = [part.page for part in guide.parts] + (list(guide.concept_pages) if len(guide.concepts) <= _MOST else [])
    cards = {page.path: card for page in pages if (card := card_of(guide, page))}
    letters = b"".join(path.read_bytes() for path in sorted(fonts.glob("*.woff2")))
    pictures = keep(
        guide.store, "card", {path: (repr(card), letters) for path, card in cards.items()}, lambda path: draw_card(cards[path], fonts)
    )
    drawn = config.extra["cards"] = {path: f"assets/cards/{path.removeprefix('concepts/').removesuffix('.md')}.png" for path in cards}
    for path, picture in pictures.items():
        files.append(File.generated(config, drawn[path], content=picture))
    parts = {part.slug: drawn.get(part.page.path, _HOME) for part in guide.parts}
    for page in guide.concept_pages:
        drawn.setdefault(page.path, parts.get(page.folder, _HOME))
    return files


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """Tells the template the address of the page's card."""
    path = config.extra["cards"].get(page.file.edit_uri or "", _HOME)
    context["card"] = f"{config.site_url or '/'}{path}"  # type: ignore[typeddict-unknown-key]
    return context
