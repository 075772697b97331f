"""Puts the guide's data files into the site: JSON and CSV, each with its schema, under ``api/``."""

from __future__ import annotations

from fieldguide.export import data_files
from fieldguide.guide import Guide
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the files."""
    guide: Guide = config.extra["guide"]
    for path, text in data_files(guide, config.site_url or "").items():
        files.append(File.generated(config, path, content=text))
    return files
