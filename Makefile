# The one door to Sayso: everything a person or a machine runs here is a target. `make` alone lists them.
#
#   QUIET=1       terse output
#   PYTHON=...    the Python (3.11 or later) that makes the environment
#   ARGS=...      handed on to pytest, the measures of `make eval` or the benches
#   SAYSO_GOLD    the folder of annotated report sets, for `make test`, `make eval`, `make train`
#   SAYSO_CORPORA the folder of newswire and other corpora, for `make train`, `make bench`

SHELL := /bin/bash
VENV ?= .venv
WEIGHTS := kinds roles parts places days relevance incidents  # each learns over what stands before it
RUN := $(VENV)/bin/python -m
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)
INSTALL := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 \
	$(RUN) pip install $(if $(QUIET),--quiet) --editable
ifdef QUIET
.SILENT:
q := -q
endif

.PHONY: list demo test check format lint types imports lexicon eval train docs screenshots bench fix clean

list:  ## this list
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 18

demo: $(VENV)/.installed  ## set up, then read the packaged story and show its claims
	$(VENV)/bin/sayso demo

test: $(VENV)/.installed-dev  ## set up, then run all tests
	$(RUN) pytest -n auto $(q) $(ARGS)

check: format lint types imports lexicon  ## format, lint, strict types, import contract, lexicon, then all tests
	$(RUN) pytest -n auto $(q) -m "not door" $(ARGS)

format: $(VENV)/.installed-dev
	$(RUN) ruff format --check $(q)

lint: $(VENV)/.installed-dev
	$(RUN) ruff check $(q)

types: $(VENV)/.installed-dev
	$(RUN) mypy

imports: $(VENV)/.installed-dev
	$(VENV)/bin/lint-imports --no-logo

lexicon: $(VENV)/.installed-dev
	$(VENV)/bin/sayso lexicon check

fix: $(VENV)/.installed-dev  ## let the tools mend format and lint where they can
	$(RUN) ruff check --fix $(q)
	$(RUN) ruff format $(q)

eval: $(VENV)/.installed-dev  ## every measure of the claims against eval/floors.json; sets in SAYSO_GOLD
	$(RUN) eval $(ARGS)

train: $(VENV)/.installed-dev  ## learn the weights again from SAYSO_GOLD and SAYSO_CORPORA
	@test -d "$$SAYSO_GOLD" -a -d "$$SAYSO_CORPORA" || { echo "make train: set SAYSO_GOLD to the folder of" \
		"annotated report sets, SAYSO_CORPORA to that of the corpora"; exit 1; }
	set -e; for weights in $(WEIGHTS); do $(VENV)/bin/python train/$$weights.py write; done

docs: $(VENV)/.installed-dev  ## write docs/command-line.md, the columns of docs/exports.md and the README's results anew
	$(VENV)/bin/python docs/command_line.py
	$(VENV)/bin/python docs/results.py
	$(VENV)/bin/python docs/export_columns.py

screenshots: $(VENV)/.installed-dev  ## take the pictures of the pages in docs/screens anew; needs Chromium
	SAYSO_SCREENSHOTS=docs/screens $(RUN) pytest -n auto $(q) \
		tests/review/browser/test_pages.py tests/export/test_brief_page.py

bench: $(VENV)/.installed-dev  ## times and ratios, for people to read
	$(RUN) bench $(ARGS)

clean:  ## remove the environment and every cache
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	find src tests eval bench docs train tools -name __pycache__ -prune -exec rm -rf {} +

# ── the environment: made again only when what it is made from changes ───────────────────────────────────

$(VENV)/bin/pip:
	@test -n "$(PYTHON)" || { echo "Sayso needs Python 3.11 or later; found $$(python3 --version 2>&1)." \
		"Install one, or name it: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/pip
	$(INSTALL) .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/pip
	$(INSTALL) '.[dev]'
	@touch $(VENV)/.installed $@
