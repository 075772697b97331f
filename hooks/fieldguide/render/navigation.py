"""The navigation that mkdocs.yml lays out, with lists put where a word stands for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def fill_navigation(entry: Any, lists: Mapping[str, list[Any]]) -> Any:
    """The navigation (nested lists and titles) with each word of ``lists`` replaced by its items, in place."""
    if isinstance(entry, list):
        return [filled for item in entry for filled in (lists[item] if _stands_for(item, lists) else [fill_navigation(item, lists)])]
    if isinstance(entry, dict):
        return {title: fill_navigation(item, lists) for title, item in entry.items()}
    return entry


def _stands_for(item: Any, lists: Mapping[str, list[Any]]) -> bool:
    return isinstance(item, str) and item in lists
