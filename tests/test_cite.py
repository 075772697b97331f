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
from conftest import ROOT
from fieldguide.checks import check_guide
from fieldguide.cli import main
from fieldguide.commands import cite
from fieldguide.commands.status import MisuseError
from fieldguide.guide import load_guide
from fieldguide.parse.bibtex import parse_bibliography
from fieldguide.reference.entry import FIELDS, key_of, read_entries
from fieldguide.reference.identifier import arxiv_id, doi
from fieldguide.reference.latex import escaped, plain_text
from fieldguide.reference.look_up import Registries
from fieldguide.reference.names import author_list
from fieldguide.reference.title import braced_title, telling_word
from fieldguide.source import Source
from sample import copy_sample

TODAY = date(2026, 11, 28)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_sample(tmp_path)


def written(text: str) -> str:
    """The one entry that a text gives."""
    (entry,) = read_entries(text, TODAY)
    return entry.text


CASES = {
    "crossref, on one line": (
        r" @inproceedings{Dao_2023, series={SOSP ’23}, title={FlashAttention-2: Faster Attention}, url={http://dx.doi.org/10.1145/1.2}, "
        r"DOI={10.1145/1.2}, booktitle={Proceedings of X}, publisher={ACM}, author={Dao, Tri and Ré, Christopher}, year={2023}, month=oct, "
        r"pages={611–626}, collection={SOSP ’23} }",
        """@inproceedings{dao2023flashattention2,
  author = {Dao, Tri and Ré, Christopher},
  title = {{FlashAttention}-2: Faster Attention},
  booktitle = {Proceedings of X},
  publisher = {ACM},
  series = {SOSP ’23},
  pages = {611--626},
  year = {2023},
  doi = {10.1145/1.2}
}
""",
    ),
    "a preprint as a scholar's export has it": (
        r"@article{touvron2023llama, title={Llama 2: Open foundation models}, author={Touvron, Hugo and others}, "
        r"journal={arXiv preprint arXiv:2307.09288v2}, year={2023}}",
        """@misc{touvron2023llama2,
  author = {Touvron, Hugo and others},
  title = {Llama 2: Open foundation models},
  year = {2023},
  eprint = {2307.09288},
  archiveprefix = {arXiv}
}
""",
    ),
    "a preprint as DBLP has it": (
        r"@article{DBLP:journals/corr/abs-2309-06180, author = {Woosuk Kwon and Ion Stoica}, title = {Efficient {LLM} Serving with PagedAttention}, "
        r"journal = {CoRR}, volume = {abs/2309.06180}, year = {2023}, url = {https://doi.org/10.48550/arXiv.2309.06180}, "
        r"doi = {10.48550/ARXIV.2309.06180}, eprinttype = {arXiv}, eprint = {2309.06180}, timestamp = {Fri}, biburl = {https://dblp.org}}",
        """@misc{kwon2023pagedattention,
  author = {Kwon, Woosuk and Stoica, Ion},
  title = {Efficient {LLM} Serving with {PagedAttention}},
  year = {2023},
  eprint = {2309.06180},
  archiveprefix = {arXiv}
}
""",
    ),
    "a page on the web, with what tracks its readers": (
        r"@online{x, author={NVIDIA}, title={{The GPU & its 5% of memory_use}}, date={2024-03-01}, urldate={2025-01-02}, note={Nice}, "
        r"organization={NVIDIA}, keywords={gpu}, file={:home/me/x.pdf}, url={https://example.org/a_b?id=7&utm_source=mail&fbclid=1#top}}",
        """@misc{nvidia2024gpu,
  author = {{NVIDIA}},
  title = {The {GPU} \\& its 5\\% of memory\\_use},
  institution = {NVIDIA},
  year = {2024},
  url = {https://example.org/a_b?id=7#top},
  urldate = {2025-01-02}
}
""",
    ),
    "an address in howpublished, seen today": (
        r"@misc{x, author={Ada L{\o}velace and K{\"u}bler, J. and {Mistral AI}}, title={Notes on $O(n^2)$.}, year=2020, "
        r"howpublished={\url{https://example.org/notes}}}",
        """@misc{lvelace2020notes,
  author = {Løvelace, Ada and Kübler, J. and {Mistral AI}},
  title = {Notes on $O(n^2)$},
  year = {2020},
  url = {https://example.org/notes},
  urldate = {2026-11-28}
}
""".replace("lvelace", "lovelace"),
    ),
}


@pytest.mark.parametrize(("given", "expected"), CASES.values(), ids=CASES)
def test_an_entry_is_written_the_guides_way(given: str, expected: str) -> None:
    assert written(given) == expected
    assert written(expected) == expected, "what is normal already changes"


