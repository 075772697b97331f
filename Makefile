# Every target sets up what it needs: Python 3.11 or newer and make are enough. Browser tests want Chromium on the PATH.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
export PYTHONPATH := hooks

.PHONY: help setup serve build book archive check fix test lint fuzz mutants lock bench search-bench lighthouse screenshots clean
.DEFAULT_GOAL := help

help:  ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 14

.venv/ready: requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

setup: .venv/ready  ## install everything into .venv, the command .venv/bin/fieldguide too

serve: .venv/ready  ## build the site and serve it at http://127.0.0.1:8000/guide/, again at each change
	$(BIN)/mkdocs serve

build: .venv/ready  ## build the site, strict, into site/
	$(BIN)/mkdocs build --strict
	$(BIN)/python -m fieldguide verify site

.venv/book: .venv/ready book.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement book.lock
	@touch $@

book: .venv/book  ## bind the guide and its parts into PDF and EPUB, in site/book/; the EPUB's validator wants Java
	$(BIN)/python -m fieldguide book site
	$(BIN)/python -m epubcheck site/book/llm-engineering-field-guide.epub

archive: .venv/ready  ## pack the site that was built into an archive that works from the disk, in site/
	$(BIN)/python -m fieldguide archive site

check: .venv/ready  ## check the guide alone, in about a second
	$(BIN)/python -m fieldguide check

fix: .venv/ready  ## mend spelling, order and form of the guide, where that changes no claim, and check the rest
	$(BIN)/python -m fieldguide check --fix

test: .venv/ready .venv/book lint  ## run every test, those in the browser too
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

lint: .venv/ready  ## check style and types of the Python code, and all that GitHub reads
	$(BIN)/ruff check hooks tests benchmarks scripts .github
	$(BIN)/ruff format --check hooks tests benchmarks scripts .github
	$(BIN)/mypy
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/actionlint .github/workflows/*.yml
	$(BIN)/zizmor --quiet --offline --no-online-audits .github
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.citation-file-format CITATION.cff

fuzz: .venv/ready  ## spoil the guide and edit it at random at length, otherwise each time: its check ends, its builds agree
	$(BIN)/python -m pytest tests/test_fuzz.py tests/test_warm.py --hypothesis-profile=long

mutants: .venv/ready  ## make a thousand faults on purpose, and count which are reported at their own lines
	PYTHONPATH=hooks:. $(BIN)/python benchmarks/mutation_score.py --each 12

.venv/bench: .venv/ready bench.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement bench.lock
	@touch $@

bench: .venv/bench  ## measure check and build on large guides, beside what only parses them, stock Material and Zensical; takes hours
	$(BIN)/python -m benchmarks.check_speed
	$(BIN)/python -m benchmarks.build_speed

lighthouse: build  ## measure home, a concept, numbers and planner by Lighthouse; wants Node 20 and Chromium
	$(BIN)/python scripts/measure_pages.py

screenshots: build  ## take the README's pictures anew
	$(BIN)/python scripts/take_screenshots.py

search-bench: .venv/ready  ## put the queries of tests/search to the site's search, alone and among a thousand pages
	$(BIN)/python -m benchmarks.search_speed

LOCK := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-annotate --no-header
lock: .venv/ready  ## pin the dependencies of pyproject.toml anew, with hashes
	$(LOCK) --extra site --extra dev --output-file requirements.lock pyproject.toml
	$(LOCK) --extra book --constraint requirements.lock --output-file book.lock pyproject.toml
	$(LOCK) --extra bench --constraint requirements.lock --output-file bench.lock pyproject.toml

clean:  ## remove what the commands made
	rm -rf .venv site .site-building .site-last .pytest_cache .mypy_cache .ruff_cache .hypothesis
