"""The manual that the code writes: complete, true, and the same on every terminal."""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from conftest import ROOT
from fieldguide.checks import FAMILIES
from fieldguide.cli import command_line
from fieldguide.commands import COMMANDS
from fieldguide.commands.schema import MODELS
from fieldguide.documented import DOCUMENTED
from fieldguide.formula import FUNCTIONS, FormulaSyntaxError, parse_formula
from fieldguide.parse.markdown import anchor_of
from fieldguide.render.checks import check_index, check_page, family_title
from fieldguide.render.command_line import command_reference
from fieldguide.render.fields import TITLES, field_reference
from fieldguide.render.formula_reference import GRAMMAR, MEANINGS, unit_reference
from fieldguide.render.manual import TABLES, expand_tables, manual_navigation, manual_pages
from fieldguide.render.navigation import fill_navigation
from fieldguide.render.site_path import SITE
from fieldguide.render.table import code, prose
from fieldguide.schema import Strict
from fieldguide.schemas import SCHEMAS, json_schema, schema_path
from fieldguide.unit import COMPOUNDS, COUNTS, REMEDIES, SYMBOLS, UnitError, parse_unit
from pydantic import TypeAdapter, ValidationError


def options(parser: argparse.ArgumentParser) -> list[str]:
    return [name for action in parser._actions for name in (action.option_strings or [str(action.metavar or action.dest).lower()])]


def subcommands() -> dict[str, argparse.ArgumentParser]:
    commands = next(action for action in command_line()._actions if isinstance(action, argparse._SubParsersAction))
    return dict(commands.choices)


def test_every_command_and_option_is_there() -> None:
    text = command_reference(command_line())
    sections = dict(
        zip(re.findall(r"^## fieldguide (\S+)$", text, re.MULTILINE), re.split(r"^## .*$", text, flags=re.MULTILINE)[1:], strict=True)
    )
    assert list(sections) == list(COMMANDS)
    for name, parser in subcommands().items():
        missing = [option for option in options(parser) if option not in ("-h", "--help") and option not in sections[name].lower()]
        assert not missing, (name, missing)
        assert re.search(rf"^fieldguide {name}(?: .*)?$", sections[name], re.MULTILINE)


def test_every_option_says_what_it_means() -> None:
    for name, parser in subcommands().items():
        for action in parser._actions:
            assert action.help, (name, action.dest)
    assert not re.search(r"^\| .* \|\s+\|$", command_reference(command_line()), re.MULTILINE), "an empty meaning"


def test_the_width_of_the_terminal_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = command_reference(command_line())
    monkeypatch.setenv("COLUMNS", "30")
    assert command_reference(command_line()) == wide


def test_a_command_line_of_every_kind() -> None:
    parser = argparse.ArgumentParser(prog="tool")
    commands = parser.add_subparsers()
    one = commands.add_parser("do", description="Does `a<b>` and a_b.")
    one.add_argument("files", nargs="*", metavar="FILE", help="what to read")
    one.add_argument("-q", "--quiet", action="store_true", help="say 50%% less (default: %(default)s)")
    one.add_argument("--kind", choices=["a", "b"], metavar="KIND", help="which")
    either = one.add_mutually_exclusive_group(required=True)
    either.add_argument("--in", metavar="X", help="in|out")
    either.add_argument("--out", help="out")
    one.add_argument("--hidden", help=argparse.SUPPRESS)
    assert command_reference(parser) == (
        "## tool do\n\nDoes `a<b>` and a&#95;b.\n\n```text\ntool do [-q] [--kind KIND] [--in X | --out OUT] FILE ...\n```\n\n"
        "| Takes | Meaning |\n| --- | --- |\n| `FILE` | what to read |\n| `-q` `--quiet` | say 50% less (default: False) |\n"
        "| `--kind KIND` | which; one of `a`, `b` |\n| `--in X` | in&#124;out |\n| `--out OUT` | out |"
    )


def test_what_stands_in_a_cell() -> None:
    assert code("a|b") == "<code>a&#124;b</code>"
    assert prose("a_b `a_b <c>` *d*") == "a&#95;b `a_b <c>` &#42;d&#42;"