def test_the_works_of_the_guide_keep_their_meaning() -> None:
    """Over all the references there are: each reads back, keeps its identifiers, and is normal at once."""
    text = (ROOT / "references.bib").read_text(encoding="utf-8")
    before = parse_bibliography(Source("references.bib", text)).references
    entries = read_entries(text, TODAY)
    assert len(entries) == len(before)
    for entry, reference in zip(entries, before.values(), strict=True):
        assert list(entry.fields) == [name for name in FIELDS if name in entry.fields]
        for name in ("year", "eprint", "doi"):
            assert entry.fields.get(name, "").lower() == reference.fields.get(name, "").lower()
        assert entry.left_out == () or set(entry.left_out) <= {"url", "urldate"}
        assert written(entry.text) == entry.text


def test_keys_are_told_as_the_guide_tells_them() -> None:
    references = parse_bibliography(Source("references.bib", (ROOT / "references.bib").read_text(encoding="utf-8"))).references
    preprints = [reference for reference in references.values() if "eprint" in reference.fields]
    same = [reference.key for reference in preprints if key_of(reference.fields) == reference.key]
    named = [reference for reference in preprints if reference.key.startswith(key_of(reference.fields)[:6])]
    assert len(named) > 0.95 * len(preprints)
    assert len(same) > 0.4 * len(preprints), len(same) / len(preprints)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"K{\"u}bler", "Kübler"), (r"Kurti{\'c}", "Kurtić"), (r"{\L}ukasz", "Łukasz"), (r"R\'{e} and Andr\'e", "Ré and André"),
        (r"{\'I}{\~n}igo", "Íñigo"), ("{LLM} {Give Me}", "{LLM} {Give Me}"), ("5% of it", "5% of it"), (r"$L = \lambda W$", r"$L = \lambda W$"),
        ("a~b", "a b"), ("a {b", "a {b"), (r"x \& y", "x & y"),
    ],
)  # fmt: skip
def test_latex_becomes_text(text: str, plain: str) -> None:
    assert plain_text(text) == plain


def test_what_has_a_meaning_in_latex_is_escaped_once() -> None:
    assert escaped(r"a & b \& c $x_1$ d_e 5%") == r"a \& b \& c $x_1$ d\_e 5\%"


@pytest.mark.parametrize(
    ("title", "braced", "word"),
    [
        ("Attention Is All You Need", "Attention Is All You Need", "attention"),
        ("{FlashAttention}: Fast Attention with {IO}-Awareness", "{FlashAttention}: Fast Attention with {IO}-Awareness", "flashattention"),
        ("GPT-4 Technical Report.", "{GPT}-4 Technical Report", "gpt4"),
        ("{The LLM's A100 in 80GB}", "The {LLM's} {A100} in {80GB}", "llms"),
        ("An Analysis of Serving with PagedAttention", "An Analysis of Serving with {PagedAttention}", "pagedattention"),
        ("The of a", "The of a", "the"),
    ],
)
def test_titles(title: str, braced: str, word: str) -> None:
    assert braced_title(title) == braced
    assert braced_title(braced) == braced
    assert telling_word(title) == word


def test_of_many_authors_ten_are_named() -> None:
    names = " and ".join(f"First{n} Last{n}" for n in range(21))
    assert author_list(names) == " and ".join([*(f"Last{n}, First{n}" for n in range(10)), "others"])
    assert author_list("Aäron van den Oord and {Barnes and Noble} and others") == "van den Oord, Aäron and {Barnes and Noble} and others"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2309.06180", "2309.06180"), ("arXiv:2309.06180v2", "2309.06180"), ("https://arxiv.org/pdf/2309.06180v1.pdf", "2309.06180"),
        ("https://arxiv.org/abs/hep-th/9901001", "hep-th/9901001"), ("10.48550/arXiv.2309.06180", "2309.06180"), ("CoRR abs/2309.06180", None),
        ("abs/2309.06180", "2309.06180"), ("2309.061", None), ("10.1145/2309.06180", None), ("pages 1234.56789 of", None), ("", None),
    ],
)  # fmt: skip
def test_arxiv_ids(text: str, found: str | None) -> None:
    assert arxiv_id(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10.1145/3600006.3613165", "10.1145/3600006.3613165"), ("doi:10.1000/ABC.", "10.1000/abc"), ("https://doi.org/10.1/x", None),
        ("https://doi.org/10.1000%2Fx", "10.1000/x"), ("http://dx.doi.org/10.1000/x", "10.1000/x"), ("see 10.1000/x", None), ("2309.06180", None),
    ],
)  # fmt: skip
def test_dois(text: str, found: str | None) -> None:
    assert doi(text) == found


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
