# Everything below sets itself up: it needs Python 3.11 or newer, make and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: test fast demo lint format clean
.DEFAULT_GOAL := test

$(VENV)/.installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet -e ".[demo]" --group dev
	touch $@

test: $(VENV)/.installed lint  ## everything: linters, fast tests, then the tests that start processes
	$(BIN)/pytest -q -n 2 -m "not slow"
	$(BIN)/pytest -q -n 2 -m slow

fast: $(VENV)/.installed  ## the tests that start no process
	$(BIN)/pytest -q -n 2 -m "not slow"

lint: $(VENV)/.installed
	$(BIN)/ruff format --check nbpipe tests benchmarks
	$(BIN)/ruff check nbpipe tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(VENV)/.installed
	$(BIN)/ruff format nbpipe tests benchmarks
	$(BIN)/ruff check --fix nbpipe tests benchmarks

demo: $(VENV)/.installed  ## run notebooks/attrition.ipynb as a pipeline and register a model
	cd notebooks && ../$(BIN)/nbpipe run attrition.ipynb
	cd notebooks && ../$(BIN)/nbpipe models

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis notebooks/.nbpipe
