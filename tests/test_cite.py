"""`fieldguide cite`: entries of others written the guide's way, put in their place once, and never a broken file."""

from __future__ import annotations

import io
import threading
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from fieldguide.checks import check_guide
from fieldguide.cli import main
from fieldguide.commands import cite
from fieldguide.commands.status import MisuseError
from fieldguide.load import load_guide
from fieldguide.reference.look_up import Registries
from sample import copy_sample

TODAY = date(2026, 11, 28)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_sample(tmp_path)


NEW = "@misc{x, author={Dao, Tri}, title={FlashAttention: Fast}, year={2022}, eprint={2205.14135}, archiveprefix={arXiv}}"


def test_a_work_is_added_once_and_passes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (root / "references.bib").read_text(encoding="utf-8")
    assert main(["cite", NEW, "--root", str(root)]) == 0
    printed = capsys.readouterr().out
    assert "[@dao2022flashattention, §1]" in printed
    text = (root / "references.bib").read_text(encoding="utf-8")
    assert text.startswith(before.rstrip())
    assert [diagnostic.code for diagnostic in check_guide(load_guide(root))] == ["C004"], "it is not cited yet, and that is all"
    for again in (NEW, "arXiv:2205.14135v3", "https://arxiv.org/abs/2205.14135", NEW.replace("eprint={2205.14135}", "doi={10.1000/x}")):
        assert main(["cite", again, "--root", str(root)]) == 1
        assert "'dao2022flashattention' has the same " in capsys.readouterr().out
    assert (root / "references.bib").read_text(encoding="utf-8") == text


def test_in_a_sorted_file_the_entry_stands_at_its_place(root: Path) -> None:
    path = root / "references.bib"
    entries = sorted(path.read_text(encoding="utf-8").split("\n\n"), key=lambda text: text.split("{")[1])
    path.write_text("\n\n".join(entry.strip() for entry in entries) + "\n", encoding="utf-8")
    for key in ("aaa2020x", "kwon2023other", "zzz2020x"):
        assert (
            main(["cite", NEW.replace("2205.14135", f"2205.{ord(key[0]):05}").replace("Fast", key), "--key", key, "--root", str(root)]) == 0
        )
    keys = list(load_guide(root).bibliography.references)
    assert keys == sorted(keys)
    assert len(keys) == 6
    assert "}\n@" not in path.read_text(encoding="utf-8")


