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


def _name_the_input(value: Any) -> Any:
    return {"over": value} if isinstance(value, str) else value


class Plot(Strict):
    """The curve of a computed number over one of its inputs."""

    over: Annotated[Name, Field(description="The input that varies.")]
    range: Annotated[QuantityText | None, Field(description="From where to where: 1k–128k tokens.")] = None


ShortPlot = Annotated[Plot, BeforeValidator(_name_the_input, json_schema_input_type=Plot | str)]
"""The input alone, or with its range."""


class Limit(Strict):
    """What a computed number may not pass, `at_most` or `at_least`, and what it means where it does."""

    at_most: Annotated[QuantityText | None, Field(description="A quantity, a fact or a key number, as under where.")] = None
    at_least: Annotated[QuantityText | None, Field(description="A quantity, a fact or a key number, as under where.")] = None
    beyond: Annotated[Text, Field(description="What is the case beyond the limit: does not fit.")]

    @property
    def side(self) -> Literal["at_most", "at_least"]:
        """Which of the two it gives; ``at_most`` where it gives both or neither."""
        return "at_least" if self.at_least and not self.at_most else "at_most"


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
    plot: Annotated[ShortPlot | None, Field(description="The input that the number is plotted over.")] = None
    limit: Annotated[Limit | None, Field(description="What the number may not pass.")] = None


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


class PlanEntry(Strict):
    """A choice among the entries of a table of facts."""

    name: Annotated[Text, Field(description="Its label.")]
    table: Annotated[Slug, Field(description="The table of facts: the file's stem.")]
    default: Annotated[FactId, Field(description="The entry chosen at first.")]
    needs: Annotated[list[Name], Field(min_length=1, description="The fields that an entry must have to be offered.")]


class PlanOption(Strict):
    """One option of a choice."""

    name: Annotated[Text, Field(description="Its label.")]
    sets: Annotated[dict[Name, QuantityText], Field(description="Name → what it is when this option is chosen.")]


class PlanChoice(Strict):
    """A choice among options that each set the same names."""

    name: Annotated[Text, Field(description="Its label.")]
    default: Annotated[Slug, Field(description="The option chosen at first.")]
    options: Annotated[dict[Slug, PlanOption], Field(description="Its options.")]


class PlanQuantity(Strict):
    """A quantity that the reader gives."""

    name: Annotated[Text, Field(description="Its label.")]
    value: Annotated[QuantityText, Field(description="What it is at first.")]
    about: Annotated[Text | None, Field(description="What it means.")] = None


class PlanCase(Strict):
    """One way to compute a line; of several, the first counts whose facts there are."""

    formula: Annotated[Text | None, Field(description="A formula over the names under where.")] = None
    formula_of: Annotated[
        Text | None, Field(description="The key number (page#id) whose formula it is; its facts become those of the entries chosen.")
    ] = None
    where: Annotated[
        dict[Name, QuantityText],
        Field(description="Each name: an entry's field, a name that a choice sets, a quantity, an earlier line, a fact or a key number."),
    ] = {}


class PlanLine(Strict):
    """One result."""

    id: Annotated[Slug, Field(description="Its anchor, for ever.")]
    name: Annotated[Text, Field(description="What it is.")]
    concept: Annotated[Slug, Field(description="The concept that explains it.")]
    unit: Annotated[Text | None, Field(description="The unit to show it in; none for a plain number.")] = None
    digits: Annotated[int, Field(ge=1, le=6, description="Significant digits to show.")] = 3
    cases: Annotated[list[PlanCase], Field(min_length=1, description="How to compute it.")]
    limit: Annotated[Limit | None, Field(description="What it may not pass: an earlier line.")] = None
    about: Annotated[Text | None, Field(description="What it counts and what not.")] = None
    step: Annotated[bool, Field(description="Whether it is only a step towards other lines.")] = False


class PlanGroup(Strict):
    """Lines that answer one question."""

    title: Annotated[Text, Field(description="The question.")]
    lines: Annotated[list[PlanLine], Field(min_length=1, description="Its lines, each after those that it takes.")]


class PlanExample(Strict):
    """Choices to start from."""

    name: Annotated[Text, Field(description="Its label.")]
    choose: Annotated[dict[Name, QuantityText], Field(description="Input → the entry, the option or the quantity.")]


class PlannerMeta(Strict):
    """The planner, `concepts/planner.yml`: inputs, and lines computed from them, from facts and from the pages' formulas."""

    entries: Annotated[dict[Name, PlanEntry], Field(description="Choices among entries of facts.")]
    choices: Annotated[dict[Name, PlanChoice], Field(description="Choices among options.")]
    quantities: Annotated[dict[Name, PlanQuantity], Field(description="Quantities.")]
    examples: Annotated[list[PlanExample], Field(description="Choices to start from.")] = []
    groups: Annotated[list[PlanGroup], Field(description="The results, in order.")]


SCHEMAS: dict[str, type[Strict]] = {"concept": ConceptMeta, "part": PartMeta, "facts": FactTable, "planner": PlannerMeta}


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one kind of file: ``concept``, ``part`` or ``facts``."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **SCHEMAS[name].model_json_schema()}
