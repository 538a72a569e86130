# Two commands on a fresh machine: `make serve` and `make test`. Only Python 3.11+ and make are assumed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BUILD := $(CURDIR)/$(VENV)/build
PIP := $(BIN)/python -m pip --disable-pip-version-check
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links \
	--no-header --strip-extras
RUN_STAMP := $(VENV)/.run-installed
DEV_STAMP := $(VENV)/.dev-installed
# As many processes as there are cores. Tests of one group share a process: they share a server.
PARALLEL := -n logical --dist loadgroup
# Tests start many processes; each would compile all it imports anew where this is set.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help serve seed test test-fast test-neo4j mutants lint format openapi texts lock clean

help:  ## What can be done here
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

serve: $(RUN_STAMP)  ## Install, seed and serve on 127.0.0.1:8000 (settings: EXCHANGE_*)
	@$(BIN)/exchange-graph serve --seed

seed: $(RUN_STAMP)  ## Write the curated seed files into the graph
	@$(BIN)/exchange-graph seed

test: $(DEV_STAMP)  ## Run every check and test; the summary says what could not run and why
	@$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest $(PARALLEL)

test-fast: $(DEV_STAMP)  ## Tests without those that take seconds
	$(BIN)/python -m pytest $(PARALLEL) -m "not slow" --hypothesis-profile=fast

test-neo4j: $(DEV_STAMP)  ## The contract on a real Neo4j server, which it starts itself (Java 17+ and Maven)
	EXCHANGE_REQUIRE_NEO4J=1 $(BIN)/python -m pytest $(PARALLEL) tests/neo4j tests/contract

mutants: $(DEV_STAMP)  ## Put 120 small faults into the code and tell which of them no test notices
	$(BIN)/python -m tests.house.mutants --sample 120 --seed 1

lint: $(DEV_STAMP)  ## Style, types, and who imports whom
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(DEV_STAMP)  ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

openapi: $(DEV_STAMP)  ## Write the published contract, docs/openapi.json, and its examples anew
	$(BIN)/python -m tests.house.publish

texts: $(DEV_STAMP)  ## Write into seeds/texts/*.po what is to be translated, and tell what lacks a translation
	$(BIN)/python -m tests.house.texts

lock: $(DEV_STAMP)  ## Renew the lock files (on Python 3.11): what runs is what was tested
	$(COMPILE) --output-file requirements-dev.lock --extra dev pyproject.toml
	$(COMPILE) --output-file requirements.lock --constraint requirements-dev.lock pyproject.toml
	$(COMPILE) --output-file requirements-build.lock --only-build-deps --build-deps-for editable pyproject.toml

clean:  ## Remove what was installed and built; data stays
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage*

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; name one with: make PYTHON=python3.12 ..."; exit 1; }
	@echo "making the environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)

# What builds the package is needed once and stays apart from what runs.
$(RUN_STAMP): requirements.lock requirements-build.lock pyproject.toml | $(BIN)/python
	@echo "installing locked dependencies into $(VENV) (once, about half a minute)"
	@$(PIP) install --quiet --require-hashes -r requirements.lock
	@$(PIP) install --quiet --require-hashes --upgrade --target $(BUILD) -r requirements-build.lock
	@PYTHONPATH=$(BUILD) $(PIP) install --quiet --no-build-isolation --no-deps -e .
	@touch $@

$(DEV_STAMP): requirements-dev.lock $(RUN_STAMP)
	@echo "installing what tests need into $(VENV) (once)"
	@$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@touch $@
