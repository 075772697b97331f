"""Add a work to references.bib, written as the others are, and print how to cite it.

It is given as BibTeX (the text, a file, or - for the standard input), or as a DOI or an arXiv id, which are looked up over the network.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from datetime import date
from pathlib import Path

from fieldguide.commands.root import guide_at, root_argument
from fieldguide.commands.status import MisuseError, Status
from fieldguide.edit import write_files
from fieldguide.guide import Guide
from fieldguide.reference.bibliography import already_there, faults_of, with_entry
from fieldguide.reference.entry import Entry, EntryError, read_entries, with_free_key
from fieldguide.reference.identifier import doi
from fieldguide.reference.look_up import LookUpError, Registries, look_up
from fieldguide.reread import reread

_LARGEST = 1_000_000


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("work", metavar="WORK", help="BibTeX, a file of it, - for the standard input; a DOI or an arXiv id")
    parser.add_argument("--key", help="the key to give it (default: last name, year and a telling word of the title)")
    root_argument(parser)


def run(options: Namespace, registries: Registries = Registries()) -> Status:  # noqa: B008 - a frozen value
    """Writes the entries that are not there yet."""
    guide = guide_at(options.root)
    known = already_there(guide.bibliography, {"doi": doi(options.work) or "", "eprint": options.work})
    if known and not options.work.lstrip().startswith("@"):
        print(_there(*known))
        return Status.FAULTS
    try:
        entries = read_entries(_bibtex(options.work, registries), date.today())
    except (EntryError, LookUpError) as error:
        raise MisuseError(str(error)) from None
    if options.key and len(entries) > 1:
        raise MisuseError(f"--key names one work, and the text holds {len(entries)}; add them one by one")
    added = []
    status = Status.CLEAN
    for entry in entries:
        named = replace(entry, key=options.key) if options.key else entry
        there = already_there(guide.bibliography, named.fields)
        if there:
            print(_there(*there))
            status = Status.FAULTS
            continue
        guide, named = _add(guide, named, given=bool(options.key))
        added.append(named)
    if added:
        write_files(guide.root, {guide.bibliography.source.path: guide.bibliography.source.text})
    for entry in added:
        left_out = f"\nleft out: {', '.join(entry.left_out)}" if entry.left_out else ""
        print(f"added to references.bib; look it over against the source:\n\n{entry.text}{left_out}\n{_use(entry.key)}")
    return status


def _there(key: str, shared: str) -> str:
    return f"'{key}' has the same {shared} and is in references.bib already; {_use(key)}"


def _use(key: str) -> str:
    return f"cite it with its place: [@{key}, §1] in the text, 'cite: {key}, §1' for a number or a fact"


def _bibtex(work: str, registries: Registries) -> str:
    if work == "-":
        return sys.stdin.read(_LARGEST)
    if work.lstrip().startswith("@"):
        return work
    try:
        with Path(work).open(encoding="utf-8") as file:
            return file.read(_LARGEST)
    except UnicodeDecodeError:
        raise MisuseError(f"the file {work} is not UTF-8; save it as UTF-8") from None
    except (OSError, ValueError):  # no file of that name: an identifier
        pass
    return look_up(work, registries)


def _add(guide: Guide, entry: Entry, *, given: bool) -> tuple[Guide, Entry]:
    """The guide with the entry in its references, and the entry under the key that it has there."""
    references = guide.bibliography.references
    if given and entry.key in references:
        raise MisuseError(f"the key '{entry.key}' is taken by '{references[entry.key].fields.get('title', '')}'; give another")
    entry = entry if given else with_free_key(entry, references)
    text = with_entry(guide.bibliography, entry)
    faults = faults_of(guide, text, entry.key)
    if faults:
        raise MisuseError("nothing was written: " + "; ".join(faults))
    return reread(guide, {guide.bibliography.source.path: text}), entry
