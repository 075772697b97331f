"""Builds beside the site and puts the new one in its place only when all has gone well."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import Literal

from fieldguide.output import Output
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.utils import CountHandler

_state = {"serving": False}


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Notes whether the site is served: then it lives in a folder of its own already."""
    _state["serving"] = command == "serve"


@event_priority(90)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Redirects the build."""
    if not _state["serving"]:
        config.extra["final_site_dir"] = config.site_dir
        config.site_dir = str(Path(config.site_dir).with_name(f".{Path(config.site_dir).name}-building"))
        shutil.rmtree(config.site_dir, ignore_errors=True)  # MkDocs would empty it, but not when it builds --dirty
    final = config.extra.get("final_site_dir")
    config.extra["output"] = Output(Path(config.site_dir), Path(final) if final else None)
    return config


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Swaps the new site in, unless the strict build is about to fail."""
    final = config.extra.get("final_site_dir")
    if not final or (config.strict and _warnings()):
        return
    building, site = Path(config.site_dir), Path(final)
    last = site.with_name(f".{site.name}-last")
    shutil.rmtree(last, ignore_errors=True)
    if site.exists():
        site.rename(last)
    building.rename(site)
    shutil.rmtree(last, ignore_errors=True)


def _warnings() -> int:
    handlers = [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]
    return sum(count for handler in handlers for _, count in handler.get_counts())
