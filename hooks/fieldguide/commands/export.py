"""Print one of the guide's datasets, as the site publishes it under api/."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from fieldguide.commands.root import guide_at, root_argument
from fieldguide.commands.status import MisuseError, Status
from fieldguide.export.datasets import DATASETS, dataset_json, json_text
from fieldguide.export.tables import TABULAR, dataset_csv


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("dataset", choices=list(DATASETS), help="what to print")
    parser.add_argument("--format", choices=["json", "csv"], default="json", help=f"csv is for {' and '.join(TABULAR)} (default: json)")
    parser.add_argument("--site-url", default="", help="the site's address, put before every address (default: none)")
    root_argument(parser)


def run(options: Namespace) -> Status:
    """Prints the dataset."""
    dataset = DATASETS[options.dataset]
    if options.format == "csv" and dataset.name not in TABULAR:
        raise MisuseError(f"{dataset.name} is no table; CSV is for {' and '.join(TABULAR)}")
    records = list(dataset.records(guide_at(options.root), options.site_url))
    if options.format == "csv":
        print(dataset_csv(dataset, records), end="")
    else:
        print(json_text(dataset_json(dataset, records, options.site_url)).decode(), end="")
    return Status.CLEAN
