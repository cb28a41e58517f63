# crmlab: `make` alone lists what can be done. Needs python3 (3.11 or newer) and make.

PYTHON ?= python3
PY := .venv/bin/python
READY := .venv/.installed

.DEFAULT_GOAL := help
.PHONY: help lab demo test build check bench constraints clean

help: ## list these commands
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /|/' | while IFS='|' read -r name text; do \
		printf '  make %-12s %s\n' "$$name" "$$text"; done

# The environment, made on first use and again when what it needs has changed. Grading seals student code off
# with bubblewrap, which is a program of the system: root gets it from Debian, others are told by crmlab doctor.
$(READY): pyproject.toml constraints.txt
	@command -v bwrap > /dev/null || [ "$$(id -u)" != 0 ] || ! command -v apt-get > /dev/null \
		|| { apt-get update -qq && apt-get install -qq --yes bubblewrap; } > /dev/null 2>&1 \
		|| echo "bubblewrap could not be installed; crmlab doctor says what grading needs"
	$(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet -c constraints.txt -e '.[test]'
	@touch $@

lab: $(READY) ## open the course in JupyterLab
	.venv/bin/crmlab lab

demo: $(READY) ## run a whole course with simulated students and check every score
	.venv/bin/crmlab demo

test: $(READY) ## run all tests, on two processes
	$(PY) -m pytest -n 2 --dist loadscope --hypothesis-profile=ci

build: $(READY) ## write notebooks/, solutions/ and two pages of docs/ from src/chapters/ and datasets/
	$(PY) -m crmlab.authoring build

check: $(READY) ## the gates before a commit: lint, spelling, chapters, build in step with sources
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/codespell
	$(PY) -m crmlab.authoring check

bench: $(READY) ## time the library against its peers and save the table
	$(PY) -m pip install --quiet -c constraints.txt -e '.[bench]'
	$(PY) benchmarks/run.py

constraints: ## pin the newest versions that install together (then run make test)
	rm -rf build/pins
	$(PYTHON) -m venv build/pins
	build/pins/bin/python -m pip install --quiet '.[test]'
	build/pins/bin/python -m pip freeze | grep -v '^crmlab' > constraints.txt
	rm -rf build/pins

clean: ## remove the environment, builds and caches (your course folders stay)
	rm -rf .venv build dist .pytest_cache .ruff_cache .hypothesis
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2> /dev/null || true
