"""The one schema of everything contributors write in YAML; `json_schema` exports it for editors."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
FACT_ID = r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$"
NAME = r"^[a-z][a-z0-9_]*$"
MONTH = r"^20\d\d-(?:0[1-9]|1[0-2])$"

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=SLUG)]
FactId = Annotated[str, StringConstraints(pattern=FACT_ID)]
Name = Annotated[str, StringConstraints(pattern=NAME)]
Month = Annotated[str, StringConstraints(pattern=MONTH)]
QuantityText = Annotated[Text, WithJsonSchema({"type": ["string", "number"], "description": "A quantity: 320 KiB, 60–80 %, < 4 %."})]


class Strict(BaseModel):
    """Unknown fields are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class KeyNumber(Strict):
    """One number of a page: computed (`formula` over `where`) or cited (`cite` and `kind`)."""

    id: Annotated[Slug, Field(description="Its anchor on the page, for ever.")]
    name: Annotated[Text, Field(description="What it is, with its condition.")]
    value: Annotated[QuantityText, Field(description="The value, to the digits and in the unit to show.")]
    formula: Annotated[
        Text | None, Field(description="+ - * / ** ( ) min max ceil floor round sqrt log2 exp over the names under where.")
    ] = None
    where: Annotated[
        dict[Name, QuantityText],
        Field(description="Each name of the formula: a quantity, a fact (entry.field) or a key number (id, or page#id)."),
    ] = {}
    cite: Annotated[Text | None, Field(description="BibTeX key, then the place in the work: kwon2023pagedattention, §1.")] = None
    kind: Annotated[
        Literal["specified", "measured", "assumed"] | None,
        Field(
            description="How a cited number is known: specified by a vendor or config, measured by somebody, assumed as a rule of thumb."
        ),
    ] = None
    note: Annotated[Text | None, Field(description="A remark; what an assumed number rests on.")] = None
    as_of: Annotated[Month | None, Field(description="The month the number held, where it is not its reference's year.")] = None


class ConceptMeta(Strict):
    """Front matter of a concept page, `concepts/<part>/<slug>.md`."""

    title: Annotated[Text, Field(description="The concept's name.")]
    part: Annotated[Slug, Field(description="The part it belongs to: the name of its folder.")]
    summary: Annotated[Text, Field(max_length=240, description="One sentence that says what it is.")]
    tags: Annotated[list[Slug], Field(min_length=1, description="Words of concepts/tags.yml.")]
    aliases: Annotated[list[Text], Field(description="Other names and abbreviations.")] = []
    reviewed: Annotated[Month, Field(description="The month the page was last checked against its sources, YYYY-MM.")]
    requires: Annotated[list[Slug], Field(description="Concepts to read first.")] = []
    related: Annotated[dict[Slug, Text], Field(description="Concept → one line on why they are linked.")] = {}
    key_numbers: Annotated[list[KeyNumber], Field(description="The page's numbers, computed or cited.")] = []


class PartMeta(Strict):
    """Front matter of a part's introduction, `concepts/<part>/index.md`."""

    title: Annotated[Text, Field(description="The part's name.")]
    number: Annotated[int, Field(ge=1, le=99, description="Its place in the guide.")]
    summary: Annotated[Text, Field(max_length=240, description="One sentence that says what the part is about.")]
    concepts: Annotated[list[Slug], Field(description="The part's concepts, in reading order.")]


class PathStep(Strict):
    """One concept of a learning path."""

    concept: Annotated[Slug, Field(description="The concept to read.")]
    why: Annotated[Text, Field(max_length=240, description="One sentence: what reading it here is for.")]


class PathStage(Strict):
    """A stretch of a learning path, such as a week: concepts to read, then what to do with them."""

    title: Annotated[Text, Field(description="Its heading.")]
    steps: Annotated[list[PathStep], Field(min_length=1, description="What to read, in order.")]
    exercise: Annotated[Text | None, Field(description="What to do with what was read, without markup.")] = None
    recompute: Annotated[list[Text], Field(description="Key numbers to work out by hand, each as concept#number.")] = []


class PathMeta(Strict):
    """Front matter of a learning path, `docs/paths/<slug>.md`."""

    title: Annotated[Text, Field(description="The path's name.")]
    number: Annotated[int, Field(ge=1, le=99, description="Its place among the paths.")]
    summary: Annotated[Text, Field(max_length=240, description="One sentence: whom it leads where.")]
    stages: Annotated[list[PathStage], Field(min_length=1, description="Its stretches, in order.")]


class FactField(Strict):
    """One column of a table of facts."""

    name: Annotated[Text, Field(description="Column heading.")]
    unit: Annotated[Text | None, Field(description="Unit of every value; none for plain numbers.")] = None
    about: Annotated[Text, Field(description="What the value means and under which condition.")]


class FactValue(Strict):
    """One value, with a source of its own or a remark."""

    value: QuantityText
    cite: Annotated[Text | None, Field(description="Source, where it is not the entry's.")] = None
    note: Annotated[Text | None, Field(description="A remark.")] = None


def _spell_out(value: Any) -> Any:
    return {"value": value} if isinstance(value, str) else value


ShortFactValue = Annotated[FactValue, BeforeValidator(_spell_out, json_schema_input_type=FactValue | str | float)]
"""A value alone, or with its own source or a remark."""


class FactEntry(Strict):
    """One row of a table of facts."""

    name: Annotated[Text, Field(description="What it is, with its variant.")]
    cite: Annotated[Text | None, Field(description="Source of the values that name no other: BibTeX key, place.")] = None
    values: Annotated[dict[Name, ShortFactValue], Field(description="Field → value.")]


class FactTable(Strict):
    """A file of facts, `concepts/facts/<kind>.yml`."""

    title: Text
    summary: Text
    fields: dict[Name, FactField]
    entries: dict[FactId, FactEntry]


SCHEMAS: dict[str, type[Strict]] = {"concept": ConceptMeta, "part": PartMeta, "facts": FactTable, "path": PathMeta}


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one kind of file: ``concept``, ``part``, ``facts`` or ``path``."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **SCHEMAS[name].model_json_schema()}
