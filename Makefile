# Everything a developer runs. `make demo` and `make test` do all set-up themselves on a machine with Python 3.11+.

PYTHON ?= python3
BIN := .venv/bin
HOME_FOLDER ?= atlas
SIZE ?= small
JOURNEYS := $(addprefix tests/browser/commons/test_,competition.py label.py pilots.py)
COUNTIES := node_modules/us-atlas/counties-10m.json
# Maps are tested where boundaries are, on either database.
test test-long test-postgres journeys: export CLUSTERATLAS_BOUNDARIES = $(COUNTIES)
# npm comes with the machine, or else as a Python wheel.
NPM := $(shell command -v npm || echo "$(BIN)/npm")

.DEFAULT_GOAL := help
.PHONY: help demo test test-long test-postgres journeys check bench docs serve setup assets clean

help:  ## say what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

demo: setup  ## set up, build the sample atlas, serve it, print the address
	$(BIN)/clusteratlas demo --home $(HOME_FOLDER) --boundaries $(COUNTIES)

test: setup  ## set up, run the tests; they need no network
	$(BIN)/pytest -n auto --dist loadfile -m "not long"

test-long: setup  ## the tests that take long: benchmarks on tiny inputs, kills at random, walks over every page
	$(BIN)/pytest -n auto --dist loadfile -m long

test-postgres: setup  ## the tests of the commons again, on a PostgreSQL server of their own
	tools/with_postgres.sh $(BIN)/pytest -n auto --dist loadfile tests/web/commons

journeys: setup  ## a competition, a label and pilots through the pages in a real browser; SIZE=whole for all of them
	CLUSTERATLAS_JOURNEYS=$(SIZE) $(BIN)/pytest $(JOURNEYS)

check: setup  ## lint, types, import order
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup  ## measure beside peers, print ratios
	$(BIN)/python -m benchmarks

docs: setup  ## write what is generated from code: glossary, tables, definitions, rule books, architecture
	$(BIN)/python tools/write_glossary.py
	$(BIN)/python tools/write_tables_reference.py
	$(BIN)/python tools/write_definitions_reference.py
	$(BIN)/python tools/write_rule_books_reference.py
	$(BIN)/python tools/write_architecture.py

serve: setup  ## serve the atlases that stand in the home folder
	$(BIN)/clusteratlas serve --home $(HOME_FOLDER)

setup: .venv/ready assets

.venv/ready: requirements.lock requirements-node.lock pyproject.toml
	@echo "set-up: Python packages (a few minutes the first time)"
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@command -v npm >/dev/null || $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-node.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

node_modules/ready: package.json package-lock.json .venv/ready
	@echo "set-up: JavaScript packages and boundaries"
	PATH="$(CURDIR)/$(BIN):$$PATH" $(NPM) ci --no-fund --no-audit --loglevel=error
	@touch $@

assets: src/clusteratlas_web/static/built/ready src/clusteratlas_web/locale/ready

src/clusteratlas_web/static/built/ready: node_modules/ready $(shell find src/clusteratlas_web/assets -type f)
	PATH="$(CURDIR)/$(BIN):$$PATH" $(NPM) run --silent build
	@touch $@

src/clusteratlas_web/locale/ready: $(shell find src/clusteratlas_web/locale -name '*.po') .venv/ready
	$(BIN)/python tools/compile_messages.py
	@touch $@

clean:  ## remove what was set up and built
	rm -rf .venv node_modules src/clusteratlas_web/static/built $(HOME_FOLDER)
	find src -name '*.mo' -delete
