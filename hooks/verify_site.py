"""Reads the finished site as a browser will, before it takes the place of the one that stands."""

from __future__ import annotations

from pathlib import Path

from fieldguide.guide import Guide
from fieldguide.report.as_text import to_text
from fieldguide.site import load_site
from fieldguide.verify import verify_site
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

BEFORE_IT_IS_PUBLISHED = -90


@event_priority(BEFORE_IT_IS_PUBLISHED)
def on_post_build(config: MkDocsConfig) -> None:
    """Stops the build on a fault: what was built stays aside, to be looked at."""
    if "final_site_dir" not in config.extra:
        return
    guide: Guide = config.extra["guide"]
    site = load_site(Path(config.site_dir))
    found = [to_text(diagnostic, site.source(diagnostic.fault.path)) for diagnostic in verify_site(site, guide.store)]
    if found:
        raise PluginError("\n".join(["the finished site has faults; the one that stands was not touched", *found[:50]]))
