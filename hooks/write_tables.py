"""Writes the scripts that hand the engine's units and limits, and the guide's facts, to the calculators."""

from __future__ import annotations

from fieldguide.render.calculator import FACTS_PATH, calculator_facts
from fieldguide.render.evaluator_tables import SCRIPT_PATH, evaluator_tables
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the scripts to the site."""
    files.append(File.generated(config, SCRIPT_PATH, content=evaluator_tables()))
    files.append(File.generated(config, FACTS_PATH, content=calculator_facts(config.extra["guide"])))
    return files
