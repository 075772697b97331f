"""Identifiers of works: DOIs and arXiv ids, however they are written."""

from __future__ import annotations

import re
from urllib.parse import unquote

_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/|^\s*)(10\.\d{4,9}/[^\s\"<>{}]+)", re.IGNORECASE)
_ARXIV_ID = r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"
_ARXIV = re.compile(
    rf"(?:arxiv[:.\s]\s*|^abs/|https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|10\.48550/arxiv\.){_ARXIV_ID}(?:\.pdf)?(?!\w)|^\s*{_ARXIV_ID}\s*$",
    re.IGNORECASE,
)


def doi(text: str) -> str | None:
    """The DOI that a text is or leads to, in lower case."""
    found = _DOI.search(unquote(text))
    return found[1].rstrip(".,;)").lower() if found else None


def arxiv_id(text: str) -> str | None:
    """The arXiv id that a text is, names as ``arXiv:…`` or leads to, without its version."""
    found = _ARXIV.search(text)
    return (found[1] or found[2]) if found else None
