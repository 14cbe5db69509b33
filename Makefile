# make demo   sets itself up, loads the demonstration reports, runs every step, serves the page on 127.0.0.1
# make test   the whole suite: lint, types, import contract, tests
# make audit  hold the locks against public lists of known vulnerabilities: needs the open internet (AUDIT=osv asks osv.dev, not pypi.org)
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
AUDIT ?= pypi
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: setup demo test lint bench audit lock clean

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "marsad needs Python 3.11 or newer: apt install python3.11 (or: make PYTHON=python3)"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	$(BIN)/marsad places build
	touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.lock
	$(PIP) --require-hashes -r requirements-dev.lock
	touch $@

demo: setup
	$(BIN)/marsad demo --port $(PORT)

test: lint
	$(BIN)/pytest $(PYTEST_ARGS)

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check src tests tools
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.ready-dev
	$(BIN)/python -m bench

# Strict: a package that no list speaks of, or a mirror without a list, is a failure and no silence.
audit:
	test -x $(VENV)-audit/bin/pip-audit || { $(PYTHON) -m venv $(VENV)-audit && $(VENV)-audit/bin/pip install --quiet pip-audit; }
	$(VENV)-audit/bin/pip-audit --strict --vulnerability-service $(AUDIT) --disable-pip --require-hashes --progress-spinner off \
	  -r requirements.lock -r requirements-ray.lock

LOCK := $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --no-annotate --universal --python-version 3.11

lock: $(VENV)/.ready-dev
	$(LOCK) --extra build pyproject.toml -o requirements.lock
	$(LOCK) --extra ray -c requirements.lock pyproject.toml -o requirements-ray.lock
	$(LOCK) --all-extras -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) $(VENV)-audit marsad-demo.db marsad-demo.db-wal marsad-demo.db-shm
