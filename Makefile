PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXAMPLES := examples/right.py examples/three_mistakes.py examples/alex_4711.ipynb

.PHONY: demo test test-assignments test-toolkit lint types fresh bench golden reference gradcheck diagnosis corpus false-fails whole clean

# The environment: made once, made again when the dependencies change.
$(VENV)/made: pyproject.toml requirements-dev.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

# The main job, on sample submissions: one right, one with three mistakes, one notebook.
demo: $(VENV)/made
	@for entry in $(EXAMPLES); do \
	  echo; echo "== $$entry"; \
	  $(BIN)/grader run $$entry --assignment umich_ps4 \
	    --out grader-report/$$(basename $$entry | cut -d. -f1) || exit $$?; \
	done
	@echo; echo "Open the HTML reports named above in a browser."

# Two halves side by side: the corpora of the assignments take longer than everything else.
test: $(VENV)/made
	@$(MAKE) --no-print-directory -j2 --output-sync=target test-assignments test-toolkit

test-assignments: $(VENV)/made
	$(BIN)/python -m pytest tests/assignments

test-toolkit: $(VENV)/made
	$(BIN)/python -m pytest --ignore=tests/assignments

# Every mistake of the corpora, of which `make test` takes a tenth. Twenty minutes or more.
corpus: $(VENV)/made
	GRADER_CORPUS_ALL=1 $(BIN)/python -m pytest tests/assignments/test_corpus.py -k mistake

lint: $(VENV)/made
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/made
	$(BIN)/mypy --strict grader/

# student_template/ is what the reference gives.
fresh: $(VENV)/made
	@for id in $$(ls assignments); do $(BIN)/grader handout $$id --check || exit $$?; done

# Speed beside yardsticks; slow, prints a table.
bench: $(VENV)/made
	$(BIN)/python benchmarks/overhead.py

# Every golden number of the course texts beside what the references give. Needs the real data.
golden: $(VENV)/made
	$(BIN)/python -m benchmarks.golden.table

# How fast the references train. Needs the real data, and installs PyTorch as the yardstick.
reference: $(VENV)/made
	$(BIN)/python benchmarks/reference.py

# False alarms, misses and cost of gradient checks; ten minutes (QUICK=--quick: one or less).
# YARDSTICKS names an interpreter with torch, scipy and autograd to measure these beside it.
gradcheck: $(VENV)/made
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m benchmarks.gradcheck $(QUICK) \
	  $(if $(YARDSTICKS),--yardsticks $(YARDSTICKS))

# Right solutions under a hundred names: none may lose a point or get a diagnosis. An hour or more;
# NAMES and ASSIGNMENTS shorten it.
false-fails: $(VENV)/made
	$(BIN)/python benchmarks/false_fails.py $(ASSIGNMENTS) --busy --names $(or $(NAMES),100)

# Does a reference lose a point where its trainings are graded as well? Minutes.
whole: $(VENV)/made
	$(BIN)/python benchmarks/false_fails.py $(ASSIGNMENTS) --training --names 1

# How many mistakes of the corpus a report names, and how many of these rightly. Five minutes or more.
diagnosis: $(VENV)/made
	$(BIN)/python -W ignore -m benchmarks.diagnosis $(ASSIGNMENTS)

clean:
	rm -rf $(VENV) grader-report build *.egg-info
