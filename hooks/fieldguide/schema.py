"""The one schema of everything contributors write in YAML; `json_schema` exports it for editors."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, RootModel, StringConstraints, WithJsonSchema

SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
ADDRESS = r"^[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*$"
FACT_ID = r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$"
NAME = r"^[a-z][a-z0-9_]*$"
MONTH = r"^20\d\d-(?:0[1-9]|1[0-2])$"

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=SLUG)]
FactId = Annotated[str, StringConstraints(pattern=FACT_ID)]
Name = Annotated[str, StringConstraints(pattern=NAME)]
Address = Annotated[str, StringConstraints(pattern=ADDRESS)]
Month = Annotated[str, StringConstraints(pattern=MONTH)]
QuantityText = Annotated[Text, WithJsonSchema({"type": ["string", "number"], "description": "A quantity: 320 KiB, 60–80 %, < 4 %."})]


class Strict(BaseModel):
    """Unknown fields are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def _name_the_input(value: Any) -> Any:
    return {"over": value} if isinstance(value, str) else value


class Plot(Strict):
    """The curve of a computed number over one of its inputs."""

    over: Annotated[Name, Field(description="The input that varies.", examples=["length"])]
    range: Annotated[QuantityText | None, Field(description="From where to where.", examples=["1k–128k tokens"])] = None


ShortPlot = Annotated[Plot, BeforeValidator(_name_the_input, json_schema_input_type=Plot | str)]
"""The input alone, or with its range."""


class Limit(Strict):
    """What a computed number may not pass, `at_most` or `at_least`, and what it means where it does."""

    at_most: Annotated[
        QuantityText | None, Field(description="A quantity, a fact or a key number, as under where.", examples=["h100-sxm.memory"])
    ] = None
    at_least: Annotated[
        QuantityText | None, Field(description="The same, for what it may not fall below.", examples=["latency#reading-pace"])
    ] = None
    beyond: Annotated[Text, Field(description="What is the case beyond the limit.", examples=["does not fit"])]

    @property
    def side(self) -> Literal["at_most", "at_least"]:
        """Which of the two it gives; ``at_most`` where it gives both or neither."""
        return "at_least" if self.at_least and not self.at_most else "at_most"


class KeyNumber(Strict):
    """One number of a page: computed (`formula` over `where`) or cited (`cite` and `kind`)."""

    id: Annotated[Slug, Field(description="Its anchor on the page, for ever.", examples=["bytes-per-token"])]
    name: Annotated[Text, Field(description="What it is, with its condition.", examples=["KV cache per token, Llama 3.1 70B, BF16"])]
    value: Annotated[QuantityText, Field(description="The value, to the digits and in the unit to show.", examples=["320 KiB"])]
    formula: Annotated[
        Text | None,
        Field(
            description="+ - * / ** ( ) min max ceil floor round sqrt log2 exp over the names under where.",
            examples=["2 * layers * kv_heads * head_dim * element"],
        ),
    ] = None
    where: Annotated[
        dict[Name, QuantityText],
        Field(
            description="Each name of the formula: a quantity, a fact (entry.field) or a key number (id, or page#id).",
            examples=[{"layers": "llama-3.1-70b.layers", "element": "2 B"}],
        ),
    ] = {}
    cite: Annotated[
        Text | None,
        Field(description="BibTeX key, then the place in the work: kwon2023pagedattention, §1.", examples=["kwon2023pagedattention, §1"]),
    ] = None
    kind: Annotated[
        Literal["specified", "measured", "assumed"] | None,
        Field(
            description="How a cited number is known: specified by a vendor or config, measured by somebody, assumed as a rule of thumb.",
            examples=["measured"],
        ),
    ] = None
    note: Annotated[
        Text | None, Field(description="A remark; what an assumed number rests on.", examples=["Counts the input embedding as read."])
    ] = None
    as_of: Annotated[
        Month | None, Field(description="The month the number held, where it is not its reference's year.", examples=["2026-11"])
    ] = None
    plot: Annotated[ShortPlot | None, Field(description="The input that the number is plotted over.", examples=["length"])] = None
    limit: Annotated[
        Limit | None,
        Field(description="What the number may not pass.", examples=[{"at_most": "h100-sxm.memory", "beyond": "does not fit on one H100"}]),
    ] = None


class ConceptMeta(Strict):
    """Front matter of a concept page, `concepts/<part>/<slug>.md`."""

    title: Annotated[Text, Field(description="The concept's name.", examples=["KV cache"])]
    part: Annotated[Slug, Field(description="The part it belongs to: the name of its folder.", examples=["inference-fundamentals"])]
    summary: Annotated[
        Text,
        Field(
            max_length=240,
            description="One sentence that says what it is.",
            examples=["The keys and values of past tokens, kept so that a decode step need not recompute them."],
        ),
    ]
    tags: Annotated[
        list[Slug], Field(min_length=1, description="Words of concepts/tags.yml.", examples=[["inference", "kv-cache", "memory"]])
    ]
    aliases: Annotated[
        list[Text], Field(description="Other names and abbreviations; search finds the page by them.", examples=[["key-value cache"]])
    ] = []
    reviewed: Annotated[Month, Field(description="The month the page was last checked against its sources, YYYY-MM.", examples=["2026-11"])]
    requires: Annotated[
        list[Slug],
        Field(
            description="Concepts to read first; they make the reading order, and must not go round in a circle.",
            examples=[["prefill-and-decode"]],
        ),
    ] = []
    related: Annotated[
        dict[Slug, Text],
        Field(
            description="Concept → one line on why they are linked; the other page shows it too.",
            examples=[{"grouped-query-attention": "divides its size by the ratio of query heads to KV heads"}],
        ),
    ] = {}
    key_numbers: Annotated[list[KeyNumber], Field(description="The page's numbers, computed or cited, four to eight.")] = []


