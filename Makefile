PYTHON ?= python
DATA ?= ../shared

.PHONY: check format lint types test evaluate example

check: lint types test

format:
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

lint:
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .

types:
	$(PYTHON) -m mypy

test:
	$(PYTHON) -m pytest

evaluate:
	$(PYTHON) -m evaluation floors --data $(DATA)

example:
	$(PYTHON) -m dragoman read examples/border-clashes.txt
