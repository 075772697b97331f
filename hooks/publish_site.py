"""Builds beside the site and puts the new one in its place only when all has gone well; of two builds at once, one waits for the other."""

from __future__ import annotations

import logging
import os
import shutil
import time
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal

from fieldguide.output import Output
from filelock import FileLock, Timeout
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.utils import CountHandler
from platformdirs import user_cache_path

log = logging.getLogger("mkdocs.hooks.fieldguide")
_DAY = 24 * 3600
_state: dict[str, Any] = {"serving": False, "lock": None}


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Notes whether the site is served: then it lives in a folder of its own already."""
    _state["serving"] = command == "serve"


@event_priority(90)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Redirects the build."""
    if _state["serving"]:
        config.extra["output"] = Output(Path(config.site_dir))
        return config
    site = Path(config.site_dir)
    building = site.with_name(f".{site.name}-building")
    _take_turn(site)
    shutil.rmtree(building, ignore_errors=True)  # MkDocs would empty it, but not when it builds --dirty
    config.extra["final_site_dir"], config.site_dir = str(site), str(building)
    config.extra["output"] = Output(building, site)
    return config


def _take_turn(site: Path) -> None:
    """Waits until no other build of this site runs; where no file can be made that tells of one, none is waited for."""
    _end_turn()
    folder = user_cache_path("fieldguide", appauthor=False) / "turns"
    lock = FileLock(folder / f"{blake2b(os.fsencode(site.resolve()), digest_size=10).hexdigest()}.lock")
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            log.info("another build of this site is running; this one waits for its end")
            lock.acquire()
        _state["lock"] = lock
        os.utime(lock.lock_file)
        for other in folder.iterdir():
            if other.stat().st_mtime < time.time() - _DAY:
                other.unlink()


def _end_turn() -> None:
    if _state["lock"]:
        _state["lock"].release()
        _state["lock"] = None


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Swaps the new site in, unless the strict build is about to fail."""
    if "final_site_dir" in config.extra and not (config.strict and _warnings()):
        _publish(Path(config.site_dir), Path(config.extra["final_site_dir"]))
    _end_turn()


def on_build_error(error: Exception) -> None:
    """Lets the next build begin."""
    _end_turn()


def _publish(building: Path, site: Path) -> None:
    last = site.with_name(f".{site.name}-last")
    shutil.rmtree(last, ignore_errors=True)
    if site.exists():
        site.rename(last)
    building.rename(site)
    shutil.rmtree(last, ignore_errors=True)


def _warnings() -> int:
    handlers = [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]
    return sum(count for handler in handlers for _, count in handler.get_counts())
