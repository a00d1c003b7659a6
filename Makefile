# start: open the worked example    test: all that CI runs    check: style, types and import contracts
# bench: measure                    soak: the long tests      clean: remove the environment and what was built

python := .venv/bin/python
candidates := $(or $(PYTHON),python3.14 python3.13 python3.12 python3.11 python3)
probe := import sys, venv, ensurepip, sqlite3, ssl; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))
install := $(python) -m pip install --quiet --disable-pip-version-check --no-input --constraint constraints.txt

unexport PYTHONDONTWRITEBYTECODE
unexport PYTHONHOME
unexport PYTHONPATH

.PHONY: start test check bench soak clean FORCE

start: .venv/.runtime
	@if [ -t 0 ] && [ -t 1 ] && [ -t 2 ]; then \
		exec .venv/bin/onrecord --example; \
	fi; \
	.venv/bin/onrecord --example list && \
	.venv/bin/onrecord --example export seely-letter-2020 --for editor --format md

test: check
	$(python) -m compileall -q workflow tui
	$(python) -m pytest -n 4 --dist worksteal

check: .venv/.dev
	$(python) -m ruff check
	$(python) -m ruff format --check
	$(python) -m mypy $(wildcard workflow tui tests benchmarks)
	.venv/bin/lint-imports

bench: .venv/.runtime
	$(python) -m benchmarks

soak: .venv/.dev
	ONRECORD_SOAK=1 $(python) -m pytest -n 4 --dist worksteal -m ''

clean:
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache *.egg-info
	find workflow tui tests -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.runtime: .venv/.home pyproject.toml constraints.txt
	@echo "Installing onrecord in .venv" >&2
	@$(install) --editable '.[checks,c2pa,time]'
	@touch $@

.venv/.dev: .venv/.home pyproject.toml constraints.txt
	@echo "Installing onrecord and its tests' tools in .venv" >&2
	@$(install) --editable '.[checks,c2pa,time,dev]'
	@touch .venv/.runtime $@

# A virtual environment holds absolute paths: one from another folder, or whose Python is gone, is made again.
ifneq ($(shell $(python) -c 'print(open(".venv/.home").read(), end="")' 2>/dev/null),$(CURDIR))
.venv/.home: FORCE
endif

.venv/.home:
	@for candidate in $(candidates); do \
		if "$$candidate" -c '$(probe)' 2>/dev/null; then found=$$candidate; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "No suitable Python among: $(candidates)." >&2; \
		echo "onrecord needs Python 3.11 to 3.14 with venv, ensurepip, sqlite3 and ssl" \
			"(on Debian and Ubuntu: python3-venv); name one with make PYTHON=/path/to/python3." >&2; \
		exit 1; \
	fi; \
	"$$found" -m venv --clear .venv
	@printf '%s\n' '$(CURDIR)' > $@