def test_a_key_that_is_taken_gets_a_letter(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = NEW.replace("2205.14135", "2205.99999").replace("Fast", "Faster")
    assert main(["cite", f"{NEW}\n{other.replace('{x,', '{y,')}", "--root", str(root)]) == 0
    assert {"dao2022flashattention", "dao2022flashattentionb"} <= load_guide(root).bibliography.references.keys()
    assert (
        main(["cite", other.replace("99999", "88888").replace("Faster", "Fastest"), "--key", "dao2022flashattention", "--root", str(root)])
        == 2
    )
    assert "the key 'dao2022flashattention' is taken by" in capsys.readouterr().err


def test_bibtex_comes_from_a_file_or_the_standard_input(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "new.bib").write_text(NEW, encoding="utf-8")
    assert main(["cite", str(root / "new.bib"), "--root", str(root)]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO(NEW.replace("2205.14135", "2205.99999").replace("Fast", "Slow")))
    assert main(["cite", "-", "--root", str(root)]) == 0
    assert len(load_guide(root).bibliography.references) == 5


@pytest.mark.parametrize(
    ("work", "said"),
    [
        ("@misc{x, title={y}, year={2020}, url={https://example.org/}}", "'2020y' has no author; look it up at the source and add it"),
        ("@misc{x, author={A, B}, title={y}, year={2020}}", "has no doi, eprint (arXiv id) or url; add one"),
        ("@misc{x, author={A, B}, title={y}, year={2020}, url={ftp://x.y/}}", "has no doi, eprint (arXiv id) or url; add one"),
        ("@misc{x, title={y", "line 1 of the BibTeX: this entry cannot be read: a brace or a quote is not closed"),
        ("@misc{x, title={y}, title={z}}", "gives title twice; keep one"),
        ("@comment{x}", "the text holds no BibTeX entry"),
        ("kwon 2023", "'kwon 2023' is no DOI (10.…/…), no arXiv id (2309.06180), no file and no BibTeX (@…); give one of them"),
        ("x" * 5000, "is no DOI"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_leaves_the_file(root: Path, work: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = (root / "references.bib").read_bytes()
    assert main(["cite", work, "--root", str(root)]) == 2
    assert said in capsys.readouterr().err
    assert (root / "references.bib").read_bytes() == before


def test_a_key_must_be_one_that_the_guide_takes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", NEW, "--key", "Dao_2022", "--root", str(root)]) == 2
    assert "the key 'Dao_2022' wants lower-case letters, digits and hyphens; write dao-2022" in capsys.readouterr().err


ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><entry>
<id>http://arxiv.org/abs/2205.14135v2</id><published>2022-05-27T17:53:09Z</published><title>FlashAttention: Fast and Memory-Efficient
  Exact {Attention</title><author><name>Tri Dao</name></author><author><name>Christopher Ré</name></author>
</entry></feed>"""
NOTHING = '<feed xmlns="http://www.w3.org/2005/Atom"></feed>'


class _Registry(BaseHTTPRequestHandler):
    """Answers as the registries do."""

    def do_GET(self) -> None:
        answers = {
            "/doi/10.1000/new": (200, NEW.replace("eprint={2205.14135}", "doi={10.1000/new}")) if self.headers["Accept"] == "application/x-bibtex" else (406, ""),
            "/doi/10.1000/moved": (302, "/doi/10.1000/new"),
            "/doi/10.1000/busy": (503, "later"),
            "/doi/10.1000/huge": (200, "x" * 300_000),
            "/doi/10.1000/bytes": (200, "\xff"),
            "/doi/10.1000/page": (200, "<html>not BibTeX</html>"),
            "/arxiv?id=2205.14135": (200, ATOM),
            "/arxiv?id=2205.00000": (200, NOTHING),
            "/arxiv?id=2205.11111": (200, '<!DOCTYPE x [<!ENTITY a "b">]><feed/>'),
            "/arxiv?id=2205.22222": (200, "<feed"),
        }  # fmt: skip
        status, text = answers.get(self.path, (404, "none"))
        self.send_response(status)
        if status == 302:
            self.send_header("Location", text)
        body = text.encode("latin-1" if text == "\xff" else "utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def registries() -> Iterator[Registries]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Registry)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    yield Registries(doi=f"{address}/doi/", arxiv=f"{address}/arxiv?id=", seconds=5)
    server.shutdown()


@pytest.mark.parametrize(
    "work", ["10.1000/new", "https://doi.org/10.1000/NEW", "10.1000/moved", "arXiv:2205.14135v2", "https://arxiv.org/abs/2205.14135"]
)
def test_a_work_is_looked_up(root: Path, registries: Registries, work: str) -> None:
    assert cite.run(Namespace(work=work, key=None, root=root), registries) == 0
    reference = load_guide(root).bibliography.references["dao2022flashattention"]
    assert reference.fields["author"].startswith("Dao, Tri")
    assert [diagnostic.code for diagnostic in check_guide(load_guide(root))] == ["C004"]


@pytest.mark.parametrize(
    ("work", "said"),
    [
        ("10.1000/none", "no work has the identifier 10.1000/none"),
        ("10.1000/busy", "the registry answered 503 on 10.1000/busy; paste its BibTeX: fieldguide cite -"),
        ("10.1000/huge", "the answer on 10.1000/huge is too long or too slow"),
        ("10.1000/bytes", "cannot be looked up here"),
        ("10.1000/page", "this text belongs to no entry"),
        ("2205.00000", "arXiv has no work 2205.00000"),
        ("2205.11111", "the answer on 2205.11111 cannot be read"),
        ("2205.22222", "the answer on 2205.22222 cannot be read"),
    ],
)
def test_an_answer_that_is_none_leaves_the_file(root: Path, registries: Registries, work: str, said: str) -> None:
    before = (root / "references.bib").read_bytes()
    with pytest.raises(MisuseError) as raised:
        cite.run(Namespace(work=work, key=None, root=root), registries)
    assert said in str(raised.value)
    assert (root / "references.bib").read_bytes() == before


def test_without_a_network_the_remedy_is_to_paste(root: Path) -> None:
    nowhere = Registries(doi="http://127.0.0.1:9/", arxiv="http://127.0.0.1:9/", seconds=2)
    with pytest.raises(MisuseError, match=r"10\.1000/x cannot be looked up here \(.+\); paste its BibTeX: fieldguide cite -"):
        cite.run(Namespace(work="10.1000/x", key=None, root=root), nowhere)
