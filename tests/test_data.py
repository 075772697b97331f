"""The guide as data: every file fits its published schema, identifiers are unique, and the values are the pages' own."""

from __future__ import annotations

import csv
import io
import json
import logging
import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from conftest import ROOT
from csvw import CSVW
from fieldguide.cli import main
from fieldguide.export import data_files
from fieldguide.export.datasets import DATASETS
from fieldguide.export.tables import TABULAR
from fieldguide.guide import Guide
from fieldguide.load import load_guide
from jsonschema import Draft202012Validator

SITE = "https://example.org/guide/"


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(ROOT)


@pytest.fixture(scope="module")
def files(guide: Guide) -> dict[str, str]:
    return {path: data.decode() for path, data in data_files(guide, SITE).items()}


@pytest.mark.parametrize("name", DATASETS)
def test_a_dataset_fits_its_schema(name: str, files: dict[str, str]) -> None:
    schema = json.loads(files[f"api/{name}.schema.json"])
    Draft202012Validator.check_schema(schema)
    data = json.loads(files[f"api/{name}.json"])
    assert data["$schema"] == schema["$id"] == f"{SITE}api/{name}.schema.json"
    assert data["items"]
    assert list(Draft202012Validator(schema).iter_errors(data)) == []


@pytest.mark.parametrize("name", DATASETS)
def test_a_schema_refuses_a_record_with_a_field_missing_or_too_many(name: str, files: dict[str, str]) -> None:
    validator = Draft202012Validator(json.loads(files[f"api/{name}.schema.json"]))
    data = json.loads(files[f"api/{name}.json"])
    first = data["items"][0]
    for broken in ({**first, "more": 1}, dict(list(first.items())[1:])):
        assert not validator.is_valid({**data, "items": [broken]})


@pytest.mark.parametrize("name", [name for name in DATASETS if name != "relations"])
def test_identifiers_are_unique(name: str, files: dict[str, str]) -> None:
    ids = [item["id"] for item in json.loads(files[f"api/{name}.json"])["items"]]
    assert len(ids) == len(set(ids))


def test_every_key_number_is_there_with_its_value_and_its_page(guide: Guide, files: dict[str, str]) -> None:
    items = {item["id"]: item for item in json.loads(files["api/numbers.json"])["items"]}
    assert set(items) == {f"{slug}#{number}" for slug, number in guide.numbers}
    for (slug, number_id), number in guide.numbers.items():
        item = items[f"{slug}#{number_id}"]
        assert item["value"] == number.meta.value
        assert item["address"] == f"{SITE}{number.page.folder}/{slug}/#{number_id}"
        assert item["address"] in item["citation"]
        assert (item["computed"] is not None) == (item["kind"] == "computed")
        if item["computed"] is not None:
            assert number.stated
            assert abs(item["computed"] - item["low"]) <= float(number.stated.step) * 0.5000001


def test_what_a_record_refers_to_exists(files: dict[str, str]) -> None:
    data = {name: json.loads(files[f"api/{name}.json"])["items"] for name in DATASETS}
    known = {name: {item["id"] for item in data[name]} for name in DATASETS if name != "relations"}
    for number in data["numbers"]:
        assert number["concept"] in known["concepts"]
        assert number["part"] in known["parts"]
        assert set(number["tags"]) <= known["tags"]
        assert {item["fact"] for item in number["inputs"]} <= {None, *known["facts"]}
        assert {item["number"] for item in number["inputs"]} <= {None, *known["numbers"]}
    for record in (*data["numbers"], *data["facts"]):
        assert {citation["key"] for citation in record["citations"]} <= known["references"]
    for relation in data["relations"]:
        assert {relation["source"], relation["target"]} <= known["concepts"]
    for reference in data["references"]:
        assert all((ROOT / path).is_file() for path in reference["cited_by"])
        assert "{" not in reference["title"] + "".join(reference["authors"])


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize("name", TABULAR)
def test_a_table_fits_its_metadata_and_says_what_the_json_says(name: str, files: dict[str, str], served: tuple[Path, str]) -> None:
    folder, address = served
    for ending in ("csv", "csv-metadata.json"):
        (folder / f"{name}.{ending}").write_text(files[f"api/{name}.{ending}"], encoding="utf-8", newline="")
    logging.getLogger("csvw").setLevel(logging.CRITICAL)
    table = CSVW(f"{address}/{name}.csv-metadata.json", validate=True)
    assert table.is_valid
    assert not table.warnings
    rows = list(csv.DictReader(io.StringIO(files[f"api/{name}.csv"])))
    items = json.loads(files[f"api/{name}.json"])["items"]
    assert [row["id"] for row in rows] == [item["id"] for item in items]
    for row, item in zip(rows, items, strict=True):
        assert row["value"] == item["value"]
        assert row["low"] == ("" if item["low"] is None else str(item["low"]))


def test_the_metadata_refuses_a_word_where_a_number_belongs(files: dict[str, str], served: tuple[Path, str]) -> None:
    folder, address = served
    (folder / "facts.csv-metadata.json").write_text(files["api/facts.csv-metadata.json"], encoding="utf-8")
    (folder / "facts.csv").write_text(files["api/facts.csv"].replace(",80.0,", ",eighty,", 1), encoding="utf-8", newline="")
    logging.getLogger("csvw").setLevel(logging.CRITICAL)
    table = CSVW(f"{address}/facts.csv-metadata.json", validate=True)
    assert not table.is_valid or table.warnings


def test_the_command_prints_what_the_site_publishes(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "facts", "--root", str(ROOT), "--site-url", SITE]) == 0
    assert capsys.readouterr().out == files["api/facts.json"]
    assert main(["export", "numbers", "--root", str(ROOT), "--format", "csv", "--site-url", SITE]) == 0
    assert capsys.readouterr().out.splitlines() == files["api/numbers.csv"].splitlines()


def test_the_command_refuses_a_table_of_what_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "concepts", "--root", str(ROOT), "--format", "csv"]) == 2
    assert capsys.readouterr().err == "fieldguide: concepts is no table; CSV is for numbers and facts\n"


def test_the_site_publishes_every_file(site: Path) -> None:
    for name in ("numbers", "facts"):
        assert json.loads((site / "api" / f"{name}.json").read_text(encoding="utf-8"))["items"]
        assert (site / "api" / f"{name}.csv-metadata.json").is_file()
    page = (site / "data" / "index.html").read_text(encoding="utf-8")
    linked = re.findall(r'href="\.\./api/([^"]+)"', page)
    assert set(linked) == {path.name for path in (site / "api").iterdir()}
