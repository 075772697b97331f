"""Concepts, their relations, parts, tags and references → records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from fieldguide.export.records import ConceptRecord, PartRecord, ReferenceRecord, RelationRecord, TagRecord
from fieldguide.guide import Guide
from fieldguide.parse.latex import author_names, plain_text
from fieldguide.render.citation import cited_keys
from fieldguide.render.site_path import copy_path, site_address


def concept_records(guide: Guide, site_url: str) -> Iterator[ConceptRecord]:
    """Every concept, in the guide's order."""
    for slug, page in guide.concepts.items():
        if page.concept:
            stated = page.concept.model_dump(include={"title", "part", "summary", "tags", "aliases", "reviewed", "requires"})
            yield ConceptRecord(
                **stated,
                id=slug,
                numbers=[f"{slug}#{number.id}" for number in page.concept.key_numbers],
                references=cited_keys(guide, page),
                source=page.path,
                markdown=site_url + copy_path(page.path),
                address=site_url + site_address(page.path),
            )


def relation_records(guide: Guide, site_url: str) -> Iterator[RelationRecord]:
    """Every relation that a page declares."""
    for slug, page in guide.concepts.items():
        if page.concept:
            for target in page.concept.requires:
                yield RelationRecord(source=slug, target=target, kind="requires", reason=None)
            for target, reason in page.concept.related.items():
                yield RelationRecord(source=slug, target=target, kind="related", reason=reason)


def part_records(guide: Guide, site_url: str) -> Iterator[PartRecord]:
    """The parts, by number."""
    for part in guide.parts:
        meta = part.meta
        address = site_url + site_address(part.page.path)
        yield PartRecord(id=part.slug, number=meta.number, title=meta.title, summary=meta.summary, concepts=meta.concepts, address=address)


def tag_records(guide: Guide, site_url: str) -> Iterator[TagRecord]:
    """The tags, by name."""
    bearing: dict[str, list[str]] = defaultdict(list)
    for slug, page in guide.concepts.items():
        for tag in page.concept.tags if page.concept else ():
            bearing[tag].append(slug)
    for tag, meaning in sorted(guide.vocabulary.tags.items()):
        yield TagRecord(id=tag, meaning=meaning, concepts=bearing[tag])


def reference_records(guide: Guide, site_url: str) -> Iterator[ReferenceRecord]:
    """The cited works, by key."""
    citing: dict[str, dict[str, None]] = defaultdict(dict)
    for cited in guide.cited:
        citing[cited.citation.key].setdefault(cited.path)
    for key, reference in sorted(guide.bibliography.references.items()):
        fields = reference.fields
        yield ReferenceRecord(
            id=key,
            type=reference.kind,
            title=plain_text(fields.get("title", "")),
            authors=author_names(fields.get("author", "")),
            year=reference.year,
            doi=fields.get("doi"),
            arxiv=fields.get("eprint"),
            url=fields.get("url"),
            cited_by=list(citing[key]),
            address=site_url + site_address("docs/references.md", key),
        )
