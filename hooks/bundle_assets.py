"""Joins the site's scripts and style sheets into the few files that mkdocs.yml names under ``extra: bundles``."""

from __future__ import annotations

from fieldguide.render.bundle import BundleMeta, make_bundles, pages_bundles
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

WHEN_ALL_SOURCES_ARE_THERE = -90
_OF_THE_THEME = ("assets/javascripts/", "assets/stylesheets/", "assets/images/favicon.png")


@event_priority(WHEN_ALL_SOURCES_ARE_THERE)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Puts the bundles in the place of their sources, and leaves out what the theme brings beside them."""
    metas = {name: BundleMeta.model_validate(meta) for name, meta in config.extra["bundles"].items()}

    def read(path: str) -> str:
        file = files.get_file_from_path(path)
        if file is None:
            raise PluginError(f"mkdocs.yml: extra: bundles names '{path}', which is no file of the site")
        return file.content_string

    config.extra["made_bundles"] = bundles = make_bundles(metas, read)
    sources = {source for meta in metas.values() for source in meta.sources}
    for file in [file for file in files if file.src_uri in sources or file.src_uri.startswith(_OF_THE_THEME)]:
        files.remove(file)
    for bundle in bundles:
        files.append(File.generated(config, bundle.path, content=bundle.text))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Gives the templates the filter ``bundles``: a page's content → the paths of the files of one kind that it loads."""
    env.filters["bundles"] = lambda html, suffix: pages_bundles(config.extra["made_bundles"], html, suffix)
    return env
