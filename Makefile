# Détente. `make demo` and `make test` set up what they need in .venv/ by themselves.

.DEFAULT_GOAL := help
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PIP := PIP_USER=0 PIP_CONSTRAINT=/dev/null PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip

# Settings for other environments must not reach into ours. What says where packages come from
# (index, proxy, certificates) stays the user's.
unexport PYTHONHOME PYTHONPATH PIP_PREFIX PIP_REQUIRE_HASHES PIP_ROOT PIP_TARGET VIRTUAL_ENV

SOURCES := src tests $(wildcard evals bench docs)

.PHONY: help demo serve test check lint types imports tests docs evals bench lock format clean setup

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile

demo: $(VENV)/.run  ## set up, then read the demo negotiation and print its brief
	@$(BIN)/detente demo
	@echo "Before these, once in this shell, so that it finds detente:  . $(BIN)/activate"

serve: $(VENV)/.run  ## set up, then open the demo negotiation in the browser
	@$(BIN)/detente -q demo >/dev/null
	@$(BIN)/detente serve --record detente-demo.db --open

test: check  ## set up, then run every check

check: lint types imports tests docs

setup: $(VENV)/.dev  ## set up for work on the code

lint: $(VENV)/.dev  ## ruff: format and rules
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)

types: $(VENV)/.dev  ## mypy, strict
	$(BIN)/mypy

imports: $(VENV)/.dev  ## import-linter: who may import whom
	$(BIN)/lint-imports --no-logo

# A file's tests stay in one process, for what they share. Each process holds the language model and
# a browser: four take some 3 GB.
tests: $(VENV)/.dev  ## pytest on all cores, doctests too
	$(BIN)/python -m pytest -n auto --maxprocesses=4 --dist loadfile

docs: $(VENV)/.dev  ## the pages, warnings as errors
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs docs/_build/html

evals: $(VENV)/.dev  ## accuracy on annotated reports
	$(BIN)/python -m evals

bench: $(VENV)/.dev  ## speed and memory
	$(BIN)/python -m bench

format: $(VENV)/.dev  ## ruff: write the format and the safe fixes
	$(BIN)/ruff check --fix-only -q $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

# The locks name no registry, so that each user's own settings decide.
LOCK := uv pip compile -q --universal --generate-hashes --no-header --no-emit-index-url \
	--python-version 3.11 pyproject.toml

lock:  ## newest versions into requirements/ (needs uv)
	$(LOCK) --upgrade --group build --extra web -o requirements/run.txt
	$(LOCK) --upgrade --group dev --extra web --extra meaning --extra encrypt \
		-c requirements/run.txt -o requirements/dev.txt

clean:  ## remove what make made, .venv/ too
	rm -rf $(VENV) .cache dist docs/_build .hypothesis .mypy_cache .pytest_cache .ruff_cache \
		.import_linter_cache
	find src tests docs -name __pycache__ -type d -prune -exec rm -rf {} +

# pip comes last in a new environment: where it is missing, the set-up was cut short.
$(BIN)/pip:
	@python=$$(sh scripts/find-python.sh) && echo "Setting up $(VENV) with $$python" && \
		"$$python" -m venv $(VENV)
	@echo "Installing locked versions; the first time takes a minute or two"

# A stamp says which lock the environment was set up from; a changed lock sets it up again. A lock
# is whole: nothing is looked for beside it (what development leaves out: pyproject.toml, tool.uv).
$(VENV)/.run: $(BIN)/pip requirements/run.txt pyproject.toml
	@$(PIP) install -qq --require-hashes -r requirements/run.txt
	@$(PIP) install -qq --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(BIN)/pip requirements/dev.txt pyproject.toml
	@$(PIP) install -qq --no-deps --require-hashes -r requirements/dev.txt
	@$(PIP) install -qq --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.run
