# Two commands for everybody: `make demo` and `make test`. The others are parts of `make test`.
# Needs make, Python 3.11 or newer with pip, and the package index pip is set up for.
# Another interpreter: make demo PYTHON=python3.12

PYTHON ?= python3
PIP = -m pip --disable-pip-version-check --no-input install -qq
TEST = .venv-test/bin
BENCHES = p1_startup p2_scripted p3_interview p4_answer p5_throughput p8_accounts p9_evidence p9_registers

# What the installed copy is made of; folders are listed too, so that a removed file counts.
SOURCES := $(shell find src questions scoring examples -name __pycache__ -prune -o -print 2>/dev/null)

.PHONY: help demo test check lint types imports docs-fresh unit bench clean
.NOTPARALLEL:

help:
	@echo 'make demo    installe le programme dans .venv et montre un audit d’exemple'
	@echo 'make test    vérifie tout : style, types, architecture, catalogue, documentation, tests'
	@echo 'make check   la même chose sans les tests'
	@echo 'make bench   mesure la vitesse, en rapports (benchmarks/README.md) ; jamais dans make test'
	@echo 'make clean   supprime ce que ces commandes ont créé'

demo: .venv/.installed
	@.venv/bin/playbook-audit demo

# The tests come last, so that their summary closes the output.
test: check unit

check: lint types imports docs-fresh

lint: .venv-test/.installed
	@$(TEST)/ruff check
	@$(TEST)/ruff format --check

types: .venv-test/.installed
	@$(TEST)/mypy

imports: .venv-test/.installed
	@$(TEST)/lint-imports --no-logo --cache-dir .cache/import-linter

docs-fresh: .venv-test/.installed
	@$(TEST)/playbook-audit catalogue check
	@$(TEST)/playbook-audit catalogue docs --check

# Laws judge thousands of audits: watching which lines they run would take three times as long.
unit: .venv-test/.installed
	@$(TEST)/pytest -n auto -m law
	@$(TEST)/pytest -n auto -m 'not law' --cov

# Every figure is printed, kept or missed; the exit code only tells whether measuring worked.
bench: .venv-bench/.installed
	@for one in $(BENCHES); do \
	  .venv-bench/bin/python benchmarks/$$one.py --json .cache/bench/$$one.json && echo || exit 1; \
	done

clean:
	rm -rf .venv .venv-test .venv-bench .cache .coverage .coverage.* .hypothesis build dist
	find src tests benchmarks -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

# ------------------------------------------------------------ environments

.venv/.installed: pyproject.toml README.md $(SOURCES) | .venv/.created
	@echo 'Installation de playbook-audit dans .venv (une minute la première fois)…' >&2
	@.venv/bin/python $(PIP) . || { $(call failed); }
	@touch $@

.venv-test/.installed: pyproject.toml | .venv-test/.created
	@echo 'Installation des outils de test dans .venv-test (une minute la première fois)…' >&2
	@.venv-test/bin/python $(PIP) -e '.[test]' || { $(call failed); }
	@touch $@

# Not editable: what is timed is what users install.
.venv-bench/.installed: pyproject.toml README.md $(SOURCES) | .venv-bench/.created
	@echo 'Installation de playbook-audit et de ses outils de mesure dans .venv-bench…' >&2
	@.venv-bench/bin/python $(PIP) '.[bench]' || { $(call failed); }
	@touch $@

# The stamp comes last: a half-made environment is made again.
.venv/.created .venv-test/.created .venv-bench/.created:
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	  echo 'Python est introuvable ($(PYTHON)). Installez Python 3.11 ou plus récent,' >&2; \
	  echo 'ou dites où il est : make demo PYTHON=/chemin/vers/python3' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Il faut Python 3.11 ou plus récent ; $(PYTHON) est $$($(PYTHON) --version 2>&1)." >&2; \
	  echo 'Si une autre version est installée : make demo PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(@D) || { \
	  echo 'Impossible de créer $(@D). Sous Debian ou Ubuntu : sudo apt install python3-venv' >&2; exit 1; }
	@touch $@

failed = echo "L’installation a échoué : l’index de paquets de pip est-il joignable ?" >&2; exit 1
