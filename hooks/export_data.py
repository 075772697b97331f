"""Puts the guide's data files into the site: JSON and CSV, each with its schema, under ``api/``."""

from __future__ import annotations

from fieldguide.export import data_files
from fieldguide.guide import Guide
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the files, written already: a guide of many pages has too many numbers to be held until MkDocs copies them."""
    guide: Guide = config.extra["guide"]
    for path, data in data_files(guide, config.site_url or "").items():
        config.extra["output"].write(path, data)
        files.append(File(path, config.site_dir, config.site_dir, config.use_directory_urls))
    return files
