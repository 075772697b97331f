"""What is written to: whether it takes colours, and how wide it is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TextIO

_WIDTH_OF_A_PIPE, _LEAST_WIDTH = 120, 40


class Style(StrEnum):
    """What a stretch of output is; the values are the parameters of an ANSI sequence."""

    ERROR = "1;31"
    WARNING = "1;33"
    STRONG = "1"
    QUIET = "2"
    ADDED = "32"
    REMOVED = "31"
    HINT = "36"


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where output goes; the default is a pipe."""

    colours: bool = False
    width: int = _WIDTH_OF_A_PIPE

    def paint(self, text: str, style: Style) -> str:
        """The text in the colour of a style, where there are colours."""
        return f"\x1b[{style}m{text}\x1b[0m" if self.colours and text else text


PIPE = Terminal()


def terminal(stream: TextIO, environment: Mapping[str, str] = os.environ) -> Terminal:
    """What a stream is. NO_COLOR forbids colours, FORCE_COLOR asks for them, TERM=dumb has none, and a pipe has none."""
    interactive = stream.isatty()
    width = max(_LEAST_WIDTH, shutil.get_terminal_size((_WIDTH_OF_A_PIPE, 24)).columns) if interactive else _WIDTH_OF_A_PIPE
    if environment.get("NO_COLOR"):
        return Terminal(False, width)
    forced = environment.get("FORCE_COLOR", "").lower() not in ("", "0", "false")
    return Terminal(forced or (interactive and environment.get("TERM") != "dumb"), width)
