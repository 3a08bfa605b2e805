"""The fixture `program` in checks, from the path of a submission to its report."""

import shutil
from pathlib import Path

import pytest

from grader.course import load_assignment, load_course
from grader.errors import UnreadableSubmission
from grader.handout import build
from grader.intake import read
from grader.model import IsolationLevel, Report
from grader.runner.detect import detect
from tests.small import hand_in, isolation, make_course, opened

MORE = '[[programs]]\nname = "toy"\nlanguages = ["python", "java", "cpp"]\n'
PUBLIC = """\
@points(1, problem="1a", title="double of the numbers in a file")
def test_double(program):
    run = program("toy", ["in.txt", "out.txt"], files={"in.txt": b"21"})
    if run.text("out.txt").strip() != "42":
        fail("out.txt holds another number")
"""
HIDDEN = """\
@points(2, problem="1a", title="double of a hidden number")
def test_hidden(program, reference, rng):
    number = int(rng.integers(1000, 9999))
    run = program("toy", ["in.txt", "out.txt"], files={"in.txt": str(number).encode()})
    if run.text("out.txt").strip() != str(2 * number):
        fail("out.txt holds another number")


@points(4, problem="1b", title="triple of a number")
def test_triple(submission, program):
    same(call(submission.triple, 2), 6, "triple(2)")
    if program("toy", fails=True).exit_code == 0:
        fail("without arguments the exit code is not 0")
"""
REFERENCE = """\
import sys


def triple(x):
    # BEGIN SOLUTION 1b
    return 3 * x
    # END SOLUTION


if __name__ == "__main__":
    source, target = sys.argv[1:]
    # BEGIN SOLUTION 1a
    # STUB: raise NotImplementedError("1a: not written yet")
    with open(source) as read, open(target, "w") as write:
        write.write(str(2 * int(read.read())))
    # END SOLUTION
"""
CPP = """\
#include <fstream>
int main(int argc, char** argv) {
  if (argc != 3) return 2;
  std::ifstream in(argv[1]);
  int x;
  in >> x;
  std::ofstream(argv[2]) << 2 * x << std::endl;
}
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return make_course(
        tmp_path, more=MORE, public=PUBLIC, hidden=HIDDEN, reference=REFERENCE, names=("triple",)
    )


def graded(course: Path, path: Path, level: IsolationLevel | None = None) -> Report:
    with opened(course, level) as bench:
        return bench.grade(read(path))


def statuses(report: Report) -> dict[str, str]:
    return {outcome.check: outcome.status for outcome in report.outcomes}


@pytest.mark.parametrize("level", ["best", "none"])
def test_the_reference_has_full_marks(course: Path, level: str) -> None:
    chosen = isolation() if level == "best" else "none"
    report = graded(course, course.parents[1] / "reference" / "toy", chosen)
    assert (report.score, report.max_score) == (7, 7)


def test_a_submission_in_cpp_is_read_detected_and_graded(course: Path, tmp_path: Path) -> None:
    """What it doesn't hold loses its own points, and nothing else."""
    if shutil.which("g++") is None:
        pytest.skip("this host has no g++")
    for path in (
        hand_in(tmp_path / "one", CPP, "toy.cpp"),
        hand_in(tmp_path / "two", CPP, "toy.cpp").parent,
    ):
        submission = read(path)
        assert submission.sources == ()
        assert submission.files == {"toy.cpp": CPP.encode()}
        found = detect(load_course(course.parents[1]), submission)
        assert found.spec.id == "toy"
        report = graded(course, path)
        assert statuses(report) == {
            "test_double": "passed",
            "test_hidden": "passed",
            "test_triple": "failed",
        }
        assert report.score == 3


def test_python_beside_another_language(course: Path, tmp_path: Path) -> None:
    if shutil.which("g++") is None:
        pytest.skip("this host has no g++")
    hand_in(tmp_path / "ada", CPP, "toy.cpp")
    hand_in(tmp_path / "ada", "def triple(x):\n    return x + x + x\n", "other.py")
    assert graded(course, tmp_path / "ada").score == 7


