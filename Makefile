# All set-up happens here: a virtual environment, a locked installation, then the job.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SITE := $(VENV)/.site-installed
DEV := $(VENV)/.dev-installed
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCKED := $(PIP) --no-deps --require-hashes --no-build-isolation --use-pep517
HAS_NODE = node -e "process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)" 2>/dev/null && command -v npm >/dev/null
PYTEST := $(BIN)/pytest --numprocesses auto --dist worksteal
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-annotate --no-header --upgrade

.DEFAULT_GOAL := help
.PHONY: help site serve check test quick javascript bench format lock clean

help: ## List the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 14

site: $(SITE) ## Build the site into site/
	$(BIN)/kb build

serve: $(SITE) ## Build the site and show it at http://127.0.0.1:8000/
	$(BIN)/kb build
	@echo "http://127.0.0.1:8000/   (Ctrl+C ends it)"
	@$(BIN)/python -m http.server --bind 127.0.0.1 --directory site 8000

check: $(SITE) ## Find all problems of all texts
	$(BIN)/kb check

test: $(DEV) javascript ## Run every check of code and content: pytest, ruff, mypy, JavaScript
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(PYTEST) --cov=kb_build --cov-report=term:skip-covered

quick: $(DEV) ## Run the tests that need neither a site nor a browser
	$(PYTEST) -m "not site and not browser"

javascript: ## Check the scripts of the search: lint, types, tests (needs Node 20 and npm)
	@if $(HAS_NODE); then \
	  { [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --silent --no-audit --no-fund; } \
	  && npm run --silent check; \
	elif [ -n "$$KB_REQUIRE_BROWSER" ]; then \
	  echo "error: the scripts cannot be checked without Node 20 or newer, and npm" >&2; exit 1; \
	else \
	  echo "skipped: the scripts are checked only where there is Node 20 or newer, with npm"; \
	fi

bench: $(DEV) ## Measure build time and memory with generated content
	$(BIN)/python -m tests.benchmarks

format: $(DEV) ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(BIN)/python ## Pin the newest allowed versions of all dependencies
	$(PIP) uv
	$(COMPILE) --group build -o requirements-build.lock
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock

clean: ## Delete everything that was made
	rm -rf $(VENV) node_modules .kb site

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "error: Python 3.11 or newer is needed; try: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

# A lock names every package, so none is looked for (--no-deps): some versions of pip would find a
# newer one than the lock has, and stop. What has to be built is built by what the first lock has.
$(SITE): $(BIN)/python requirements-build.lock requirements.lock pyproject.toml
	$(LOCKED) -r requirements-build.lock
	$(LOCKED) -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q kb_build
	touch $@

$(DEV): $(SITE) requirements-dev.lock
	$(LOCKED) -r requirements-dev.lock
	touch $@
