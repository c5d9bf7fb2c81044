# The only commands anyone types. `make serve` and `make test` set up what they need.

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
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help serve site check test package bench lock clean

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

serve: .venv/site ## build, open a port and show every change as it is saved
	@$(PYTHON) scripts/environment.py port $(HOST):$(PORT)
	@$(BIN)/mkdocs serve --dev-addr $(HOST):$(PORT)

site: .venv/site ## write the site to site/
	@$(BIN)/mkdocs build --strict

check: .venv/dev ## lint, validate every cross-reference, build strictly
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/zizmor --offline --quiet --strict-collection --persona=auditor --no-progress .github
	@$(BIN)/jactionlint --no-online --strict-exit --shellcheck= --pyflakes=
	@$(BIN)/typos --format brief --sort README.md CONTRIBUTING.md docs
	@$(BIN)/python scripts/check_spelling.py
	@$(BIN)/python scripts/check_xrefs.py
	@$(BIN)/mkdocs build --strict

test: check ## run everything, in a real browser too
	@$(BIN)/python tests/browser.py
	@$(BIN)/pytest

package: site .venv/dev ## write the copies to download to site/downloads/
	@$(BIN)/python scripts/package.py

bench: .venv/dev ## measure reading, search and the validator
	@$(BIN)/python bench/reading.py
	@$(BIN)/python bench/search.py
	@$(BIN)/python bench/validator.py

lock: .venv/dev ## write the lock files anew from requirements*.in
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade requirements.in --output-file requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade requirements-dev.in --output-file requirements-dev.txt

clean: ## remove what the other commands made
	@rm -rf .venv site

.venv/site: requirements.txt
	@$(PYTHON) scripts/environment.py install $<
	@touch $@

.venv/dev: requirements-dev.txt requirements.txt
	@$(PYTHON) scripts/environment.py install $<
	@touch $@ .venv/site
