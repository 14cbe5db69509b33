# make demo   sets itself up, loads the demonstration reports, runs every step, serves the page on 127.0.0.1
# make test   the whole suite: lint, types, import contract, tests
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000

.PHONY: setup demo test lint bench lock clean

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "marsad needs Python 3.11 or newer: apt install python3.11 (or: make PYTHON=python3)"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/marsad places build
	touch $@

demo: setup
	$(BIN)/marsad demo --port $(PORT)

test: setup lint
	$(BIN)/pytest

lint: setup
	$(BIN)/ruff check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup
	$(BIN)/python -m bench

lock:
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	  --allow-unsafe --extra dev --extra archive --extra postgres --extra pdf --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) marsad-demo.db marsad-demo.db-wal marsad-demo.db-shm
