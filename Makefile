# Every target sets up what it needs: Python 3.11 or newer and make are enough. Browser tests want Chromium on the PATH.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
export PYTHONPATH := hooks

.PHONY: help serve build check test lint lock bench search-bench clean
.DEFAULT_GOAL := help

help:  ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 14

.venv/ready: requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@touch $@

serve: .venv/ready  ## build the site and serve it at http://127.0.0.1:8000/guide/, again at each change
	$(BIN)/mkdocs serve

build: .venv/ready  ## build the site, strict, into site/
	$(BIN)/mkdocs build --strict

check: .venv/ready  ## check the guide alone, in about a second
	$(BIN)/python -m fieldguide check

test: .venv/ready lint  ## run every test, those in the browser too
	$(BIN)/python -m pytest

lint: .venv/ready  ## check style and types of the Python code
	$(BIN)/ruff check hooks tests benchmarks
	$(BIN)/ruff format --check hooks tests benchmarks
	$(BIN)/mypy

bench: .venv/ready  ## measure the checks against a baseline run beside them
	$(BIN)/python -m benchmarks.check_speed

search-bench: .venv/ready  ## put the queries of tests/search to the site's search, alone and among a thousand pages
	$(BIN)/python -m benchmarks.search_speed

lock: .venv/ready  ## pin the dependencies of pyproject.toml anew, with hashes
	$(BIN)/pip-compile --quiet --all-extras --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-annotate --no-header --output-file requirements.lock pyproject.toml

clean:  ## remove what the commands made
	rm -rf .venv site .site-building .site-last .pytest_cache .mypy_cache .ruff_cache .hypothesis
