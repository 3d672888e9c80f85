# Both commands of the README set themselves up: they need Python 3.11 or newer, make and git.
PYTHON ?= python3
BIN := .venv/bin
# Step processes start much faster with byte code on disk.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: test fast lint format demo bench clean
.DEFAULT_GOAL := test

.venv/installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet -e ".[demo]" --group dev
	touch $@

# The promise is tested in forks of the test process, which must not have used OpenMP before: so it runs by itself.
test: lint fast  ## everything: linters, fast tests, then the tests that start processes
	$(BIN)/pytest -q -n 2 -m slow tests/test_promise.py
	$(BIN)/pytest -q -n 2 -m slow --ignore tests/test_promise.py

fast: .venv/installed  ## the tests that start no step processes, and the examples in the docs
	$(BIN)/pytest -q -n 2 -m "not slow"
	$(BIN)/pytest -q --doctest-modules nbpipe

lint: .venv/installed
	$(BIN)/ruff format --check nbpipe tests benchmarks
	$(BIN)/ruff check nbpipe tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: .venv/installed
	$(BIN)/ruff format nbpipe tests benchmarks
	$(BIN)/ruff check --fix nbpipe tests benchmarks

demo: .venv/installed  ## run notebooks/attrition.ipynb as a pipeline and register a model
	cd notebooks && ../$(BIN)/nbpipe run attrition.ipynb

bench: .venv/installed  ## measurements, with what is installed to compare with
	for script in benchmarks/*.py; do $(BIN)/python $$script; done

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis notebooks/.nbpipe
