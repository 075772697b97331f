"""Checks the guide before a build writes anything, and hands it to the hooks that follow."""

from __future__ import annotations

import logging
import sys
from hashlib import blake2b
from pathlib import Path

from fieldguide.checks import check_guide
from fieldguide.diagnostic import Level
from fieldguide.load import load_guide
from fieldguide.report import Findings
from fieldguide.report.as_text import as_text, to_text
from fieldguide.store import key_of, open_store
from fieldguide.terminal import terminal
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

log = logging.getLogger("mkdocs.hooks.fieldguide")


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Stops the build on a fault, so that the site that stands is not touched; a warning stops the strict build."""
    root = Path(config.config_file_path).parent
    guide = load_guide(root, open_store(root))
    found, there = check_guide(guide), terminal(sys.stderr)
    if any(diagnostic.level is Level.ERROR for diagnostic in found) or (found and config.strict):
        raise PluginError(f"the guide has faults; the site was not touched\n{as_text(Findings(guide, tuple(found)), there)}".rstrip())
    for diagnostic in found:
        log.warning(to_text(diagnostic, guide.source(diagnostic.fault.path), there))
    config.extra["guide"], config.extra["settings"] = guide, _settings(config)
    return config


def _settings(config: MkDocsConfig) -> bytes:
    """Stands for what every page of the site is made with: the configuration, the hooks, the templates."""
    templates = [path for folder in config.theme.dirs[:1] for path in Path(folder).rglob("*") if path.is_file()]
    digest = blake2b(repr((config.site_url, config.edit_uri)).encode())
    for path in (Path(config.config_file_path), *sorted(Path(__file__).parent.glob("*.py")), *sorted(templates)):
        digest.update(key_of("setting", path.name, path.read_bytes()))
    return digest.digest()
