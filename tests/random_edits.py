"""Edits of a generated guide as contributors make them, at random; each leaves the guide without a fault, or is taken back."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path

from fieldguide.checks import check_guide
from fieldguide.cli import main
from fieldguide.load import load_guide

KEPT = ("concepts", "docs", "overrides", "references.bib", "mkdocs.yml")
"""What edits change, beneath the root."""

_ATTEMPTS = 3
"""How often a kind of edit is tried again in its round."""

_WORDS = ("batch", "cache", "decode", "kernel", "memory", "prefill", "scheduler", "token")


class RandomEdits:
    """An endless series of edits of the guide at ``root``, the same from the same seed."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.chance, self.count = root, random.Random(seed), 0
        self.kinds: dict[str, Callable[[], None]] = {
            name.removeprefix("_edit_"): getattr(self, name) for name in sorted(vars(type(self))) if name.startswith("_edit_")
        }

    def __iter__(self) -> Iterator[str]:
        """Makes edit after edit, every kind equally often; gives the name of its kind."""
        while True:
            kinds = self.chance.sample(sorted(self.kinds), len(self.kinds))
            for kind in kinds:
                self.count += 1
                if self._made(kind):
                    yield kind
                elif kinds.count(kind) <= _ATTEMPTS:
                    kinds.append(kind)  # once the others are made: what is to be deleted must be added first

    def _made(self, kind: str) -> bool:
        before = self._files()
        self.kinds[kind]()
        after = self._files()
        if after != before and not check_guide(load_guide(self.root)):
            return True
        for path in after.keys() - before.keys():
            path.unlink()
        for path in before:
            if after.get(path) != before[path]:
                path.write_bytes(before[path])
        return False

    def _files(self) -> dict[Path, bytes]:
        paths = (path for name in KEPT for path in (self.root / name, *(self.root / name).rglob("*")))
        return {path: path.read_bytes() for path in paths if path.is_file()}

    def _pages(self) -> list[Path]:
        return sorted(path for path in (self.root / "concepts").glob("part-*/*.md") if path.name != "index.md")

    def _page(self) -> Path:
        return self.chance.choice(self._pages())

    def _prose(self, words: int) -> str:
        return " ".join([*self.chance.choices(_WORDS, k=words - 1), str(self.count)])

    def _replace(self, path: Path, pattern: str, by: str) -> None:
        """Replaces one match of a pattern, any of them."""
        text = path.read_text(encoding="utf-8")
        found = list(re.finditer(pattern, text, re.MULTILINE))
        if found:
            match = self.chance.choice(found)
            path.write_text(text[: match.start()] + match.expand(by) + text[match.end() :], encoding="utf-8")

    def _mend(self) -> None:
        """Lets the engine write the values that follow from a change."""
        with redirect_stdout(io.StringIO()):
            main(["check", str(self.root), "--unsafe-fixes"])

    def _edit_text(self) -> None:
        self._replace(self._page(), r"^## (How it works|In practice|Check yourself)\n\n", rf"\g<0>A {self._prose(9)}.\n\n")

    def _edit_heading(self) -> None:
        self._replace(self._page(), r"^### .*$", f"### {self._prose(3).capitalize()}")

    def _edit_title(self) -> None:
        self._replace(self._page(), r"^title: .*$", f"title: {self._prose(2).capitalize()}")

    def _edit_summary(self) -> None:
        self._replace(self._page(), r"^summary: .*$", f"summary: {self._prose(12)}")

    def _edit_alias(self) -> None:
        self._replace(self._page(), r"^aliases: \[.*?, ", f"aliases: [KV{self.count}, ")

    def _edit_tag(self) -> None:
        """Takes the tag that all pages have from one, or gives it back."""
        page = self._page()
        old, new = ("tag-0, ", "") if "[tag-0, " in page.read_text(encoding="utf-8") else ("", "tag-0, ")
        self._replace(page, rf"^tags: \[{old}", f"tags: [{new}")

    def _edit_reason(self) -> None:
        self._replace(self._page(), r"^(  concept-\d+|  moved-\d+): .*$", rf"\1: {self._prose(10)}")

    def _edit_relation(self) -> None:
        other = self._page().stem
        self._replace(self._page(), r"^related:\n(  [a-z]+-\d+: .*\n)*", rf"related:\n  {other}: {self._prose(10)}\n")

    def _edit_number(self) -> None:
        self._replace(self._page(), r"value: 2\.\d ×$", f"value: 2.{self.chance.randint(0, 9)} ×")

    def _edit_fact(self) -> None:
        self._replace(self.root / "concepts/facts/models.yml", r"layers: \d+$", f"layers: {2 * self.chance.randint(8, 64)}")
        self._mend()

    def _edit_reference(self) -> None:
        self._replace(self.root / "references.bib", r"title = \{A .*\}", f"title = {{A {{Title}}: {self._prose(6)}}}")

    def _edit_rename(self) -> None:
        with redirect_stdout(io.StringIO()):
            main(["mv", self._page().stem, f"moved-{self.count:04}", "--root", str(self.root)])

    def _edit_addition(self) -> None:
        page = self._page()
        slug = f"concept-{9000 + self.count}"
        text = page.read_text(encoding="utf-8")
        text = re.sub(r"^title: .*$", f"title: New {self.count}", text, count=1, flags=re.MULTILINE)
        text = re.sub(r"^aliases: .*$", f"aliases: [new {self.count}]", text, count=1, flags=re.MULTILINE)
        text = re.sub(r"^summary: .*$", f"summary: {self._prose(12)}", text, count=1, flags=re.MULTILINE)
        page.with_name(f"{slug}.md").write_text(text, encoding="utf-8")
        self._replace(page.with_name("index.md"), r"^(concepts: \[.*)\]$", rf"\1, {slug}]")

    def _edit_deletion(self) -> None:
        """Of a page that nothing leads to: one that was added."""
        added = [page for page in self._pages() if page.stem.startswith("concept-9")]
        if added:
            page = self.chance.choice(added)
            page.unlink()
            self._replace(page.with_name("index.md"), rf", {page.stem}\b", "")

    def _edit_home(self) -> None:
        self._replace(self.root / "docs/index.md", r"\Z", f"\n{self._prose(5).capitalize()}.\n")

    def _edit_template(self) -> None:
        self._replace(self.root / "overrides/404.html", r"<h1>.*</h1>", f"<h1>{self._prose(3)}</h1>")

    def _edit_configuration(self) -> None:
        self._replace(self.root / "mkdocs.yml", r"^copyright: .*$", f"copyright: {self._prose(4)}")
