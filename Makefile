# Everything a person or a machine runs here. No rule needs more than Python 3.11+, git and make.
SHELL := /bin/bash
RUN := .venv/bin
DEMO := demo/ledger.sqlite
SERVE ?= 1
PORT ?= 8350
WORKERS ?= auto

# Without bytecode on the disk every process would compile 4,000 modules again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test thorough environment lock lint format types imports ci clean

help: ## Show this list
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 24

demo: environment ## Read the sample dossier, print a morning's board, serve the page (SERVE=0 stops after the board)
	@rm -rf demo && mkdir demo
	@$(RUN)/tocsin --ledger $(DEMO) add samples/*.txt samples/*.html
	@echo && echo 'A morning from the sample dossier (invented outlets, real crises). tocsin board Sudan --as-of 2023-04-24'
	@$(RUN)/tocsin --ledger $(DEMO) board Sudan --as-of 2023-04-24 --known-at now
	@echo && echo 'Every country of it: $(RUN)/tocsin --ledger $(DEMO) board'
	@echo 'The sentences behind a cell: $(RUN)/tocsin --ledger $(DEMO) why GBR SDN'
	@if [ "$(SERVE)" != 0 ]; then exec $(RUN)/tocsin --ledger $(DEMO) serve --port $(PORT); fi

test: environment ## Run the tests
	@$(RUN)/python -m pytest -n $(WORKERS) --dist loadgroup

thorough: environment ## Run the tests with many more examples of each property
	@HYPOTHESIS_PROFILE=thorough $(RUN)/python -m pytest -n $(WORKERS) --dist loadgroup

environment: .venv/ready

.venv/ready: requirements.lock pyproject.toml scripts/environment
	@scripts/environment

lock: environment ## Resolve pyproject.toml again into requirements.lock
	@scripts/lock

lint: environment ## Check style
	@$(RUN)/ruff check --output-format concise . && $(RUN)/ruff format --check .

format: environment ## Mend what a formatter can mend
	@$(RUN)/ruff check --fix-only . && $(RUN)/ruff format .

types: environment ## Check types, strictly
	@$(RUN)/mypy

imports: environment ## Check which room may know which
	@$(RUN)/lint-imports --no-logo

ci: ## Run all that CI runs
	@.ci/run

clean: ## Remove the environment and the demo (never a ledger of yours)
	@rm -rf .venv demo .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