class PartMeta(Strict):
    """Front matter of a part's introduction, `concepts/<part>/index.md`."""

    title: Annotated[Text, Field(description="The part's name.", examples=["Inference fundamentals"])]
    number: Annotated[int, Field(ge=1, le=99, description="Its place in the guide.", examples=[2])]
    summary: Annotated[
        Text,
        Field(
            max_length=240,
            description="One sentence that says what the part is about.",
            examples=["What happens between a prompt and its answer."],
        ),
    ]
    concepts: Annotated[
        list[Slug], Field(description="The part's concepts, in reading order.", examples=[["latency", "throughput", "kv-cache"]])
    ]


class PathStep(Strict):
    """One concept of a learning path."""

    concept: Annotated[Slug, Field(description="The concept to read.", examples=["kv-cache"])]
    why: Annotated[
        Text,
        Field(
            max_length=240,
            description="One sentence: what reading it here is for.",
            examples=["Compute the bytes per token of your model."],
        ),
    ]


class PathStage(Strict):
    """A stretch of a learning path, such as a week: concepts to read, then what to do with them."""

    title: Annotated[Text, Field(description="Its heading.", examples=["Day 1: what a request costs"])]
    steps: Annotated[list[PathStep], Field(min_length=1, description="What to read, in order.")]
    exercise: Annotated[
        Text | None,
        Field(description="What to do with what was read, without markup.", examples=["Write the sum for a model of your own."]),
    ] = None
    recompute: Annotated[
        list[Text], Field(description="Key numbers to work out by hand, each as concept#number.", examples=[["kv-cache#bytes-per-token"]])
    ] = []


class PathMeta(Strict):
    """Front matter of a learning path, `docs/paths/<slug>.md`."""

    title: Annotated[Text, Field(description="The path's name.", examples=["Serve a model this week"])]
    number: Annotated[int, Field(ge=1, le=99, description="Its place among the paths.", examples=[2])]
    summary: Annotated[
        Text,
        Field(
            max_length=240,
            description="One sentence: whom it leads where.",
            examples=["Five days from an open-weights model to a service."],
        ),
    ]
    stages: Annotated[list[PathStage], Field(min_length=1, description="Its stretches, in order.")]


class FactField(Strict):
    """One column of a table of facts."""

    name: Annotated[Text, Field(description="Column heading.", examples=["Memory bandwidth"])]
    unit: Annotated[Text | None, Field(description="Unit of every value; none for plain numbers.", examples=["TB/s"])] = None
    about: Annotated[
        Text,
        Field(
            description="What the value means and under which condition.", examples=["Peak bandwidth of the device memory, decimal units."]
        ),
    ]


class FactValue(Strict):
    """One value, with a source of its own or a remark."""

    value: Annotated[QuantityText, Field(description="The value, in a unit of its field's kind.", examples=["3.35 TB/s"])]
    cite: Annotated[Text | None, Field(description="Source, where it is not the entry's.", examples=["nvidia2024h100datasheet, p. 2"])] = (
        None
    )
    note: Annotated[Text | None, Field(description="A remark.", examples=["The white paper prints 3,352 GB/s."])] = None


def _spell_out(value: Any) -> Any:
    return {"value": value} if isinstance(value, str) else value


ShortFactValue = Annotated[FactValue, BeforeValidator(_spell_out, json_schema_input_type=FactValue | str | float)]
"""A value alone, or with its own source or a remark."""


class FactEntry(Strict):
    """One row of a table of facts."""

    name: Annotated[Text, Field(description="What it is, with its variant.", examples=["NVIDIA H100 SXM5 80 GB (HBM3)"])]
    cite: Annotated[
        Text | None,
        Field(description="Source of the values that name no other: BibTeX key, place.", examples=["nvidia2022hopper, Table 3"]),
    ] = None
    values: Annotated[
        dict[Name, ShortFactValue],
        Field(
            description="Field → value.",
            examples=[{"memory": "80 GB", "bandwidth": {"value": "3.35 TB/s", "cite": "nvidia2024h100datasheet, p. 2"}}],
        ),
    ]


class FactTable(Strict):
    """A file of facts, `concepts/facts/<kind>.yml`."""

    title: Annotated[Text, Field(description="The table's name.", examples=["Accelerators"])]
    summary: Annotated[
        Text, Field(description="One sentence that says what the table holds.", examples=["Memory, peak rates and links of GPUs."])
    ]
    fields: Annotated[dict[Name, FactField], Field(description="The columns: name → what it means.")]
    entries: Annotated[dict[FactId, FactEntry], Field(description="The rows: id → its name, source and values.")]


class TagVocabulary(RootModel[dict[Slug, Text]]):
    """The tags that pages may have, `concepts/tags.yml`: each with a line that says what it means."""


class RedirectTable(RootModel[dict[Address, Address]]):
    """The addresses that pages had, `concepts/redirects.yml`: each with the one that the page has now. `fieldguide mv` writes it."""
