"""A cited work → a line of Markdown with its identifiers as full addresses."""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.parse.bibtex import Reference
from fieldguide.parse.latex import author_names, plain_text
from fieldguide.takeaway.plain import plain

_MOST_AUTHORS = 12


def written_out(reference: Reference) -> str:
    """The work as one cites it: who, what, where, when, and the DOI, arXiv id or address."""
    fields = {name: plain(plain_text(value)) for name, value in reference.fields.items() if name not in ("url", "doi")}
    people = _people(reference.fields.get("author") or reference.fields.get("editor", ""))
    source = ", ".join(_source(fields))
    when = "" if reference.year in source else reference.year
    said = [people, fields.get("title", ""), ", ".join(filter(None, (source, when)))]
    links = ", ".join(_identifiers(reference))
    return " ".join(f"{part.rstrip('.')}." for part in (*said, links) if part)


def _people(names: str) -> str:
    """``Woosuk Kwon, Zhuohan Li and Ion Stoica``; of very many, the first."""
    turned = [" ".join(reversed(name.split(", ", 1))) for name in author_names(names)]
    if len(turned) > _MOST_AUTHORS:
        turned = [*turned[:_MOST_AUTHORS], "others"]
    return plain(" and ".join(filter(None, [", ".join(turned[:-1]), *turned[-1:]])))


def _source(fields: dict[str, str]) -> Iterator[str]:
    """Where it appeared."""
    for name in ("booktitle", "journal"):
        if name in fields:
            yield f"*{fields[name]}*"
    issue = f"{fields.get('volume', '')}{'(' + fields['number'] + ')' if 'volume' in fields and 'number' in fields else ''}"
    yield from filter(None, (issue, fields.get("series")))
    for name in ("type", "institution", "howpublished", "publisher"):
        if name in fields:
            yield fields[name]
    if "number" in fields and "volume" not in fields:
        yield fields["number"]
    if "pages" in fields:
        yield fields["pages"]


def _identifiers(reference: Reference) -> Iterator[str]:
    fields = reference.fields
    if "doi" in fields:
        yield f"<https://doi.org/{fields['doi']}>"
    if "eprint" in fields:
        yield f"<https://arxiv.org/abs/{fields['eprint']}>"
    if "url" in fields:
        seen = f" (seen {fields['urldate']})" if "urldate" in fields else ""
        yield f"<{fields['url']}>{seen}"
