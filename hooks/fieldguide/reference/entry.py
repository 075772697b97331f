"""BibTeX that others wrote → the entries that references.bib would hold of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from fieldguide.parse.bibtex import Reference, parse_bibliography
from fieldguide.reference.identifier import arxiv_id, doi
from fieldguide.reference.latex import escaped, plain_text
from fieldguide.reference.names import author_list, surname
from fieldguide.reference.title import braced_title, telling_word
from fieldguide.source import Source

FIELDS = (
    "author", "editor", "title", "booktitle", "journal", "publisher", "institution", "school", "type", "edition", "series", "volume", "number",
    "pages", "howpublished", "year", "pagetotal", "doi", "eprint", "archiveprefix", "isbn", "url", "urldate",
)  # fmt: skip
"""The fields that an entry may have, in their order; what others give besides is left out."""

_OTHER_NAMES = {"journaltitle": "journal", "organization": "institution", "eprinttype": "archiveprefix", "maintitle": "booktitle"}
_KINDS = {
    **dict.fromkeys(("online", "electronic", "www", "software", "dataset", "manual", "unpublished", "preprint"), "misc"),
    "conference": "inproceedings", "report": "techreport", "thesis": "phdthesis", "collection": "book", "proceedings": "book",
}  # fmt: skip
_TRACKING = re.compile(r"utm_\w+|(?:g|fb|ms)clid|mc_[ce]id|igshid|ref_src|ref_url|_hs\w+|trk", re.IGNORECASE)
_PROSE = ("title", "booktitle", "journal", "publisher", "institution", "school", "series", "howpublished", "type")


class EntryError(ValueError):
    """BibTeX that gives no entry; its text says what is wrong and what to do."""


@dataclass(frozen=True)
class Entry:
    """An entry as references.bib would hold it, and the names of the fields that were left out."""

    key: str
    kind: str
    fields: Mapping[str, str]
    left_out: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Its BibTeX."""
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in self.fields.items())
        return f"@{self.kind}{{{self.key},\n{lines}\n}}\n"


def read_entries(text: str, today: date) -> list[Entry]:
    """The entries of a text, each with the key that the guide would give it; raises `EntryError`."""
    bibliography = parse_bibliography(Source("the text given", text))
    if bibliography.problems:
        problem = bibliography.problems[0]
        raise EntryError(f"line {problem.span.line} of the BibTeX: {problem.message}")
    if not bibliography.references:
        raise EntryError("the text holds no BibTeX entry; it begins as in @article{key, title = {…}, …}")
    return [normalised(reference, today) for reference in bibliography.references.values()]


def normalised(reference: Reference, today: date) -> Entry:
    """An entry in the guide's way: fields in order, names turned round, capitals in braces, identifiers bare."""
    given = {_OTHER_NAMES.get(name, name): value for name, value in reference.fields.items() if value}
    fields = {name: plain_text(value) if name in (*_PROSE, "author", "editor") else value for name, value in given.items()}
    fields["year"] = reference.year
    for name in ("author", "editor"):
        fields[name] = author_list(fields.get(name, ""))
    fields |= _identifiers(fields)
    kind = _KINDS.get(reference.kind, reference.kind)
    if re.search(r"arxiv|corr", fields.get("journal", ""), re.IGNORECASE) and fields["eprint"]:
        kind = "misc" if kind == "article" else kind
        fields |= dict.fromkeys(("journal", "volume", "number", "pages", "publisher"), "")
    fields["title"] = braced_title(fields.get("title", ""))
    fields["pages"] = re.sub(r"\s*[-–—]+\s*", "--", fields.get("pages", ""))
    fields["url"], fields["urldate"] = _address(fields, given, today)
    if re.fullmatch(r"<?https?://\S+", fields.get("howpublished", "")):
        fields["howpublished"] = ""
    kept = {name: escaped(fields[name]) if name in _PROSE else fields[name] for name in FIELDS if fields.get(name)}
    left_out = sorted(name for name in given if name not in kept and name not in ("date", "month", "primaryclass"))
    return Entry(key_of(kept), kind, kept, tuple(left_out))


def key_of(fields: Mapping[str, str]) -> str:
    """``kwon2023pagedattention``: the first author's last name, the year, a telling word of the title."""
    name = surname(plain_text(fields.get("author") or fields.get("editor", "")))
    return f"{_letters(name)}{_letters(fields.get('year', ''))}{telling_word(fields.get('title', ''))}"


def with_free_key(entry: Entry, taken: Mapping[str, object]) -> Entry:
    """The entry with a letter added to its key where that is taken."""
    keys = [entry.key, *(f"{entry.key}{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")]
    return replace(entry, key=next((key for key in keys if key not in taken), entry.key))


def _identifiers(fields: Mapping[str, str]) -> dict[str, str]:
    """The DOI and the arXiv id, wherever an entry gives them."""
    found_doi = doi(fields.get("doi", "")) or doi(fields.get("url", "")) or ""
    places = (
        fields.get("eprint", ""),
        found_doi,
        fields.get("url", ""),
        fields.get("journal", ""),
        fields.get("volume", ""),
        fields.get("note", ""),
    )
    eprint = next((found for place in places if (found := arxiv_id(place))), "")
    is_arxiv = arxiv_id(found_doi) is not None
    return {"doi": "" if is_arxiv else found_doi, "eprint": eprint, "archiveprefix": "arXiv" if eprint else ""}


def _address(fields: Mapping[str, str], given: Mapping[str, str], today: date) -> tuple[str, str]:
    """The address, without what tracks its readers, and the day it was seen; none where an identifier says the same."""
    stated = " ".join((given.get("url", ""), given.get("howpublished", "")))
    found = re.search(r"https?://[^\s{}]+", stated.replace("\\_", "_").replace("\\%", "%").replace("\\&", "&"))
    if not found or doi(found[0]) or arxiv_id(found[0]):
        return "", ""
    parts = urlsplit(found[0])
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(name)]
    url = urlunsplit(
        parts._replace(query=urlencode(query) if len(query) < len(parse_qsl(parts.query, keep_blank_values=True)) else parts.query)
    )
    seen = re.search(r"\d{4}-\d{2}-\d{2}", " ".join((given.get("urldate", ""), given.get("note", ""))))
    if fields.get("doi") or fields.get("eprint"):
        return url, seen[0] if seen else ""
    return url, seen[0] if seen else today.isoformat()


def _letters(text: str) -> str:
    plain = (
        unicodedata.normalize("NFKD", text.replace("ø", "o").replace("ł", "l").replace("Ł", "L").replace("ß", "ss"))
        .encode("ascii", "ignore")
        .decode()
    )
    return re.sub(r"[^a-z0-9]+", "", plain.lower())
