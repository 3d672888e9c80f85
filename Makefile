# Both commands of the README set themselves up: they need Python 3.11 or newer, make and git.
PYTHON ?= python3
BIN := .venv/bin
# Step processes start much faster with byte code on disk.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: test promise fast lint format front front-test no-npm browser browser-test demo bench clean
.DEFAULT_GOAL := test

.venv/installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet -e ".[demo,lab]" --group dev
	touch $@

# The promise is tested in forks of the test process, which must not have used OpenMP before: so it runs by itself.
test: lint fast $(if $(shell command -v npm),front-test,no-npm)  ## linters, fast tests, the front end, the tests that start processes, then those in a browser
	$(BIN)/pytest -q -n 2 -m slow tests/test_promise.py
	$(BIN)/pytest -q -n 2 --dist loadfile --no-loadscope-reorder -m "slow and not browser" --ignore tests/test_promise.py
	$(MAKE) browser-test

promise: .venv/installed  ## the promise with many more generated notebooks, about a quarter of an hour
	NBPIPE_GENERATED=2000 $(BIN)/pytest -q -m slow tests/test_promise.py -k generated

no-npm:
	@echo "there is no npm: the front end's own tests are left out"

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

# The front end needs Node; what it builds is committed, so that nobody else does.
node_modules/installed: package.json package-lock.json
	npm ci --no-audit --no-fund
	touch $@

front: .venv/installed node_modules/installed  ## build nbpipe/labextension and nbpipe/widget/static
	PATH="$(CURDIR)/$(BIN):$$PATH" npm run build

# What is built from the source. The order of two loads in remoteEntry depends on the folder that it is built in.
BUILT := nbpipe/labextension nbpipe/widget/static ':!nbpipe/labextension/package.json' ':!nbpipe/labextension/static/remoteEntry.*'

front-test: .venv/installed node_modules/installed  ## its linters, types and tests, and whether what is committed is built from it
	npm run lint
	npm run types
	npm test
	PATH="$(CURDIR)/$(BIN):$$PATH" npm run build
	git diff --stat --exit-code $(BUILT)
	test -z "$$(git status --porcelain $(BUILT))"

browser:  ## Debian's Chromium, where there is none and it may be installed
	@command -v chromium || command -v chromium-browser || command -v google-chrome || \
	{ test "$$(id -u)" = 0 || SUDO="sudo -n"; \
	  $$SUDO apt-get update -qq && \
	  $$SUDO apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; } || \
	echo "there is no Chromium, and none could be installed: the tests in a browser will be skipped"

# What is waited for has its time, but a busy machine may be slower than that: a test is tried three times.
browser-test: .venv/installed browser  ## JupyterLab and Notebook in a real browser
	$(BIN)/pytest -q -n 2 --dist loadfile --reruns 2 -m browser

demo: .venv/installed  ## run notebooks/attrition.ipynb as a pipeline and register a model
	cd notebooks && ../$(BIN)/nbpipe run attrition.ipynb

bench: .venv/installed  ## measurements, with what is installed to compare with
	for script in benchmarks/*.py; do $(BIN)/python $$script; done

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis notebooks/.nbpipe
