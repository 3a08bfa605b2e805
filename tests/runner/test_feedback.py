"""What a report says about a hidden and a public check when student code tries to tell more."""

from pathlib import Path

import pytest

from grader.errors import (
    CheckFailed,
    Crash,
    HostError,
    MemoryLimit,
    StudentError,
    TimeLimit,
    Undecided,
)
from grader.intake import read
from grader.model import Cell, Source, Status, Submission
from grader.report import write
from grader.runner.feedback import feedback
from grader.runner.harmless import Own
from grader.sandbox.told import Origin

from ..small import hand_in, make_course, opened

NUMBER = 271.828  # told as such, in parts or as hex, it must not appear
TEST = f"""\
@points(1, problem="1a", title="double of something")
def test_something(submission):
    x = np.array([{NUMBER}, 2.0])
    hidden_name_of_ours = 141.421
    same(call(submission.double, x), np.array([hidden_name_of_ours, 4.0]), "double(x)")
"""
TRIES = {
    "text": "raise ValueError(f'x was {x}')",
    "parts": "raise ValueError(' '.join(str(x[0]).split('.')))",
    "repr": "raise KeyError(x.tobytes())",
    "hex": "raise ValueError(x[0].hex())",
    "type": "raise type('E' + str(x[0]).replace('.', '_'), (Exception,), {})()",
    "exec": "exec(compile('raise ValueError', f'x={x[0]}', 'exec'))",
    "line": "exec(compile(chr(10) * int(x[0] * 1000 - 1) + 'raise KeyError', 'ada.py', 'exec'))",
    "syntax": "raise SyntaxError('no', ('ada.py', int(x[0] * 1000), 1, str(x)))",
    "group": "raise ExceptionGroup(str(x), [ValueError(str(x))])",
    "note": "e = ValueError('no'); e.add_note(str(x)); raise e",
    "cause": "raise ValueError('no') from ValueError(str(x))",
    "print": "print(x)\n    import sys\n    print(x, file=sys.stderr)\n    return 0",
    "warn": "import warnings\n    warnings.warn(str(x))\n    return 0",
    "assert": "assert False, str(x)",
    "exit": "import sys\n    sys.exit(str(x[0]))",
    "class": "return type('T' + str(x[0]).replace('.', '_'), (), {})()",
    "dict": "return {str(x[0]): 1}",
    "string": "return str(x)",
    "wrong": "return x",
    "repeat": "return [x, [x]]",
    "exit code": "import os\n    os._exit(271 % 256)",
    "name": "globals()['double_' + str(x[0])] = 1\n    return undefined_thing",
    "frames": "import sys\n    f = sys._getframe()\n    while f.f_back: f = f.f_back\n"
    "    raise ValueError(f.f_code.co_filename)",
}


@pytest.mark.parametrize("way", TRIES)
def test_a_hidden_check_tells_nothing_that_student_code_puts_into_it(
    way: str, tmp_path: Path
) -> None:
    course = make_course(tmp_path, hidden=TEST, public="", problems={"1a": 1})
    path = hand_in(tmp_path, f"def double(x):\n    {TRIES[way]}\n")
    with opened(course) as bench:
        report = bench.grade(read(path))
        internal = list(bench.internal)
    assert internal == []
    (told,) = report.outcomes
    assert told.status not in ("passed", "internal-error")
    assert told.message
    assert told.detail == told.output == ""
    html, record = write(report, tmp_path / "out")
    for secret in ("271.8", "271 828", "271_8", "271828", "271827", NUMBER.hex(), "141.4"):
        for view in (html.read_text(), record.read_text()):
            assert secret not in view
    ours = ("hidden_name_of_ours", "test_kept.py", str(course), "site-packages", "code 15")
    assert not [word for word in ours if word in record.read_text()]


def test_a_public_check_shows_numbers_output_and_text(tmp_path: Path) -> None:
    shown = TEST.replace("def test_something", "def test_shown")
    hidden = "@points(1, problem='1b', title='other')\ndef test_other(submission):\n    pass\n"
    course = make_course(tmp_path, hidden=hidden, public=shown, problems={"1a": 1, "1b": 1})
    with opened(course) as bench:
        path = hand_in(tmp_path, "def double(x):\n    print('seen', x[1])\n    return x\n")
        (told, _) = bench.grade(read(path)).outcomes
        assert "141.421" in told.detail
        assert told.output == "seen 2.0\n"
        path = hand_in(tmp_path, "def double(x):\n    raise ValueError(f'x was {x}')\n")
        (told, _) = bench.grade(read(path)).outcomes
        assert "271.828" in told.message
        assert "ada.py, line 2" in told.message


