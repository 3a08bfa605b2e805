"""What a check may know of a submission without asking the child: its source and its time."""

import ast
import warnings
from typing import Any

from grader.model import Cell, Source, Submission
from grader.sandbox.parsed import parsed


def names(pieces: list[tuple[str, list[ast.stmt]]]) -> list[tuple[str, list[str]]]:
    return [(label, [getattr(node, "name", "") for node in body]) for label, body in pieces]


def submission(*sources: Source) -> Submission:
    return Submission(student="s", entry="in", sources=sources)


def source(path: str, *cells: str) -> Source:
    labels = [path] if len(cells) == 1 else [f"cell {n}" for n in range(1, len(cells) + 1)]
    pieces = tuple(Cell(label=a, source=b) for a, b in zip(labels, cells, strict=True))
    return Source(path=path, notebook=len(cells) > 1, cells=pieces)


def test_every_file_and_cell() -> None:
    file = source("a.py", "def one(): pass\n")
    book = source("b.ipynb", "x = 1", "", "def two(): pass\n\ndef three(): pass\n")
    first, second = parsed(submission(file, book))
    assert names(first) == [("a.py", ["one"])]
    assert names(second) == [("cell 1", [""]), ("cell 2", []), ("cell 3", ["two", "three"])]
    assert second[2][1][1].lineno == 3


def test_what_does_not_parse_is_cut_out() -> None:
    text = "def one(): pass\n\nprint 'x'\n\ndef two(): pass\n"
    deep = "x = " + "(" * 5000 + "1" + ")" * 5000
    first, second, third = parsed(
        submission(source("a.py", text), source("b.py", deep), source("c.py", "x = '\0'"))
    )
    assert names(first) == [("a.py", ["one", "two"])]
    assert names(second) == [("b.py", [])]
    assert names(third) == [("c.py", [])]


def test_doubtful_code_warns_nobody() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (file,) = parsed(submission(source("a.py", "x = '\\d'\ny = 1 is 1\n")))
    assert len(file[0][1]) == 2


def test_the_source_is_what_was_handed_in(jail: Any) -> None:
    running = jail.run("def f(): pass\nopen('work.py', 'w').write('def g(): pass')\n")
    assert names(running.f.remote_files()[0]) == [("work.py", ["f", ""])]


def test_the_clock_counts_what_the_child_works(jail: Any) -> None:
    text = "import time\ndef work():\n    end = time.process_time() + 0.05\n"
    running = jail.run(text + "    while time.process_time() < end: pass\n")
    before = running.work.remote_clock()
    running.work()
    assert running.work.remote_clock() - before >= 0.04
