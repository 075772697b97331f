"""Pages that try to run or load something: each is reported by the checks, and harmless in a browser when it is built all the same.

An attack is a case (see `sample`): edits of the sample guide, in which ``pwned()`` is what must never run and
``attacker.example`` the host that must never be asked. With the policy taken off, most of them do run: the test can fail.
"""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import build_site, copy_machinery
from fieldguide.cli import main
from playwright.sync_api import Browser, Error, Page, Route
from sample import PAGE, Step, apply, copy_sample, read_case

ATTACKS = sorted((Path(__file__).parent / "attacks").glob("*.txt"))
ADDRESS, ATTACKER = "http://guide.example/guide", "attacker.example"
FEWEST_THAT_RUN = 40
"""Attacks that succeed on a site without a policy; fewer would mean that the test no longer attacks."""

NEVER_BUILT = {"math-with-a-class", "math-with-a-link", "math-with-a-picture"}
"""Attacks that not even a build without checks takes: the converter of formulas knows none of these commands."""

UNCHECKED = """
from pathlib import Path
from fieldguide.load import load_guide

def on_config(config):
    config.extra["guide"], config.extra["settings"] = load_guide(Path(config.config_file_path).parent), b""
    return config
"""
MACHINERY = re.compile(r"site\.\w+\.js of .*/attack-(?:id|heading|class)-")
"""The script of every page, where an attack takes names that are its own; else it is left out, as styles are, for speed."""

OWN_FILES = re.compile(r'<script src="(?:\.\./)*assets/[^"]*" defer></script>|<link rel="stylesheet" href="(?:\.\./)*assets/[^"]*">')
"""What each page loads of the site's own; one request after the other, they would take most of the time."""

TRY_EVERYTHING = """() => {
  const leadsElsewhere = node => {
    const link = node.closest("a")
    return link && /^https?:/.test(new URL(link.href?.baseVal ?? link.href ?? "about:blank", document.baseURI).protocol)
  }
  for (const node of document.querySelectorAll("body *")) {
    for (const name of ["mouseover", "mouseenter", "focus", "toggle", "animationstart", "pointerenter"]) node.dispatchEvent(new Event(name))
    if (node.matches("a, svg a *, math, button, summary") && !leadsElsewhere(node)) {
      try { node.click ? node.click() : node.dispatchEvent(new MouseEvent("click", { bubbles: true })) } catch { }
    }
  }
}"""


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.stem)
def test_an_attack_is_reported_at_its_line(attack: Path, tmp_path: Path, rewrite: bool) -> None:
    root = copy_sample(tmp_path)
    steps, expected = read_case(attack)
    apply(root, steps)
    output = io.StringIO()
    with redirect_stdout(output):
        status = main(["check", str(root)])
    if rewrite:
        head = attack.read_text(encoding="utf-8").partition("-- expect --\n")[0]
        attack.write_text(f"{head}-- expect --\n{output.getvalue()}", encoding="utf-8")
        return
    assert output.getvalue() == expected
    assert status == 1
    assert any(line.startswith(f"{steps[0].path}:{number}:") for line in expected.splitlines() for number in changed_lines(root, steps[0]))


def changed_lines(root: Path, step: Step) -> range:
    """The lines of a file that a step wrote."""
    text = (root / step.path).read_text(encoding="utf-8")
    new = step.text.partition("=>\n")[2] if step.action == "edit" else step.text
    first = text[: text.rindex(new)].count("\n") + 1
    return range(first, first + new.count("\n") + 1)


