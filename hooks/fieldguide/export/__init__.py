"""The guide → data files: JSON and CSV, each with its schema, under ``api/`` of the site."""

from __future__ import annotations

from msgspec.msgpack import Decoder, encode

from fieldguide.export.datasets import DATASETS, Dataset, dataset_json, dataset_schema, json_text
from fieldguide.export.tables import TABULAR, csv_metadata, dataset_csv
from fieldguide.guide import Guide
from fieldguide.keep import keep

_decoder = Decoder(dict[str, bytes])


def data_files(guide: Guide, site_url: str) -> dict[str, bytes]:
    """Each data file, in UTF-8, by its path on the site; ``site_url`` is the site's address, with a slash at its end, or empty."""
    made_of = {name: (guide.outline, site_url, name) for name in DATASETS}
    made = keep(guide.store, "dataset", made_of, lambda name: encode(_files(DATASETS[name], guide, site_url)), 1)
    return dict(sorted((f"api/{name}", data) for files in made.values() for name, data in _decoder.decode(files).items()))


def _files(dataset: Dataset, guide: Guide, site_url: str) -> dict[str, bytes]:
    records = list(dataset.records(guide, site_url))
    files = {
        f"{dataset.name}.json": json_text(dataset_json(dataset, records, site_url)),
        f"{dataset.name}.schema.json": json_text(dataset_schema(dataset, site_url)),
    }
    if dataset.name in TABULAR:
        files[f"{dataset.name}.csv"] = dataset_csv(dataset, records).encode()
        files[f"{dataset.name}.csv-metadata.json"] = json_text(csv_metadata(dataset))
    return files
