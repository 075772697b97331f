"""A hook that a measured build takes in besides: it notes how long each step of the build takes, and writes that beside the site.

What workers do for a step counts for it by the clock, since the step waits for them.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

FILE = "step-times.json"

_seconds: Counter[str] = Counter()
_begin = time.perf_counter()


@event_priority(1000)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Begins to listen."""
    _seconds["loading the modules"] += time.perf_counter() - _begin  # type: ignore[assignment]
    for event, methods in config.plugins.events.items():
        if event != "config":
            methods[:] = [_timed(event, method) for method in methods]
    return config


def _timed(event: str, method: Callable[..., Any]) -> Callable[..., Any]:
    module = getattr(method, "__module__", None) or type(method).__module__
    name = f"{Path(getattr(getattr(method, '__code__', None), 'co_filename', module)).stem}, on_{event}"

    @wraps(method)
    def timed(*values: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return method(*values, **named)
        finally:
            _seconds[name] += time.perf_counter() - start  # type: ignore[assignment]

    return timed


@event_priority(-1000)
def on_post_build(config: MkDocsConfig) -> None:
    """Writes the times down."""
    whole = time.perf_counter() - _begin
    _seconds["MkDocs itself, its templates and what they wait for"] += whole - sum(_seconds.values())  # type: ignore[assignment]
    Path(config.config_file_path).with_name(FILE).write_text(json.dumps(dict(_seconds.most_common())), encoding="utf-8")
