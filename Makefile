# The two commands a newcomer needs: `make run` and `make test`. Both begin with `make setup`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# What may differ with the database; PENDATAAN_TESTS_ON=postgresql make test tries all the rest there as well.
ON_POSTGRESQL = tests/storage tests/jobs tests/heart/test_turns.py tests/heart/test_desk_race.py \
	tests/heart/test_finalisasi_race.py tests/heart/test_verification_race.py tests/heart/test_whole.py \
	--ignore-glob='tests/storage/test_backup_*'

.PHONY: setup run test lint bench lock

setup: $(STAMP)

$(STAMP): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@if command -v uv >/dev/null 2>&1; then \
		uv venv --quiet --allow-existing --python "$$(command -v $(PYTHON))" $(VENV) && \
		uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock && \
		uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable . ; \
	else \
		$(PYTHON) -m venv $(VENV) && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . ; \
	fi
	@touch $@

run: setup
	@$(BIN)/python -m bot run

test: setup
	@$(BIN)/python -m pytest -n auto --dist loadfile
	@PENDATAAN_TESTS_ON=postgresql $(BIN)/python -m pytest -n auto --dist loadfile $(ON_POSTGRESQL)

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: setup
	@$(BIN)/python -m benchmarks

lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --no-emit-index-url --no-emit-find-links --quiet --output-file requirements.lock
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --no-emit-index-url --no-emit-find-links --quiet --extra dev \
		--constraint requirements.lock --output-file requirements-dev.lock
