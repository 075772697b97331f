"""Learning paths → Markdown: each path's page, the list of all, and what a concept's page says of the paths that it is on."""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.guide import Guide
from fieldguide.page import Page
from fieldguide.reading_path import ReadingPath, assumed, minutes, reading_paths
from fieldguide.render.site_path import site_link
from fieldguide.render.table import cell, unbroken
from fieldguide.schema import PathMeta, PathStage, PathStep

_NOTE = '<div class="progress-note"></div>'
"""Where the browser says what it keeps of a reader's progress."""


def render_path(guide: Guide, page: Page, meta: PathMeta, text: str) -> str:
    """The Markdown of a path's page; ``text`` is what its author wrote below the front matter."""
    path = ReadingPath(page, meta)
    blocks = [f"# {meta.title}", f"{meta.summary}\n{{ .summary }}", _extent(guide, path), text.strip()]
    number = 1
    for stage in meta.stages:
        steps = [step for step in stage.steps if step.concept in guide.concepts]
        blocks.append(f"## {stage.title}")
        blocks += [_step(guide, path, step, n) for n, step in enumerate(steps, number)]
        blocks.append(_exercise(guide, page, stage))
        number += len(steps)
    blocks.append(_NOTE)
    return "\n\n".join(block for block in blocks if block) + "\n"


def path_list(guide: Guide, page: Page) -> str:
    """Every path as a card."""
    cards = [
        f"-   **[{path.meta.title}]({site_link(page.path, path.page.path)})**\n\n    {path.meta.summary}\n\n    {_extent(guide, path)}"
        for path in reading_paths(guide)
    ]
    return '<div class="grid cards" markdown="1">\n\n' + "\n\n".join(cards) + f"\n\n</div>\n\n{_NOTE}"


def paths_through(guide: Guide, page: Page) -> str:
    """The paths that a concept is on, and what comes next on each."""
    lines = []
    for path in reading_paths(guide):
        slugs = path.slugs
        if page.slug not in slugs:
            continue
        at = slugs.index(page.slug)
        following = next((slug for slug in slugs[at + 1 :] if slug in guide.concepts), None)
        next_step = f"next is {_link(guide, page, following)}" if following else "the last"
        lines.append(f"- [{path.meta.title}]({site_link(page.path, path.page.path)}): step {at + 1} of {len(slugs)}; {next_step}")
    return "\n".join(lines)


def _extent(guide: Guide, path: ReadingPath) -> str:
    """How much there is to read, and the concepts, for the browser to count what was read."""
    pages = [guide.concepts[slug] for slug in path.slugs if slug in guide.concepts]
    total = sum(map(minutes, pages))
    time = f"{total} minutes" if total < 100 else f"{round(total / 60)} hours"
    count = f"{len(pages)} page{'s' * (len(pages) != 1)}"
    return f'<span class="extent" data-steps="{" ".join(page.slug for page in pages)}">{count}, about {time} of reading</span>'


def _step(guide: Guide, path: ReadingPath, step: PathStep, number: int) -> str:
    target = guide.concepts[step.concept]
    address = site_link(path.page.path, target.path)
    title, summary = (target.concept.title, target.concept.summary) if target.concept else (step.concept, "")
    head = f'[{title}]({address}){{ .step data-step="{step.concept}" }} <span class="minutes">{minutes(target)} min</span>'
    lines = [head, f"{cell(step.why)}\n{{ .why }}", f"{cell(summary)}\n{{ .about-step }}" if summary else "", *_assumed(guide, path, step)]
    item = "\n\n".join(line for line in lines if line).replace("\n", "\n    ").replace("\n    \n", "\n\n")
    return f"{number}.".ljust(4) + item


def _assumed(guide: Guide, path: ReadingPath, step: PathStep) -> Iterator[str]:
    links = [_link(guide, path.page, slug) for slug in assumed(guide, path, step.concept)]
    if links:
        yield f"Assumes: {', '.join(links)}.\n{{ .about-step }}"


def _exercise(guide: Guide, page: Page, stage: PathStage) -> str:
    """What to do with a stage: its own exercise, the pages' questions, the numbers to recompute."""
    if not stage.exercise and not stage.recompute:
        return ""
    asked = [slug for slug in (step.concept for step in stage.steps) if "check-yourself" in guide.headings(_path(guide, slug))]
    questions = ", ".join(_link(guide, page, slug, "check-yourself") for slug in asked)
    lines = [f"- Answer the questions of {questions}." if asked else "", f"- {cell(stage.exercise)}" if stage.exercise else ""]
    for name in stage.recompute:
        slug, _, number_id = name.partition("#")
        number = guide.numbers.get((slug, number_id))
        if number:
            shown = f"[{unbroken(number.meta.value)}]({site_link(page.path, number.page.path, number_id)}){{ .number }}"
            lines.append(f"- Work out by hand: {cell(number.meta.name)}. The page says {shown}.")
    listed = "\n".join(line for line in lines if line)
    return f'<div class="exercise" markdown="1">\n\n**Exercises**\n\n{listed}\n\n</div>'


def _path(guide: Guide, slug: str) -> str:
    return guide.concepts[slug].path if slug in guide.concepts else ""


def _link(guide: Guide, page: Page, slug: str, fragment: str = "") -> str:
    target = guide.concepts[slug]
    title = target.concept.title if target.concept else slug
    return f"[{title}]({site_link(page.path, target.path, fragment)})"
