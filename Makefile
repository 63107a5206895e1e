# Every target is a line of tools/. `make` alone lists them.
PYTHON ?= python3
CHECKS = $(PYTHON) -m tools.environment --dev && .venv/bin/python -m tools.run_checks

.DEFAULT_GOAL := help
.PHONY: help run signins test lint types migrations test-sqlite test-postgres e2e bench-races bench-search bench-queue format messages phrases lifecycle clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Install, migrate, load the demo into an empty database, serve on 127.0.0.1:8000 (PORT=… for another)
	@$(PYTHON) -m tools.run_site

signins: ## Print the demo sign-ins with the authenticator codes of this minute
	@$(PYTHON) -m tools.environment && .venv/bin/python manage.py show_demo_signins

test: ## Every check below, in order; fails if any fails or a tool is missing
	@$(CHECKS)

lint: ## ruff and djlint
	@$(CHECKS) lint

types: ## mypy
	@$(CHECKS) types

migrations: ## Does a model change lack its migration?
	@$(CHECKS) migrations

test-sqlite: ## The suite on SQLite
	@$(CHECKS) sqlite

test-postgres: ## The suite on PostgreSQL: DATABASE_URL, a local server, or a private one under build/
	@$(CHECKS) postgres

e2e: ## The journeys in Chromium
	@$(CHECKS) e2e

bench-races: ## Hundreds of races at once on one database (RACES=500, DATABASE_URL=…); its figures as JSON on the last line
	@$(PYTHON) -m tools.environment --dev && .venv/bin/python -m tools.bench_races

bench-search: ## How well and how fast the search finds, on SQLite and PostgreSQL (PAGES=10000); its figures as JSON on the last line
	@$(PYTHON) -m tools.environment --dev && .venv/bin/python -m tools.bench_search

bench-queue: ## What a page of the queue costs with 1,000 and with 100,000 requests, on PostgreSQL; its figures as JSON on the last line
	@$(PYTHON) -m tools.environment --dev && .venv/bin/python -m tools.bench_queue

format: ## Let ruff write the layout of Python
	@$(CHECKS) format

messages: ## Bring the catalogues of locale up to date with the code (FROM="a.po b.po" also takes translations from those files)
	@$(PYTHON) -m tools.environment --dev && .venv/bin/python -m tools.messages $(FROM)

phrases: ## Bring the demo's phrasebooks up to date with its Arabic pages (FROM="x-en.po …" also takes translations)
	@$(PYTHON) -m tools.environment --dev && .venv/bin/python -m tools.phrases $(FROM)

lifecycle: ## Draw docs/lifecycle.svg anew from the moves of a request
	@$(PYTHON) -m tools.environment --dev && .venv/bin/python -m tools.draw_lifecycle

clean: ## Remove what was built; the database, its keys and .venv stay
	@rm -rf build .mypy_cache .ruff_cache .pytest_cache
	@find . -path ./.venv -prune -o -path ./var -prune -o -name __pycache__ -type d -exec rm -rf {} +
	@find locale -name '*.mo' -delete
