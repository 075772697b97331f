"""Python-Markdown's reading of inline markup, with no search for a pattern in a text that has none of what it needs.

The library tries some twenty regular expressions on every piece of text. Most need a character that most text does not have.
"""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

_NEEDED = {
    "arithmatex-inline": "$\\", "autolink": "<", "automail": "<", "backtick": "`", "em_strong": "*_", "em_strong2": "_", "entity": "&",
    "escape": "\\", "footnote": "[", "html": "<", "image_link": "!", "image_reference": "!", "inlinehilite": "`", "linebreak": "\n",
    "link": "[", "not_strong": "*_", "reference": "[", "short_image_ref": "!", "short_reference": "[",
}  # fmt: skip
"""The name of a pattern → characters of which it needs one; a pattern that has no name here is always tried."""


class PlainTextFirst(Extension):  # type: ignore[misc]
    """Puts the reading of inline markup in the library's place."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Called by the library."""
        md.treeprocessors.register(_Inline(md), "inline", 20)


class _Inline(InlineProcessor):  # type: ignore[misc]
    _needed: list[str] | None = None

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data  # type: ignore[no-any-return]
        if self._needed is None:
            patterns = self.inlinePatterns
            needed = {id(patterns[name]): needed for name, needed in _NEEDED.items() if name in patterns}
            self._needed = [needed.get(id(pattern), "") for pattern in patterns]
        index, start = patternIndex, 0
        while index < len(self._needed):
            wanted = self._needed[index]
            if wanted and wanted[0] not in data and wanted[-1] not in data:
                index, start = index + 1, 0
                continue
            data, matched, start = self._InlineProcessor__applyPattern(self.inlinePatterns[index], data, index, start)
            index += not matched
        return data
