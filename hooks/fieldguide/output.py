"""Files of a site that is being built. One that the standing site has just so becomes a link to it: to write all anew takes longer than to read them."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Output:
    """The folder that a site is built into, and that of the site which stands meanwhile, if one does."""

    folder: Path
    standing: Path | None = None

    def write(self, name: str, data: bytes) -> None:
        """Writes the file at the path ``name`` of the site. To change it later, put another in its place: the standing site may share it."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        with suppress(OSError):
            if self.standing and (self.standing / name).read_bytes() == data:
                os.link(self.standing / name, path)
                return
        path.write_bytes(data)
