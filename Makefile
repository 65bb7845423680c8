# Two commands on a fresh machine: `make demo` runs the main job, `make test` passes the tests.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
READY = $(VENV)/.ready

.PHONY: demo test bench expected golden lint clean

demo: $(READY)
	$(BIN)/python run.py compare scenarios/baseline.yaml scenarios/coordinated_dialogues.yaml

test: $(READY)
	$(BIN)/python -m pytest -q -n logical --dist worksteal

bench: $(READY)
	$(BIN)/python -m tests.bench

expected: $(READY)
	$(BIN)/python -m sim.analysis.expected

golden: $(READY)
	$(BIN)/python -m tests.report.drawn

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $(READY)

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
