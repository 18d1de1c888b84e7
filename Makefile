# Everything is installed inside this folder (.venv, node_modules), but for Chromium and TeX, which apt may install.
# Each target first installs what it needs, from lock files with hashes; see tools/.
SHELL := /bin/sh
export PYTHON

HOST ?=
PORT ?=
python := .venv/bin/python
node := sh tools/node.sh
# A file's tests stay together, and files keep their order: those of the browser come last (see tests/conftest.py).
workers := --numprocesses auto --dist loadfile --no-loadscope-reorder
compile := .venv/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--custom-compile-command 'make lock'

.DEFAULT_GOAL := help
.PHONY: help run test quick check format bench marking types release lock clean runtime development

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1: \2/p' Makefile

run: runtime ## start the server on 127.0.0.1:8000 (HOST=… and PORT=… change that)
	@exec $(python) -m app.cli serve $(if $(HOST),--host $(HOST)) $(if $(PORT),--port $(PORT))

test: check ## everything: make check, then all tests, in Python, Node, Chromium and TeX, on every core
	@$(node) node --test $$(find tests/js -name "*.test.js")
	@chromium=$$($(node) $(python) -m tools.chromium) && tex=$$($(python) -m tools.tex) && \
	$(node) env $${chromium:+NABLASCOPE_TEST_CHROMIUM="$$chromium"} $${tex:+NABLASCOPE_TEST_TEX="$$tex"} \
		$(python) -m pytest $(workers) --cov --cov-report=term --cov-fail-under=95

quick: check ## what takes less than a minute: make check, then the tests without a browser, TeX and what is slow
	@$(node) node --test $$(find tests/js -name "*.test.js")
	@$(node) $(python) -m pytest --quiet $(workers) -m "not slow" --ignore tests/browser

check: development ## lint, formatting, types, the direction of imports
	@$(python) -m ruff check
	@$(python) -m ruff format --check
	@$(python) -m mypy
	@.venv/bin/lint-imports
	@$(node) tsc --project .
	@$(node) tsc --project tests/js
	@$(node) eslint --max-warnings=0 .

format: development ## put the Python code into the standard form, and mend what ruff can
	@$(python) -m ruff check --fix --exit-zero
	@$(python) -m ruff format

bench: development ## measure the engine, training, the service and the page, as ratios
	@chromium=$$($(node) $(python) -m tools.chromium) && \
	$(node) env $${chromium:+NABLASCOPE_TEST_CHROMIUM="$$chromium"} sh tools/pytorch.sh $(python) -m bench

marking: development ## measure how well the marking names mistakes, on 5,000 wrong answers
	@$(python) -m bench.marking

types: development ## write what is made from the code: the page's types and table of quantities, docs/tables.md
	@$(node) $(python) tools/wire_types.py
	@$(python) -m tools.tables

release: development ## release VERSION=x.y.z: changelog, version, wheel and sdist in dist/, commit and tag
	@$(python) -m tools.release $(VERSION)

lock: development ## bring the lock files up to date with pyproject.toml and package.json
	@$(compile) --upgrade pyproject.toml --output-file requirements.txt
	@$(compile) --upgrade pyproject.toml --group dev --constraint requirements.txt --output-file requirements-dev.txt
	@$(compile) --upgrade --group node --output-file requirements-node.txt
	@$(node) npm update --ignore-scripts
	@# Not upgraded, so that the hash of PyTorch's build for the CPU is kept; uv finds that build by UV_FIND_LINKS.
	@$(compile) --no-deps --group bench --output-file requirements-bench.txt

clean: ## remove everything that the other targets made
	@rm -rf .venv node_modules build dist htmlcov .coverage .coverage.* \
		.hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache .schemathesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

runtime:
	@sh tools/venv.sh requirements.txt

development:
	@sh tools/venv.sh requirements-dev.txt
