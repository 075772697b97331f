"""The real site as files: addresses, order, edit links, what the front matter becomes; and builds that fail."""

from __future__ import annotations

import filecmp
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from conftest import ROOT, build_site, copy_machinery
from fieldguide.checks import CHECKS
from fieldguide.commands import COMMANDS
from fieldguide.formula import parse_formula
from fieldguide.guide import Guide
from fieldguide.load import load_guide
from fieldguide.render.formula import formula_mathml
from fieldguide.schemas import SCHEMAS, json_schema, schema_path
from sample import PAGE, copy_sample


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(ROOT)


def html_of(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def article(html: str) -> str:
    """The text of a page's article, without tags."""
    found = re.search(r"<article.*</article>", html, re.DOTALL)
    assert found
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</?a\b[^>]*>", "", found[0]))))


def test_two_builds_are_the_same_to_the_byte(site: Path, tmp_path: Path) -> None:
    result = build_site(ROOT, tmp_path / "site")
    assert result.returncode == 0, result.stderr

    def differences(comparison: filecmp.dircmp[str]) -> Iterator[str]:
        yield from (*comparison.left_only, *comparison.right_only)
        _, different, unread = filecmp.cmpfiles(comparison.left, comparison.right, comparison.common_files, shallow=False)
        yield from (*different, *unread)
        for inner in comparison.subdirs.values():
            yield from differences(inner)

    assert not list(differences(filecmp.dircmp(site, tmp_path / "site")))


def test_every_concept_stands_at_its_part_and_slug(site: Path, guide: Guide) -> None:
    for slug, page in guide.concepts.items():
        assert page.concept
        text = article(html_of(site, f"{page.folder}/{slug}"))
        assert page.concept.title in text
        assert page.concept.summary in text
        assert all(alias in text for alias in page.concept.aliases)


def test_key_numbers_show_value_formula_and_inputs(site: Path, guide: Guide) -> None:
    for (slug, number_id), number in guide.numbers.items():
        html = html_of(site, f"{number.page.folder}/{slug}")
        assert f'<span id="{number_id}" ' in html
        text = article(html).replace("\u00a0", " ")
        assert number.meta.name in text
        assert number.meta.value in text
        if number.meta.formula:
            assert formula_mathml(parse_formula(number.meta.formula)) in html
            assert all(f"{item.name.replace('_', ' ')} = " in text for item in number.inputs)
        else:
            assert number.meta.kind
            assert number.meta.kind in text


def test_relations_and_backlinks_show_their_reasons(site: Path, guide: Guide) -> None:
    for slug, page in guide.concepts.items():
        assert page.concept
        text = article(html_of(site, f"{page.folder}/{slug}"))
        reasons = [*page.concept.related.values(), *(why for _, why in guide.backlinks.get(slug, ()))]
        assert all(" ".join(why.split()) in text for why in reasons)


def test_previous_and_next_follow_the_guide(site: Path, guide: Guide) -> None:
    order = [f"{part.slug}/{slug}" for part in guide.parts for slug in ("", *part.meta.concepts)]
    for here, following in pairwise(order):
        footer = re.search(r'<a href="([^"]+)" class="md-footer__link md-footer__link--next"', html_of(site, here))
        assert footer, here
        target = os.path.normpath(f"{here}/{footer[1]}")
        assert target == os.path.normpath(following)


def test_edit_and_view_links_lead_to_the_file(site: Path, guide: Guide) -> None:
    for path, address in [
        *((page.path, f"{page.folder}/{slug}") for slug, page in guide.concepts.items()),
        *((part.page.path, part.slug) for part in guide.parts),
        *((file.source.path, f"facts/{file.kind}") for file in guide.fact_files),
    ]:
        links = re.findall(r'<a href="([^"]+)"[^>]*class="md-content__button', html_of(site, address))
        source = "https://github.com/llm-engineering-field-guide/guide"
        assert links == [f"{source}/edit/main/{path}", f"{source}/raw/main/{path}", f"../{address.rpartition('/')[2]}.md"]


def test_every_reference_is_listed_with_the_pages_that_cite_it(site: Path, guide: Guide) -> None:
    html = html_of(site, "references")
    for key in guide.bibliography.references:
        entry = re.search(rf'<dt><span id="{key}"></span>(.*?)</dt>\s*<dd>(.*?)</dd>', html, re.DOTALL)
        assert entry, key
        assert len(entry[1]) > 30
        assert '<a href="../' in entry[2]


def test_every_tag_lists_its_pages(site: Path, guide: Guide) -> None:
    text = html_of(site, "tags")
    for page in guide.concept_pages:
        for tag in page.concept.tags if page.concept else ():
            section = re.search(rf'<h2 id="tag:{tag}">.*?(?=<h2|\Z)', text, re.DOTALL)
            assert section, tag
            assert f'href="../{page.folder}/{page.slug}/"' in section[0]


def test_every_fact_is_in_its_table(site: Path, guide: Guide) -> None:
    for file in guide.fact_files:
        html = html_of(site, f"facts/{file.kind}")
        assert all(f'<span id="{fact.id}" ' in html for fact in file.facts)


def test_a_fact_without_a_unit_stands_as_it_is_written(site: Path) -> None:
    assert re.search(r'<span id="h100-sxm\.released"[^>]*>2022</span>', html_of(site, "facts/accelerators"))
    assert re.search(r'<span id="bf16\.smallest_normal"[^>]*>1\.1754944e-38</span>', html_of(site, "facts/formats"))


def test_every_check_has_a_page_and_keeps_its_old_anchor(site: Path) -> None:
    index = html_of(site, "contributing/checks")
    for code, check in CHECKS.items():
        address = check.name.replace("_", "-")
        row = re.search(rf'<span id="{code.lower()}"></span>{code}.*?</tr>', index, re.DOTALL)
        assert row, code
        assert f'href="{address}/"' in row[0]
        page = html_of(site, f"contributing/checks/{address}")
        assert re.findall(r'<h2 id="([a-z]+)">', page) == ["why", "wrong", "right"]
        assert f"edit/main/hooks/fieldguide/checks/{check.name}.py" in page
        shown = "".join(article(page).split())
        assert check.find.__doc__
        assert "".join(check.find.__doc__.replace("`", "").split()) in shown
        assert f"{code}·" in shown
        examples = re.findall(r"^```.*?\n(.*?)^```", check.documentation, re.DOTALL | re.MULTILINE)
        assert all("".join(line.split()) in shown for example in examples for line in example.splitlines()), code


def test_the_manual_is_written_out_of_the_code(site: Path) -> None:
    for address in ("checks", "front-matter", "command-line", "formulas-and-units"):
        html = html_of(site, f"contributing/{address}")
        assert not re.search(r"<!-- (?:checks|commands|fields|schemas|grammar|units) -->", html)
        assert f"edit/main/docs/contributing/{'checks/index' if address == 'checks' else address}.md" in html
    commands = article(html_of(site, "contributing/command-line"))
    for name in COMMANDS:
        assert f"fieldguide {name}" in commands
    for name in SCHEMAS:
        served = json.loads((site / schema_path(name)).read_text(encoding="utf-8"))
        assert served == json_schema(name)
        assert f'href="../../{schema_path(name)}"' in html_of(site, "contributing/front-matter")


def test_no_page_loads_anything_from_another_host(site: Path) -> None:
    loading = re.compile(
        r'<(?:script|img|iframe|source|video|audio|embed)\b[^>]*\ssrc="(?:https?:)?//|<link\b(?![^>]*rel="canonical")[^>]*\shref="(?:https?:)?//'
    )
    for path in site.rglob("*.html"):
        assert not loading.search(path.read_text(encoding="utf-8")), path
    for path in (*site.rglob("*.css"),):
        assert not re.search(r"url\(\s*['\"]?(?:https?:)?//|@import", path.read_text(encoding="utf-8")), path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The sample guide with all that builds its site."""
    root = copy_sample(tmp_path)
    copy_machinery(root)
    return root


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("strict", [True, False])
def test_a_fault_fails_the_build_and_leaves_the_last_site(other: Path, strict: bool) -> None:
    assert build_site(other, other / "site").returncode == 0
    before = contents(other / "site")
    page = other / PAGE
    page.write_text(page.read_text(encoding="utf-8").replace("value: 128 KiB", "value: 129 KiB"), encoding="utf-8")
    result = build_site(other, other / "site", strict=strict)
    assert result.returncode == 1
    assert f"{PAGE}:14:12: N007 the formula gives 128 KiB, not 129 KiB; write 128 KiB" in result.stderr
    assert "Traceback" not in result.stderr
    assert contents(other / "site") == before


def test_two_builds_at_once_both_end_well(other: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    builds = [
        subprocess.Popen(command, cwd=other, stderr=subprocess.PIPE, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}) for _ in range(2)
    ]
    errors = [build.communicate()[1].decode() for build in builds]
    assert ([build.returncode for build in builds], errors) == ([0, 0], ["", ""])
    assert (other / "site" / "index.html").is_file()
    assert not (other / ".site-building").exists()


def test_a_warning_fails_the_strict_build_alone(other: Path) -> None:
    page = other / PAGE
    page.write_text(
        page.read_text(encoding="utf-8").replace("past tokens [@kwon2023pagedattention, §1]", "past tokens [@kwon2023pagedattention]"),
        encoding="utf-8",
    )
    assert build_site(other, other / "site", strict=False).returncode == 0
    assert build_site(other, other / "site").returncode == 1


def test_a_build_that_breaks_while_it_writes_leaves_the_last_site(other: Path) -> None:
    assert build_site(other, other / "site").returncode == 0
    before = contents(other / "site")
    (other / "overrides" / "main.html").write_text(
        '{% extends "base.html" %}{% block content %}{{ nothing.at.all }}{% endblock %}', encoding="utf-8"
    )
    assert build_site(other, other / "site").returncode != 0
    assert contents(other / "site") == before


def test_two_files_for_one_page_are_refused(other: Path) -> None:
    (other / "docs" / "inference-fundamentals").mkdir()
    (other / "docs" / "inference-fundamentals" / "kv-cache.md").write_text("# Another\n", encoding="utf-8")
    result = build_site(other, other / "site")
    assert result.returncode == 1
    assert "docs/inference-fundamentals/kv-cache.md and concepts/inference-fundamentals/kv-cache.md would be one page" in result.stderr


def test_the_served_site_follows_its_sources(other: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/guide"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    edits = [
        (PAGE, "The KV cache keeps", "The cache of keys keeps", "inference-fundamentals/kv-cache/"),
        ("concepts/facts/accelerators.yml", "name: NVIDIA H100 SXM", "name: NVIDIA H100 SXM5", "facts/accelerators/"),
        ("concepts/tags.yml", "memory: What is stored", "memory: What lies stored", "tags/"),
        ("references.bib", "Efficient Memory Management", "Sparing Memory Management", "references/"),
    ]
    with (other / "log").open("w") as log, subprocess.Popen(command, cwd=other, stdout=log, stderr=log) as server:
        try:
            assert "kv cache keeps" in fetch_until(f"{address}/{edits[0][3]}", "KV cache keeps")
            for path, old, new, page in edits:
                text = (other / path).read_text(encoding="utf-8")
                assert old in text, path
                (other / path).write_text(text.replace(old, new), encoding="utf-8")
                expected = new.split(": ")[-1]
                assert expected.casefold() in fetch_until(f"{address}/{page}", expected), (other / "log").read_text()
        finally:
            server.terminate()


def fetch_until(address: str, wanted: str, seconds: float = 40) -> str:
    """The page, lower-cased, once it holds ``wanted``, or as it stands when time has run out."""
    text, end = "", time.monotonic() + seconds
    while wanted.casefold() not in text and time.monotonic() < end:
        try:
            with urlopen(address, timeout=5) as answer:
                text = answer.read().decode().casefold()
        except (URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.2)
    return text