@pytest.mark.parametrize("crlf", [False, True])
def test_the_untouched_stub_beside_another_language(
    course: Path, tmp_path: Path, crlf: bool
) -> None:
    if shutil.which("g++") is None:
        pytest.skip("this host has no g++")
    build(load_assignment(course), tmp_path / "ada")
    hand_in(tmp_path / "ada", CPP, "toy.cpp")
    stub = tmp_path / "ada" / "toy.py"
    if crlf:
        stub.write_bytes(stub.read_bytes().replace(b"\n", b"\r\n"))
    report = graded(course, tmp_path / "ada")
    assert statuses(report)["test_hidden"] == "passed"
    assert "'toy.py' is as it was handed out: 'toy.cpp' counts" in report.notes
    stub.write_text(stub.read_text() + "work = 1\n")
    assert statuses(graded(course, tmp_path / "ada"))["test_hidden"] != "passed"


DOUBLED = """\
import sys
def triple(x):
    return 3 * x
if __name__ == "__main__":
    source, target = sys.argv[1:]
    with open(target, "w") as write:
        write.write(str(2 * int(open(source).read())))
    END
"""


@pytest.mark.parametrize(
    "end",
    [
        "sys.exit(triple(target))",
        "sys.exit('done')",
        "exit(1)",
        "open('experiment.csv')",
        "raise SystemExit",
    ],
)
def test_right_files_stay_right_whatever_ends_the_program(
    course: Path, tmp_path: Path, end: str
) -> None:
    text = DOUBLED.replace("END", end)
    report = graded(course, hand_in(tmp_path / "one", text, "toy.py"))
    assert report.score == report.max_score
    wrong = graded(course, hand_in(tmp_path / "two", text.replace("str(2", "str(3"), "toy.py"))
    assert wrong.score == 4
    message = wrong.outcomes[0].message
    if end == "raise SystemExit":
        assert message == "out.txt holds another number"
    else:  # it may be why the files are wrong
        assert "toy.py, line 8" in message


def test_the_program_counts_before_a_newer_file_that_is_none(course: Path, tmp_path: Path) -> None:
    right = DOUBLED.replace("END", "")
    hand_in(tmp_path / "ada" / "src", right, "toy.py")
    hand_in(tmp_path / "ada" / "src", "def triple(x):\n    return 3 * x\n", "toy_v2.py")
    report = graded(course, tmp_path / "ada")
    assert report.score == report.max_score


def test_a_folder_with_neither_is_still_unreadable(tmp_path: Path) -> None:
    hand_in(tmp_path / "ada", "text", "notes.txt")
    with pytest.raises(UnreadableSubmission):
        read(tmp_path / "ada")


LEAK = """\
import sys
secret = open(sys.argv[1]).read()
open(f"{secret}.txt", "w").close()
print("printed", secret)
print("error", secret, file=sys.stderr)
"""


@pytest.mark.parametrize(
    "end", ["sys.exit(int(secret) % 256)", "sys.exit(secret)", "raise ValueError(secret)", ""]
)
def test_a_hidden_input_comes_out_by_no_way(course: Path, tmp_path: Path, end: str) -> None:
    """Two students have other hidden numbers, and read the same."""
    told = set()
    for student in ("ada", "bob"):
        report = graded(course, hand_in(tmp_path / student, f"{LEAK}{end}\n", "toy.py").parent)
        assert report.student == student
        public, hidden = report.outcomes[:2]
        assert (hidden.check, hidden.output, hidden.detail) == ("test_hidden", "", "")
        told.add((hidden.status, hidden.message))
        assert "printed 21" in public.output
        assert "21" in f"{public.message}{public.detail}"
    ((status, _),) = told
    assert status in ("error", "failed")


def test_the_exit_code_is_told_in_public(course: Path, tmp_path: Path) -> None:
    text = "import sys\nprint('no such option', file=sys.stderr)\nsys.exit(2)\n"
    report = graded(course, hand_in(tmp_path, text, "toy.py"))
    outcome = next(outcome for outcome in report.outcomes if outcome.check == "test_double")
    assert outcome.status == "error"
    assert outcome.message == (
        "SystemExit: exit code 2, no such option (toy.py, line 3: sys.exit(2))"
    )
    assert outcome.output == "no such option\n"


def test_a_program_that_the_manifest_lacks_is_no_zero(tmp_path: Path) -> None:
    course = make_course(
        tmp_path, public=PUBLIC, hidden=HIDDEN, reference=REFERENCE, names=("triple",)
    )
    report = graded(course, course.parents[1] / "reference" / "toy")
    assert not report.complete
    assert statuses(report)["test_double"] == "internal-error"
