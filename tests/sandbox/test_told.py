"""What the child tells is typed and bounded, and quotes the submission only as it was read."""

import math
from typing import Any

import pytest

from grader.errors import Crash, MemoryLimit, StudentError
from grader.model import Cell, Source, Submission
from grader.sandbox import told

SOURCE = "class Mine(Exception): pass\n\ndef f():\n    raise Mine  # here\n"
ORIGIN = told.Origin(
    Submission(
        student="s",
        entry="e",
        sources=(
            Source(path="a.py", notebook=False, cells=(Cell(label="a.py", source=SOURCE),)),
            Source(path="n1.ipynb", notebook=True, cells=(Cell(label="cell 1", source="x\ny"),)),
            Source(path="n2.ipynb", notebook=True, cells=(Cell(label="cell 1", source="z"),)),
        ),
    )
)


def failure(kind: Any, places: Any = (), text: Any = "") -> Any:
    return told.student_error({"type": kind, "places": places, "text": text}, ORIGIN)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("KeyError", "KeyError"),
        ("LinAlgError", "LinAlgError"),
        ("UFuncTypeError", "UFuncTypeError"),
        ("AxisError", "AxisError"),
        ("Mine", "Mine"),
        ("Mine_0_25", "Exception"),
        ("\x1b[2J", "Exception"),
        ("", "Exception"),
        (None, "Exception"),
        (["KeyError"], "Exception"),
    ],
)
def test_the_type_is_one_that_exists(kind: Any, expected: str) -> None:
    assert failure(kind).kind == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (["a.py", 4, "f", "secret"], "a.py, line 4: raise Mine  # here"),
        (["a.py", 2, "f", "secret"], "a.py, line 2"),
        (["a.py", 0, "f", "x"], ""),
        (["a.py", 6, "f", "x"], ""),
        (["a.py", -1, "f", "x"], ""),
        (["a.py", 10**400, "f", "x"], ""),
        (["a.py", 4.0, "f", "x"], ""),
        (["a.py", True, "f", "x"], ""),
        (["b.py", 1, "f", "x"], ""),
        (["cell 1", 1, "f", "x"], "cell 1, line 1"),  # two notebooks have one
        (["cell 1", 2, "f", "x"], "cell 1, line 2: y"),
        ([{}, 1, "f", "x"], ""),
        (["a.py", 4], ""),
        ("a.py", ""),
        (None, ""),
    ],
)
def test_the_place_is_one_of_the_submission(place: Any, expected: str) -> None:
    assert failure("KeyError", [place]).place == expected


def test_the_innermost_place_is_told() -> None:
    got = failure("Mine", [["a.py", 1, "", ""], ["a.py", 4, "f", ""]])
    assert got.message == "Mine in a.py, line 4: raise Mine  # here"


def test_text_is_bounded_and_apart() -> None:
    got = failure("KeyError", text="s" * 10_000)
    assert len(got.words) == told.MOST_TEXT
    assert "s" not in got.message.replace("KeyError", "")


@pytest.mark.parametrize("raised", [None, [], "x", 5, True])
def test_a_failure_without_content_is_a_crash(raised: Any) -> None:
    assert type(told.student_error(raised, ORIGIN)) is Crash


def test_memory_is_its_own_fault() -> None:
    assert type(told.student_error({"memory": True}, ORIGIN)) is MemoryLimit
    assert type(told.student_error({"memory": 1}, ORIGIN)) is StudentError


@pytest.mark.parametrize("seconds", [math.nan, math.inf, -1.0, "1", None, True, 10**400])
def test_seconds_of_a_cell_are_a_finite_number(seconds: Any) -> None:
    (cell,) = told.cell_outcomes({"cells": [{"label": "a", "seconds": seconds}]}, ORIGIN)
    assert cell.seconds == 0.0


@pytest.mark.parametrize(
    "answer", [None, [], {}, {"cells": 5}, {"cells": [5]}, {"names": {"a": 1}}]
)
def test_an_answer_of_another_form_tells_nothing(answer: Any) -> None:
    assert told.cell_outcomes(answer, ORIGIN) == ()
    assert told.names(answer) == ()


def test_cells_and_names_are_bounded() -> None:
    cell = {"label": "x" * 1000, "status": ["passed"], "errors": [{"type": "KeyError"}] * 100}
    cells = told.cell_outcomes({"cells": [cell] * 5000}, ORIGIN)
    assert len(cells) == told.MOST_CELLS
    assert len(cells[0].label) == 100
    assert cells[0].status == "passed"
    assert cells[0].message == "KeyError; KeyError; KeyError"
    assert len(told.names({"names": ["n" * 1000, 5] * 5000})) <= told.MOST_NAMES


def test_the_place_is_told_apart_from_its_words() -> None:
    assert failure("ValueError", [["a.py", 1, "f", "forged"]]).at == ("a.py", 1)


@pytest.mark.parametrize(
    "place",
    [["b.py", 1, "", ""], ["a.py", 10**9, "", ""], ["a.py", True, "", ""], "a.py", None, []],
)
def test_a_place_that_is_not_there_is_none(place: Any) -> None:
    assert failure("ValueError", [place]).at is None


def test_the_first_error_of_each_cell_is_kept() -> None:
    errors = [{"type": "ValueError", "text": "one"}, {"type": "TypeError", "text": "two"}]
    cells = [{"label": "a.py", "status": "error", "errors": errors}, {"label": "b.py"}]
    found = told.load_errors({"cells": cells}, ORIGIN)
    assert [(name, e.kind, e.words) for name, e in found.items()] == [("a.py", "ValueError", "one")]


@pytest.mark.parametrize(
    "answer", [None, [], {"cells": 3}, {"cells": [None, 3, {}]}, {"cells": [{"errors": [None, 1]}]}]
)
def test_load_errors_of_another_form_tell_nothing(answer: Any) -> None:
    assert told.load_errors(answer, ORIGIN) == {}