@pytest.fixture(scope="module")
def forced(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A site with every attack in it, built without checks, and the page that shows each."""
    folder = tmp_path_factory.mktemp("forced")
    root = copy_sample(folder)
    pages = {}
    for number, attack in enumerate(ATTACKS):
        if attack.stem in NEVER_BUILT:
            continue
        steps, _ = read_case(attack)
        if steps[0].path == "references.bib":
            apply(root, steps)
            page = root / PAGE
            citing = page.read_text(encoding="utf-8").replace("[@kwon2023pagedattention, §1]", f"[@{attack.stem}, §1]")
            page.with_stem(f"attack-{attack.stem}").write_text(citing, encoding="utf-8")
            pages[attack.stem] = f"inference-fundamentals/attack-{attack.stem}/"
            continue
        one = copy_sample(folder / str(number))
        apply(one, steps)
        source = Path(steps[0].path)
        if source.name == "tags.yml":
            (root / source).write_bytes((one / source).read_bytes())
            pages[attack.stem] = "tags/"
        else:
            target = source.with_stem(f"attack-{attack.stem}")
            (root / target).write_bytes((one / source).read_bytes())
            pages[attack.stem] = f"{'/'.join(target.with_suffix('').parts[1:])}/"
    copy_machinery(root)
    configuration = (root / "mkdocs.yml").read_text(encoding="utf-8")
    for step in ("refuse_active_html", "verify_site"):
        assert f"  - hooks/{step}.py\n" in configuration
        configuration = configuration.replace(f"  - hooks/{step}.py\n", "")
    (root / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    (root / "hooks" / "check_guide.py").write_text(UNCHECKED, encoding="utf-8")
    result = build_site(root, root / "site", strict=False)
    assert result.returncode == 0, result.stderr
    return root / "site", pages


def succeeded(browser: Browser, forced: tuple[Path, dict[str, str]], *, guarded: bool) -> set[str]:
    """The attacks that ran or asked for something, each on a page of its own, with everything on it clicked and pointed at.

    One window shows them one after the other, but where an attack is just leading it elsewhere: a new one for each takes twice the time.
    """
    site, pages = forced
    context = browser.new_context()
    asked: list[str] = []

    def answer(route: Route) -> None:
        parts = urlsplit(route.request.url)
        asked.extend([route.request.url] if parts.netloc == ATTACKER else [])
        path = site / parts.path.removeprefix("/guide/")
        path = path / "index.html" if path.is_dir() else path
        if (
            parts.netloc != "guide.example"
            or not path.is_file()
            or (path.suffix != ".html" and not MACHINERY.search(f"{parts.path} of {route.request.frame.url}"))
        ):
            route.fulfill(status=404, body="")
            return
        html = path.read_text(encoding="utf-8")
        html = html if MACHINERY.search(f"site.0.js of {route.request.frame.url}") else OWN_FILES.sub("", html)
        html = html if guarded or path.suffix != ".html" else re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", html)
        route.fulfill(body=html, content_type="text/html" if path.suffix == ".html" else "text/javascript")

    context.route("**/*", answer)
    ran: list[str] = []
    context.expose_function("pwned", lambda *given: ran.append("pwned"))
    found: set[str] = set()
    context.on("dialog", lambda dialog: dialog.dismiss())
    page = context.new_page()
    for name, address in pages.items():
        try_everything(page, f"{ADDRESS}/{address}")
        for opened in context.pages:
            if opened != page:
                opened.close()
        try:
            page.goto("about:blank")
        except Error:
            page.close()
            page = context.new_page()
        if ran or asked:
            found.add(name)
        asked.clear()
        ran.clear()
    context.close()
    return found


def try_everything(page: Page, address: str) -> None:
    """Opens a page, points at all that is on it and clicks it; waits for no answer, since what is clicked may lead elsewhere."""
    page.goto(address, wait_until="load")
    page.evaluate(f"() => {{ setTimeout({TRY_EVERYTHING}, 0) }}")
    page.wait_for_timeout(60)


def test_no_attack_succeeds_on_the_site_as_it_is_built(browser: Browser, forced: tuple[Path, dict[str, str]]) -> None:
    assert len(forced[1]) >= 40
    assert succeeded(browser, forced, guarded=True) == set()


def test_the_attacks_are_real(browser: Browser, forced: tuple[Path, dict[str, str]]) -> None:
    found = succeeded(browser, forced, guarded=False)
    print(f"{len(found)} of {len(ATTACKS)} attacks succeed on a site without a policy")
    assert len(found) >= FEWEST_THAT_RUN, sorted(found)
