"""References: an entry is written the guide's way, whatever it looked like, and says what it said."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import ROOT
from fieldguide.parse.bibtex import parse_bibliography
from fieldguide.reference.entry import FIELDS, key_of, read_entries
from fieldguide.reference.identifier import arxiv_id, doi
from fieldguide.reference.latex import escaped, plain_text
from fieldguide.reference.names import author_list
from fieldguide.reference.title import braced_title, telling_word
from fieldguide.source import Source

TODAY = date(2026, 11, 28)


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
