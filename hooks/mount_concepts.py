"""Mounts concepts/ into the site, with a page for each file of facts, and lays out the navigation."""

from __future__ import annotations

from html import escape
from pathlib import PurePosixPath
from typing import Any

from fieldguide.guide import Guide
from fieldguide.reading_path import reading_paths
from fieldguide.render.navigation import fill_navigation
from fieldguide.render.roman import roman
from fieldguide.render.site_path import site_path
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Puts the guide's parts into the navigation where mkdocs.yml says ``PARTS``, the facts where it says ``FACTS``, paths at ``PATHS``."""
    guide: Guide = config.extra["guide"]
    lists: dict[str, list[Any]] = {
        "PARTS": [
            {
                f"{roman(part.meta.number)}. {escape(part.meta.title)}": [
                    site_path(part.page.path),
                    *(site_path(guide.concepts[s].path) for s in part.meta.concepts),
                ]
            }
            for part in guide.parts
        ],
        "PATHS": [site_path(path.page.path) for path in reading_paths(guide)],
        "FACTS": [site_path(file.source.path) for file in guide.fact_files],
    }
    config.nav = fill_navigation(config.nav, lists)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the files of concepts/ at ``/<part>/<slug>/``, and gives each page its path in the repository for the edit link."""
    for file in files.documentation_pages():
        file.edit_uri = f"docs/{file.src_uri}"
    guide: Guide = config.extra["guide"]
    facts = {file.source.path for file in guide.fact_files}
    for path in sorted((guide.root / "concepts").rglob("*")):
        name = path.relative_to(guide.root).as_posix()
        if not path.is_file() or any(part.startswith(".") for part in PurePosixPath(name).parts):
            continue
        if name in facts:
            file = File.generated(config, site_path(name), content="")
        elif path.suffix != ".yml":
            file = File(site_path(name), str(guide.root / "concepts"), config.site_dir, config.use_directory_urls)
        else:
            continue
        file.edit_uri = name
        if files.get_file_from_path(file.src_uri):
            raise PluginError(f"docs/{file.src_uri} and {name} would be one page of the site; rename one")
        files.append(file)
    return files
