"""The schema of the planner, `concepts/planner.yml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from fieldguide.schema import FactId, Limit, Name, QuantityText, Slug, Strict, Text


class PlanEntry(Strict):
    """A choice among the entries of a table of facts."""

    name: Annotated[Text, Field(description="Its label.", examples=["Model"])]
    table: Annotated[Slug, Field(description="The table of facts: the file's stem.", examples=["models"])]
    default: Annotated[FactId, Field(description="The entry chosen at first.", examples=["llama-3.1-8b"])]
    needs: Annotated[
        list[Name], Field(min_length=1, description="The fields that an entry must have to be offered.", examples=[["total_params"]])
    ]


class PlanOption(Strict):
    """One option of a choice."""

    name: Annotated[Text, Field(description="Its label.", examples=["BF16"])]
    sets: Annotated[
        dict[Name, QuantityText], Field(description="Name → what it is when this option is chosen.", examples=[{"weight": "2 B/param"}])
    ]


class PlanChoice(Strict):
    """A choice among options that each set the same names."""

    name: Annotated[Text, Field(description="Its label.", examples=["Precision"])]
    default: Annotated[Slug, Field(description="The option chosen at first.", examples=["bf16"])]
    options: Annotated[dict[Slug, PlanOption], Field(description="Its options.")]


class PlanQuantity(Strict):
    """A quantity that the reader gives."""

    name: Annotated[Text, Field(description="Its label.", examples=["Prompt"])]
    value: Annotated[QuantityText, Field(description="What it is at first.", examples=["4,096 tokens"])]
    about: Annotated[Text | None, Field(description="What it means.", examples=["Tokens that a request brings."])] = None


class PlanCase(Strict):
    """One way to compute a line; of several, the first counts whose facts there are."""

    formula: Annotated[Text | None, Field(description="A formula over the names under where.", examples=["params * weight"])] = None
    formula_of: Annotated[
        Text | None,
        Field(
            description="The key number (page#id) whose formula it is; its facts become those of the entries chosen.",
            examples=["kv-cache#bytes-per-token"],
        ),
    ] = None
    where: Annotated[
        dict[Name, QuantityText],
        Field(
            description="Each name: an entry's field, a name that a choice sets, a quantity, an earlier line, a fact or a key number.",
            examples=[{"params": "model.total_params"}],
        ),
    ] = Field(default_factory=dict)


class PlanLine(Strict):
    """One result."""

    id: Annotated[Slug, Field(description="Its anchor, for ever.", examples=["weights"])]
    name: Annotated[Text, Field(description="What it is.", examples=["Weights"])]
    concept: Annotated[Slug, Field(description="The concept that explains it.", examples=["quantization"])]
    unit: Annotated[Text | None, Field(description="The unit to show it in; none for a plain number.", examples=["GB"])] = None
    digits: Annotated[int, Field(ge=1, le=6, description="Significant digits to show.", examples=[3])] = 3
    cases: Annotated[list[PlanCase], Field(min_length=1, description="How to compute it.")]
    limit: Annotated[
        Limit | None, Field(description="What it may not pass: an earlier line.", examples=[{"at_most": "room", "beyond": "Does not fit"}])
    ] = None
    about: Annotated[Text | None, Field(description="What it counts and what not.", examples=["All parameters in the format chosen."])] = (
        None
    )
    step: Annotated[bool, Field(description="Whether it is only a step towards other lines.", examples=[True])] = False


class PlanGroup(Strict):
    """Lines that answer one question."""

    title: Annotated[Text, Field(description="The question.", examples=["Does it fit?"])]
    lines: Annotated[list[PlanLine], Field(min_length=1, description="Its lines, each after those that it takes.")]


class PlanExample(Strict):
    """Choices to start from."""

    name: Annotated[Text, Field(description="Its label.", examples=["Llama 3.1 70B on eight H100"])]
    choose: Annotated[
        dict[Name, QuantityText], Field(description="Input → the entry, the option or the quantity.", examples=[{"model": "llama-3.1-70b"}])
    ]


class PlannerMeta(Strict):
    """The planner, `concepts/planner.yml`: inputs, and lines computed from them, from facts and from the pages' formulas."""

    entries: Annotated[dict[Name, PlanEntry], Field(description="Choices among entries of facts.")]
    choices: Annotated[dict[Name, PlanChoice], Field(description="Choices among options.")]
    quantities: Annotated[dict[Name, PlanQuantity], Field(description="Quantities.")]
    examples: Annotated[list[PlanExample], Field(description="Choices to start from.")] = Field(default_factory=list)
    groups: Annotated[list[PlanGroup], Field(description="The results, in order.")]
