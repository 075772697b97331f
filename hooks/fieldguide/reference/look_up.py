"""A DOI or an arXiv id → BibTeX, from the registry that keeps it, in bounded time and size."""

from __future__ import annotations

import time
from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen
from xml.etree import ElementTree

from fieldguide.reference.identifier import arxiv_id, doi

_ATOM = "{http://www.w3.org/2005/Atom}"
_LARGEST = 200_000


class LookUpError(ValueError):
    """A work that was not found, or a registry that did not answer; its text says what to do."""


@dataclass(frozen=True)
class Registries:
    """Where works are looked up; ``seconds`` is how long one look-up may take."""

    doi: str = "https://doi.org/"
    arxiv: str = "https://export.arxiv.org/api/query?id_list="
    seconds: float = 20


def look_up(identifier: str, registries: Registries) -> str:
    """The BibTeX of the work of a DOI or an arXiv id; raises `LookUpError`."""
    preprint = arxiv_id(identifier)
    if preprint:
        return _from_atom(_fetch(registries.arxiv + quote(preprint), "application/atom+xml", preprint, registries.seconds), preprint)
    found = doi(identifier)
    if found is None:
        raise LookUpError(f"'{identifier[:80]}' is no DOI (10.…/…), no arXiv id (2309.06180), no file and no BibTeX (@…); give one of them")
    return _fetch(registries.doi + quote(found), "application/x-bibtex", found, registries.seconds)


def _fetch(address: str, accept: str, identifier: str, seconds: float) -> str:
    """The text at an address."""
    request = Request(address, headers={"Accept": accept, "User-Agent": "fieldguide (references of a documentation site)"})
    end = time.monotonic() + seconds
    content = b""
    try:
        with urlopen(request, timeout=seconds) as answer:
            while piece := answer.read1(65536):
                content += piece
                if len(content) > _LARGEST or time.monotonic() > end:
                    raise LookUpError(f"the answer on {identifier} is too long or too slow; paste its BibTeX: fieldguide cite -")
        return content.decode()
    except HTTPError as error:
        if error.code in (404, 410):
            raise LookUpError(f"no work has the identifier {identifier}; look it up at the source") from None
        raise LookUpError(f"the registry answered {error.code} on {identifier}; paste its BibTeX: fieldguide cite -") from None
    except (URLError, HTTPException, OSError, ValueError) as error:
        if isinstance(error, LookUpError):
            raise
        reason = getattr(error, "reason", None) or error
        raise LookUpError(f"{identifier} cannot be looked up here ({reason}); paste its BibTeX: fieldguide cite -") from None


def _from_atom(text: str, identifier: str) -> str:
    """arXiv's answer as BibTeX."""
    try:
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise ElementTree.ParseError
        entry = ElementTree.fromstring(text).find(f"{_ATOM}entry")
    except ElementTree.ParseError:
        raise LookUpError(f"the answer on {identifier} cannot be read; paste its BibTeX: fieldguide cite -") from None
    names = [name.text or "" for name in entry.findall(f"{_ATOM}author/{_ATOM}name")] if entry is not None else []
    published = entry.findtext(f"{_ATOM}published", "") if entry is not None else ""
    if entry is None or not names or not published:
        raise LookUpError(f"arXiv has no work {identifier}; look it up at the source")
    title = _braceless(entry.findtext(f"{_ATOM}title", ""))
    authors = " and ".join(_braceless(name) for name in names)
    return f"@misc{{key,\n author = {{{authors}}},\n title = {{{title}}},\n year = {{{published[:4]}}},\n eprint = {{{identifier}}}\n}}\n"


def _braceless(text: str) -> str:
    return " ".join(text.replace("{", "").replace("}", "").split())
