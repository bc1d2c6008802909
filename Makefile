# make build    the starter program, into build/
# make test     every check and test
# make check    style, types and layers only
# make format   mend what the formatter can
#
# Needs Python 3.11 or newer, make and git. LOCKED=1 installs exactly what requirements/ci.txt names, by checksum.

VENV   := .venv
BIN    := $(VENV)/bin
PYTHON ?= $(or $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null && command -v $$p && break; done),\
	$(error Python 3.11, 3.12, 3.13 or 3.14 is needed, and none was found; PYTHON=/path/to/python names one))
PIP     = $(BIN)/python -m pip --quiet --disable-pip-version-check

LOCK    := requirements/ci.txt
SCRIPTS := $(wildcard iop_curriculum/outputs/site/assets/*.mjs iop_curriculum/outputs/site/assets/entries.json)
INPUTS  := pyproject.toml hatch_build.py package-lock.json $(SCRIPTS)

.PHONY: build test check format lock clean
.DEFAULT_GOAL := build

build: $(VENV)/.installed
	$(BIN)/iop-curriculum build

test: check
	$(BIN)/python -m pytest -n auto --cov --cov-report=term:skip-covered $(ARGS)

check: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.tested
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

ifdef LOCKED
$(VENV)/.installed: $(INPUTS) $(LOCK) | $(BIN)/python
	$(PIP) install --require-hashes -r $(LOCK)
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@
else
$(VENV)/.installed: $(INPUTS) | $(BIN)/python
	$(PIP) install -e .
	touch $@
endif

$(VENV)/.tested: $(VENV)/.installed .ci/system-tools
ifndef LOCKED
	$(PIP) install -e '.[test]'
endif
	sh .ci/system-tools
	touch $@

# uv reads the ranges of pyproject.toml and writes one file for all systems and Python versions.
lock: $(VENV)/.installed
	$(PIP) install uv
	echo editables | $(BIN)/uv pip compile pyproject.toml - --extra test --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --upgrade -o $(LOCK)

clean:
	rm -rf build .iop-build-* .venv node_modules iop_curriculum/_vendor
