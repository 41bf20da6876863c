# `make` with no target says what there is. PYTHON must be 3.11 or newer.
PYTHON ?= python3
# Test processes: one a core, and no more than memory allows.
JOBS ?= $(shell $(PYTHON) -c 'import os; print(min(os.cpu_count() or 1, 8))')
VENV := .venv
BIN := $(VENV)/bin
NEWEST := .venv-newest
AUDIT := .venv-audit
DEMO := .dateline/demo

.PHONY: help setup demo ui test browser coverage newest check eval bench bench-start bench-ingest bench-retrieval bench-answers bench-verifier measure kills fuzz audit dist lock clean

help:
	@echo "make demo   set up, ingest the sample archive, answer a few questions"
	@echo "make ui     the chat page over the sample archive, on this machine only"
	@echo "make test   set up, lint, type check, run the tests on every core (JOBS=1: on one)"
	@echo "make coverage  the tests again, with the lines that they reach; make newest: the tests with the"
	@echo "            newest version of everything that pyproject.toml allows"
	@echo "make eval   put the eval cases to both readers, the chat reader before good, sloppy and"
	@echo "            hostile models; fails below the thresholds"
	@echo "make bench  how fast, how much memory; make bench-ingest: of reading articles; make bench-start:"
	@echo "            from nothing to the first line of the command line"
	@echo "make bench-retrieval  is the right passage found, against other libraries (over an hour)"
	@echo "make bench-answers  news quiz, SQuAD, real pages, contradicting snippets: right, declined, how fast"
	@echo "make bench-verifier is a claim borne out by its quote: against human labels and planted errors"
	@echo "make measure  bodies, days, sentences, speakers, furniture and copies, on real pages and articles"
	@echo "make kills  sixty kills in the middle of writing; make fuzz: an archive altered in a thousand ways"
	@echo "make audit  known holes in what is installed, and in our code; make dist: the wheel, with its"
	@echo "            bill of materials beside it"
	@echo "make lock   resolve the dependencies anew into requirements*.lock; needs uv"

setup: $(VENV)/.ready

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Dateline needs Python 3.11 or newer: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

# A pip of our own choice reads the locks: the one that Python brings along may be too old for them.
$(VENV)/.pip: requirements-pip.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-pip.lock
	@touch $@

$(VENV)/.ready: requirements.lock pyproject.toml $(VENV)/.pip
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.ready requirements-dev.lock
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-dev.lock
	@touch $@

demo: setup
	@$(BIN)/dateline demo --archive $(DEMO)
	@echo "Here dateline is $(BIN)/dateline; make ui shows the same archive in a chat page."

ui: setup
	@test -f $(DEMO)/catalog.sqlite || $(BIN)/dateline ingest samples --archive $(DEMO)
	$(BIN)/dateline ui --archive $(DEMO) \
		--example "How many people have been displaced in Idlib, according to the UN?" \
		--example "Who controlled Manbij in October 2019?" \
		--example "What did the coalition say about Manbij?" \
		--example "How many people died in the Calderhaven flood?"

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/deptry .

browser: $(VENV)/.dev
	@$(BIN)/python -m tests.ui.browser

test: check browser
	$(BIN)/python -m pytest --numprocesses $(JOBS) --dist worksteal

coverage: browser
	$(BIN)/python -m pytest --numprocesses $(JOBS) --dist worksteal --cov --cov-report=term

# Everything at the newest version that pyproject.toml allows, in an environment of its own.
newest:
	$(PYTHON) -m venv $(NEWEST)
	$(NEWEST)/bin/python -m pip install --quiet --upgrade pip
	$(NEWEST)/bin/python -m pip install --quiet --upgrade --upgrade-strategy eager --editable . --group dev
	$(NEWEST)/bin/python -m tests.ui.browser
	$(NEWEST)/bin/python -m pytest --numprocesses $(JOBS) --dist worksteal

eval: setup
	$(BIN)/dateline eval
	$(BIN)/python -m evals.scripted

bench: setup
	$(BIN)/python -m evals.bench

bench-start: setup
	$(BIN)/python -m evals.bench_start

bench-ingest: $(VENV)/.dev
	$(BIN)/python -m evals.bench_ingest

$(VENV)/.bench: $(VENV)/.dev requirements-bench.lock
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-bench.lock
	@touch $@

bench-retrieval: $(VENV)/.bench
	$(BIN)/python -m evals.bench_retrieval --markdown docs/retrieval.md

bench-answers: setup
	$(BIN)/python -m evals.bench_answers --set seeds
	$(BIN)/python -m evals.bench_answers --set squad2
	$(BIN)/python -m evals.bench_answers --set quiz
	$(BIN)/python -m evals.answers.rgb
	$(BIN)/python -m evals.bench_newsdesk

bench-verifier: setup
	$(BIN)/python -m evals.bench_verifier
	$(BIN)/python -m evals.newsdesk.claims

measure: $(VENV)/.dev
	$(BIN)/python -m evals.bodies
	$(BIN)/python -m evals.published_days
	$(BIN)/python -m evals.sentences
	$(BIN)/python -m evals.dates --all
	$(BIN)/python -m evals.newsdesk.leaks
	$(BIN)/python -m evals.speakers
	$(BIN)/python -m evals.furniture
	$(BIN)/python -m evals.furniture --marks evals/marks/furniture_test.jsonl
	$(BIN)/python -m evals.copies

kills: setup
	$(BIN)/python -m evals.kills --kills 60

fuzz: setup
	$(BIN)/python -m evals.fuzz_archives --ways 1000
	$(BIN)/python -m evals.fuzz_archives --ways 300 --seed 14 --bare

# The tools are the newest there are: what they know of is what was found since.
$(AUDIT)/.ready: pyproject.toml
	$(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/python -m pip install --quiet --upgrade pip
	$(AUDIT)/bin/python -m pip install --quiet --upgrade --group audit
	@touch $@

audit: $(AUDIT)/.ready
	$(AUDIT)/bin/bandit --quiet --configfile pyproject.toml --severity-level medium --recursive index rag prompts ui evals dateline.py
	$(AUDIT)/bin/pip-audit --disable-pip --require-hashes --requirement requirements.lock
	$(AUDIT)/bin/pip-audit --disable-pip --require-hashes --requirement requirements-pip.lock
	$(AUDIT)/bin/pip-audit --disable-pip --require-hashes --requirement requirements-dev.lock

dist: $(AUDIT)/.ready $(VENV)/.pip
	rm -rf dist
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .
	$(AUDIT)/bin/python -W ignore -m cyclonedx_py requirements requirements.lock --pyproject pyproject.toml --output-reproducible --output-file dist/dateline-news.cdx.json
	@ls dist

lock:
	echo pip | uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header - --output-file requirements-pip.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --no-annotate --no-header pyproject.toml --output-file requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --no-annotate --no-header pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --no-annotate --no-header pyproject.toml --group bench --constraint requirements.lock --output-file requirements-bench.lock

clean:
	rm -rf $(VENV) $(NEWEST) $(AUDIT) .dateline build dist .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis
