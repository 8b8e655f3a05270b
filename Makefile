# All set-up happens here: a virtual environment, a locked installation, then the job.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SITE := $(VENV)/.site-installed
DEV := $(VENV)/.dev-installed

.DEFAULT_GOAL := help
.PHONY: help site check test bench format lock clean

help: ## List the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 14

site: $(SITE) ## Build the site into site/
	$(BIN)/kb build

check: $(SITE) ## Find all problems of all texts
	$(BIN)/kb check

test: $(DEV) ## Run every check of code and content: pytest, ruff, mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --cov=kb_build --cov-report=term:skip-covered

bench: $(DEV) ## Measure build time and memory with generated content
	$(BIN)/python -m tests.benchmarks

format: $(DEV) ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## Pin the newest allowed versions of all dependencies (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	  --upgrade pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	  --upgrade pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock

clean: ## Delete everything that was made
	rm -rf $(VENV) .kb site

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "error: Python 3.11 or newer is needed; try: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(SITE): $(BIN)/python requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(DEV): $(SITE) requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@
