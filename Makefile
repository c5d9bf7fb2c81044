# The only commands anyone types. Each sets up what it needs, and no more.

ifndef PYTHON
# The first that runs and is new enough; an installed name may be a stand-in that does neither.
PYTHON := $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$name -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null && echo $$name && break; done)
endif
ifeq ($(PYTHON),)
$(error needs Python 3.11 or newer and found none; install one, or name it: make PYTHON=/path/to/python3)
endif
HOST ?= 127.0.0.1
PORT ?= 8000
# How `make check` shows its findings: text, json, or github, which makes annotations.
FORMAT ?= $(if $(GITHUB_ACTIONS),github,text)
# The commit that a change starts from, such as main: annotations on lines that differ from it come first.
BASE ?=
# The file that says in plain words all that was found.
SUMMARY ?= $(GITHUB_STEP_SUMMARY)
# Which share of the tests to run, as in 1/2.
SHARE ?= 1/1
# Recipes read variables from the environment, where a quote, a blank or a `;` is a letter and no command; each its own,
# since a command that tests start would find those of another set.
serve: export HOST := $(HOST)
serve: export PORT := $(PORT)
check: export FORMAT := $(FORMAT)
check: export BASE := $(BASE)
check: export SUMMARY := $(SUMMARY)
suite: export SHARE := $(SHARE)
vendor: export VERSIONS := $(VERSIONS)
# As typed: `$` begins no variable of make's in a title, nor in the name of a file.
override TITLE := $(value TITLE)
override FILE := $(value FILE)
export TITLE FILE
BIN := .venv/bin
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11.2 --generate-hashes --upgrade
# Where tests keep what Python compiled, whatever the machine forbids: they start it some hundred times.
COMPILED = PYTHONDONTWRITEBYTECODE= PYTHONPYCACHEPREFIX="$(CURDIR)/.cache/bytecode"
# Every build would print Material's notice that it reaches its end of life on 5 May 2027, and that MkDocs 2 will not
# do. Both are known: the README tells the plan, and the locks keep MkDocs 1.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.NOTPARALLEL: # two would install into one environment at once
.PHONY: help serve site check format new-essay rules cite test suite programs fuzz package release aged picture \
	source bench lock vendor clean

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

serve: .venv/build ## build, open a port and show every change as it is saved
	@$(PYTHON) scripts/environment.py port "$$HOST:$$PORT"
	@$(BIN)/mkdocs serve --dev-addr "$$HOST:$$PORT"

site: .venv/build ## write the site to site/
	@$(BIN)/mkdocs build --strict

check: .venv/check ## run every checker, build strictly, and list all findings
	@$(BIN)/python scripts/check.py --format "$$FORMAT" --base "$$BASE" --summary "$$SUMMARY"

format: .venv/check ## write Python, scripts and style sheets in their one form
	@$(BIN)/ruff format --quiet
	@$(BIN)/biome format --write --log-level=error

new-essay: .venv/build ## begin an essay: make new-essay NAME=my-essay TITLE="My essay"
	@$(BIN)/python scripts/new_essay.py

rules: .venv/build ## write into RULES.md and CONTRIBUTING.md what they repeat of the code
	@$(BIN)/python scripts/guides.py

cite: .venv/build ## write CITATION.cff from mkdocs.yml
	@$(BIN)/python scripts/citation_file.py

test: .venv/test check suite ## check, then run the tests, in a real browser too

suite: .venv/test ## run the tests alone, or a share of them, as in SHARE=1/2
	@$(BIN)/python tests/browser.py
	@$(COMPILED) $(BIN)/pytest

programs: ## install what tests use that pip cannot, by apt: epubcheck, Pango, Firefox and WebKit
	@.ci/run programs

fuzz: .venv/test ## search long for pages that the validator and the build read differently
	@XREF_MUTATIONS=100000 $(COMPILED) $(BIN)/pytest -k witnesses

package: .venv/package site ## write the copies to download to site/downloads/
	@$(BIN)/python scripts/package.py

release: package ## gather in release/ what a version consists of: make release TAG=v1.2.0
	@$(BIN)/python scripts/release.py

aged: .venv/test site ## write to aged.md which links, dates and packages have aged
	@$(BIN)/python scripts/aged.py

picture: .venv/test site ## draw the pictures in both READMEs anew
	@$(BIN)/python tests/picture.py
	@PYTHONPATH=scripts $(BIN)/python tests/output_picture.py

source: .venv/test ## add the works of FILE, an export that ends in .bib, .ris or .json, to the bibliography
	@$(BIN)/python scripts/add_source.py $${FILE:+"$$FILE"}

bench: .venv/test ## measure reading, search, the validator and growth
	@$(BIN)/python bench/reading.py
	@$(BIN)/python bench/search.py
	@$(BIN)/python bench/validator.py
	@$(BIN)/python bench/growth.py

lock: .venv/test ## write the lock files anew from requirements*.in
	@$(LOCK) requirements.in --output-file requirements.txt
	@$(LOCK) requirements-package.in --output-file requirements-package.txt
	@$(LOCK) requirements-check.in --output-file requirements-check.txt
	@$(LOCK) requirements-test.in --output-file requirements-test.txt

vendor: .venv/build ## fetch the scripts of others that overrides/vendored.yml lists, or VERSIONS=newest
	@$(BIN)/python scripts/vendored.py "$${VERSIONS:-renew}"

clean: ## remove what the other commands made
	@rm -rf .venv site release aged.md .lycheecache

# Each lock holds the one before, so that what is set up for much is set up for less.
.venv/build: requirements.txt
	@$(PYTHON) scripts/environment.py install $<
	@touch $@

.venv/package: requirements-package.txt requirements.txt
	@$(PYTHON) scripts/environment.py install $<
	@touch $@ .venv/build

.venv/check: requirements-check.txt requirements.txt
	@$(PYTHON) scripts/environment.py install $<
	@touch $@ .venv/build

.venv/test: requirements-test.txt requirements-check.txt requirements-package.txt requirements.txt
	@$(PYTHON) scripts/environment.py install $<
	@touch $@ .venv/check .venv/package .venv/build