def test_a_withheld_text_says_so_and_keeps_type_and_line(tmp_path: Path) -> None:
    course = make_course(tmp_path, hidden=TEST, public="", problems={"1a": 1})
    with opened(course) as bench:
        path = hand_in(tmp_path, "def double(x):\n    raise ValueError(f'x was {x}')\n")
        (told,) = bench.grade(read(path)).outcomes
    assert told.message == (
        "ValueError: its text is not shown, because this check is hidden "
        "(ada.py, line 2: raise ValueError(f'x was {x}'))"
    )


def test_an_honest_shape_mistake_is_shown_in_a_hidden_check(tmp_path: Path) -> None:
    course = make_course(tmp_path, hidden=TEST, public="", problems={"1a": 1})
    with opened(course) as bench:
        text = "import numpy as np\ndef double(x):\n    return x @ np.ones((3, 2))\n"
        (told,) = bench.grade(read(hand_in(tmp_path, text))).outcomes
    assert "size 3 is different from 2" in told.message
    assert "ada.py, line 3" in told.message


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (None, "passed"),
        (CheckFailed("x"), "failed"),
        (AssertionError("x"), "failed"),
        (pytest.fail.Exception("x"), "failed"),
        (pytest.skip.Exception("x"), "skipped"),
        (StudentError("ValueError"), "error"),
        (Crash("x"), "crash"),
        (MemoryLimit("x"), "memory"),
        (TimeLimit("x"), "timeout"),
        (HostError("x"), "internal-error"),
        (ValueError("x"), "internal-error"),
        (MemoryError(), "internal-error"),
        (SystemExit(0), "internal-error"),
    ],
)
def test_the_status_of_every_kind_of_end(error: BaseException | None, status: Status) -> None:
    own = nobody()
    assert feedback(error, "hidden", own).status == status
    assert feedback(error, "public", own).status == status


def nobody() -> Own:
    cell = Cell(label="a.py", source="")
    source = Source(path="a.py", notebook=False, cells=(cell,))
    return Own(Origin(Submission(student="ada", entry="a.py", sources=(source,))))


@pytest.mark.parametrize(
    ("module", "status"),
    [
        ("tests.hidden.test_a", "failed"),
        ("numpy.testing", "failed"),
        ("grader.checks.same", "internal-error"),
        ("_pytest.runner", "internal-error"),
    ],
)
def test_only_an_assertion_of_a_check_is_the_students_failure(module: str, status: Status) -> None:
    with pytest.raises(AssertionError) as caught:
        exec("assert False", {"__name__": module})
    assert feedback(caught.value, "hidden", nobody()).status == status


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("def Double(x): return 2 * x\n", "but Double is there: is it misspelt?"),
        ("def duoble(x): return 2 * x\n", "but duoble is there: is it misspelt?"),
        ("def doubles(x): return 2 * x\n", "was found in the submission"),
    ],
)
def test_a_name_that_is_asked_for_too_is_no_misspelling(
    text: str, says: str, tmp_path: Path
) -> None:
    names, reference = ("double", "doubles"), "def double(x): ...\ndef doubles(x): ...\n"
    course = make_course(
        tmp_path,
        hidden="",
        names=names,
        problems={"1a": 1},
        reference=reference,
    )
    with opened(course, "none") as bench:
        report = bench.grade(read(hand_in(tmp_path, text)))
    assert says in report.outcomes[0].message


def test_an_undecided_answer_waits_and_tells_numbers_in_public_checks_only() -> None:
    error = Undecided("a human will look at it", "got 1, expected 2")
    own = Own(Origin(Submission(student="ada", entry="a.py", sources=())))
    public, hidden = (feedback(error, visibility, own) for visibility in ("public", "hidden"))
    assert public.pending
    assert hidden.pending
    assert (public.status, public.detail) == ("skipped", "got 1, expected 2")
    assert (hidden.status, hidden.detail) == ("skipped", "")
    assert not feedback(CheckFailed("no"), "public", own).pending
