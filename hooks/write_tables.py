"""Writes the script that hands the engine's units and limits to the calculators."""

from __future__ import annotations

from fieldguide.render.evaluator_tables import SCRIPT_PATH, evaluator_tables
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the script to the site."""
    files.append(File.generated(config, SCRIPT_PATH, content=evaluator_tables()))
    return files
