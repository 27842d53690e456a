# Each verb sets up .venv by itself on its first use, and is quick afterwards.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock

unexport PYTHONDONTWRITEBYTECODE  # the tests start many processes: each would compile all that it imports

.PHONY: run install test check bench soak audit lock clean

run: .venv/ready-to-run  ## the bot: on Discord with DISCORD_TOKEN, otherwise in the playground
	$(BIN)/hyperplane run

install: .venv/ready-to-run  ## the command .venv/bin/hyperplane, with all it needs to serve
	$(BIN)/hyperplane --version

test: .venv/ready-to-test  ## the whole suite
	$(BIN)/python -m testbed.browser
	$(BIN)/python -m pytest

check: .venv/ready-to-test  ## formatting, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: .venv/ready-to-test  ## speed and memory beside peers, written to docs/benchmarks.md
	$(BIN)/python -m benchmarks

soak: .venv/ready-to-test  ## half an hour of load, faults and malice at once; MINUTES=5 for less
	$(BIN)/python -m benchmarks.soak --minutes $(or $(MINUTES),30)

audit: .venv/ready-to-test  ## known vulnerabilities of what is pinned
	$(PIP) pip-audit
	$(BIN)/pip-audit --requirement requirements.lock --no-deps --disable-pip

lock: .venv/ready-to-test  ## pin every dependency anew
	$(PIP) pip-tools
	$(BIN)/pip-compile --quiet --upgrade --all-extras --strip-extras --no-annotate --no-header \
		--no-emit-index-url --no-emit-find-links --output-file requirements.lock pyproject.toml
	sed -i 's/+cpu$$//' requirements.lock  # one version of torch, whichever build of it is at hand

clean:
	rm -rf .venv

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Hyperplane needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv

.venv/ready-to-run: pyproject.toml requirements.lock | .venv/bin/python
	@echo "Setting up .venv (once) ..."
	$(PIP) --editable '.[playground]'
	@touch $@

.venv/ready-to-test: pyproject.toml requirements.lock | .venv/bin/python
	@echo "Setting up .venv for tests (once) ..."
	$(PIP) --editable '.[playground,train,index,collect,dask,postgres,dev]'
	@touch $@ .venv/ready-to-run
