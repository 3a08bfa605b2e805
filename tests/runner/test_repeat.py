"""The same submission gives the same report; another student gets other random numbers."""

import json
from pathlib import Path

from grader.intake import read

from ..small import HALF, RIGHT, graded, hand_in, isolation, make_course, opened
from ..small import timeless as without_times

SEEN = """\
@points(3, problem="1a", title="numbers")
def test_numbers(submission, rng):
    fail(f"{rng.standard_normal():.15f}")
"""


def test_random_numbers_differ_between_students_and_repeat_for_one(tmp_path: Path) -> None:
    course = make_course(tmp_path, hidden=SEEN, public="", problems={"1a": 3})
    with opened(course) as bench:
        paths = [hand_in(tmp_path, RIGHT, name) for name in ("ada.py", "bob.py", "ada.py")]
        first, second, third = (bench.grade(read(p)).outcomes[0].message for p in paths)
    assert first == third
    assert first != second
    other = make_course(
        tmp_path / "other",
        hidden=SEEN,
        public="",
        problems={"1a": 3},
        reference="double = triple = 1\n"
        + "# BEGIN SOLUTION 1a\n# STUB: y = 0\ny = 1\n# END SOLUTION\n",
    )
    with opened(other) as bench:  # who knows all the names still can't foresee the numbers
        assert bench.grade(read(paths[0])).outcomes[0].message != first


def test_another_submission_of_a_student_gets_other_numbers(tmp_path: Path) -> None:
    """What one submission carried away of a hidden check is of no use to the next one."""
    course = make_course(tmp_path, hidden=SEEN, public="", problems={"1a": 3})
    with opened(course) as bench:
        first = bench.grade(read(hand_in(tmp_path, RIGHT, "ada.py"))).outcomes[0].message
        again = bench.grade(read(hand_in(tmp_path, RIGHT, "ada.py"))).outcomes[0].message
        other = bench.grade(read(hand_in(tmp_path, RIGHT + "# mended\n", "ada.py"))).outcomes[0]
    assert first == again
    assert first != other.message


def test_student_code_is_seeded_without_learning_the_checks_seed(tmp_path: Path) -> None:
    hidden = """\
@points(3, problem="1a", title="numbers")
def test_numbers(submission, rng):
    fail(repr((rng.integers(1 << 62), submission.double(0))))
"""
    course = make_course(tmp_path, hidden=hidden, public="", problems={"1a": 3})
    text = "import numpy as np\ndef double(x):\n    return int(np.random.randint(1 << 62))\n"
    with opened(course) as bench:
        texts = [bench.grade(read(hand_in(tmp_path, text))).outcomes[0].message for _ in range(2)]
    assert texts[0] == texts[1]
    ours, theirs = texts[0].strip("()").split(", ")
    assert ours != theirs


def test_same_input_gives_the_same_json(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    path = hand_in(tmp_path, HALF + "\nprint('hello', {1, 2}, {'a', 'b', 'c'})\n")
    with opened(course) as bench:
        texts = [without_times(bench.grade(read(path)), tmp_path / "out") for _ in range(2)]
    texts.append(without_times(graded(course, path), tmp_path / "out"))
    assert texts[0] == texts[1] == texts[2]


def test_isolation_changes_nothing_but_what_is_said_about_it(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    path = hand_in(tmp_path, HALF)
    found = []
    for level in ("none", isolation()):
        with opened(course, level) as bench:
            told = json.loads(without_times(bench.grade(read(path)), tmp_path / "out"))
        told.pop("isolation")
        found.append(told)
    assert found[0] == found[1]