def fields(schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    models = [schema, *schema.get("$defs", {}).values()]
    return [(f"{model['title']}.{name}", field) for model in models for name, field in model.get("properties", {}).items()]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_is_described_with_an_example_that_fits(name: str) -> None:
    for path, field in fields(json_schema(name)):
        assert field.get("description"), path
        model, _, field_name = path.partition(".")
        assert f"`{field_name}`" in field_reference().split(f"## {TITLES[model]}\n")[1].split("\n## ")[0]
        if "$ref" not in str(field):
            assert field.get("examples"), path


def test_the_examples_fit() -> None:
    for field in (field for model in Strict.__subclasses__() for field in model.model_fields.values()):
        for example in field.examples or ():
            adapter: TypeAdapter[Any] = TypeAdapter(field.rebuild_annotation())
            adapter.validate_python(example)
    with pytest.raises(ValidationError):
        TypeAdapter(SCHEMAS["part"].model_fields["number"].rebuild_annotation()).validate_python(100)


def test_the_links_within_the_field_reference_lead_to_headings() -> None:
    text = field_reference()
    headings = {anchor_of(title) for title in re.findall(r"^## (.+)$", text, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= headings
    assert len(headings) == len(TITLES)


def test_schemas_say_where_they_stand() -> None:
    site_url = re.search(r"^site_url: (.*)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert site_url
    assert site_url[1] == SITE
    for name, model in MODELS.items():
        assert schema_path(name) == f"schemas/v1/{name}.json"
        assert json_schema(name, model)["$id"] == f"{SITE}{schema_path(name)}"


def test_every_check_belongs_to_a_family_and_has_a_page() -> None:
    assert {code[0] for code in DOCUMENTED} == set(FAMILIES)
    pages = {page.path: page for page in manual_pages()}
    assert len(pages) == len(DOCUMENTED)
    listed = [path for family in manual_navigation() for paths in family.values() for path in paths]
    assert sorted(listed) == sorted(pages)
    assert [next(iter(family)) for family in manual_navigation()] == [
        family_title(letter) for letter in dict.fromkeys(code[0] for code in DOCUMENTED)
    ]
    for page in pages.values():
        assert (ROOT / page.source).is_file(), page.source


def test_a_check_leads_back_to_its_family() -> None:
    headings = {anchor_of(title) for title in re.findall(r"^## (.+)$", check_index(), re.MULTILINE)}
    for check_code, check in DOCUMENTED.items():
        link = re.search(r"index\.md#([^)]+)\)", check_page(check_code, check))
        assert link
        assert link[1] in headings


def test_tables_stand_where_a_page_asks_for_them() -> None:
    for name in TABLES:
        text = expand_tables(f"a\n\n<!-- {name} -->\n\nb")
        assert text.startswith("a\n\n")
        assert text.endswith("\n\nb")
        assert "<!--" not in text
    assert expand_tables("<!-- others -->") == "<!-- others -->"


def test_lists_are_put_into_a_navigation_wherever_their_word_stands() -> None:
    nav = [{"A": ["a.md", "XS", {"B": ["XS", "b.md"]}]}, "XS", "YS"]
    assert fill_navigation(nav, {"XS": [1, 2]}) == [{"A": ["a.md", 1, 2, {"B": [1, 2, "b.md"]}]}, 1, 2, "YS"]


def test_every_function_has_a_meaning() -> None:
    assert list(MEANINGS) == list(FUNCTIONS)


def derive(rng: random.Random, depth: int = 0) -> str:
    """A formula out of the published grammar, its productions written here as they are there."""
    deep = depth > 3

    def digits() -> str:
        return str(rng.randrange(1, 1000))

    def number() -> str:
        return digits() + rng.choice(["", f".{digits()}"]) + rng.choice(["", f"e{rng.choice(['', '+', '-'])}{rng.randrange(9)}"])

    def atom() -> str:
        kinds: list[Callable[[], str]] = [number, lambda: rng.choice(["a", "kv_heads", "x2"])]
        if not deep:
            kinds += [lambda: f"({derive(rng, depth + 1)})", lambda: f"{rng.choice(['ceil', 'sqrt', 'exp'])}({derive(rng, depth + 1)})"]
            kinds += [lambda: f"{rng.choice(['min', 'max'])}({derive(rng, depth + 2)}, {derive(rng, depth + 2)})"]
        return rng.choice(kinds)()

    def power() -> str:
        return atom() + (f" ** {sign()}" if rng.random() < 0.2 else "")

    def sign() -> str:
        return f"{rng.choice('+-')}{sign()}" if rng.random() < 0.1 else power()

    def product() -> str:
        return "".join([sign(), *(f" {rng.choice('*/')} {sign()}" for _ in range(rng.choice([0, 0, 1])))])

    return "".join([product(), *(f" {rng.choice('+-')} {product()}" for _ in range(rng.choice([0, 0, 1])))])


def test_what_the_grammar_gives_is_a_formula() -> None:
    rng = random.Random(4)
    read = 0
    for _ in range(2000):
        formula = derive(rng)
        if len(formula) <= 400 and formula.count("(") <= 40:
            parse_formula(formula)
            read += 1
    assert read > 1500


@pytest.mark.parametrize(
    "text", ["a // b", "a % b", "a = b", "f(a)", "min()", "ceil(a, b)", "a b", "'a'", "a if b else c", "a < b", "[a]", "a.b"]
)
def test_what_the_grammar_does_not_give_is_none(text: str) -> None:
    with pytest.raises(FormulaSyntaxError):
        parse_formula(text)


def test_the_grammar_names_what_it_uses() -> None:
    defined = set(re.findall(r"^(\w+) +=", GRAMMAR, re.MULTILINE))
    assert defined == {"formula", "sum", "product", "sign", "power", "atom", "number", "name", "function"}
    assert all(f'"{name}"' in GRAMMAR for name in FUNCTIONS)


def test_every_unit_is_there_and_is_one() -> None:
    text = unit_reference()
    for unit in (*SYMBOLS, *COMPOUNDS, *COUNTS):
        assert f"`{unit}`" in text
        parse_unit(unit)
    for row in re.findall(r"^\| `(\S+)` \| [^|]+ \| ([^|]+) \|", text, re.MULTILINE):
        for prefix in re.findall(r"`(\S+?)`", row[1]):
            assert parse_unit(f"{prefix}{row[0]}").dimension == parse_unit(row[0]).dimension
    for wrong in REMEDIES:
        with pytest.raises(UnitError):
            parse_unit(wrong)
