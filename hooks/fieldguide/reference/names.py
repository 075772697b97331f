"""The authors of a work, as references.bib writes them: ``Last, First``, an organisation in braces."""

from __future__ import annotations

import re

from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts

MOST_AUTHORS, SHOWN_AUTHORS = 20, 10


def author_list(text: str) -> str:
    """The names, joined with ``and``; of more than twenty, the first ten and ``others``."""
    names = [_name(name) for name in split_names(text)]
    if len(names) > MOST_AUTHORS:
        names = [*names[:SHOWN_AUTHORS], "others"]
    return " and ".join(names)


def split_names(text: str) -> list[str]:
    """The names of a list; an ``and`` within braces joins none."""
    names, depth, current = [], 0, ""
    for word in re.split(r"(\s+)", text):
        if word == "and" and depth == 0:
            names.append(current)
            current = ""
            continue
        depth += word.count("{") - word.count("}")
        current += word
    return [" ".join(name.split()) for name in [*names, current] if name.strip()]


def surname(text: str) -> str:
    """The last name of the first author, or an organisation's name."""
    names = split_names(text)
    return names[0].partition(",")[0].strip("{} ") if names else ""


def _name(name: str) -> str:
    if name == "others" or re.fullmatch(r"\{.*\}", name):
        return name
    if " " not in name:
        return f"{{{name}}}"
    try:
        return str(parse_single_name_into_parts(name).merge_last_name_first)
    except InvalidNameError:
        return name
