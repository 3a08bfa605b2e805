"""The stage of a plain pytest run: `pytest assignments/<id> --submission PATH`."""

from pathlib import Path

from grader.course import load_assignment
from grader.datasets import DataShelf
from grader.errors import UsageError
from grader.intake import read
from grader.model import CourseAssignment, IsolationLevel
from grader.runner.bench import launcher
from grader.runner.context import Data, Running
from grader.runner.detect import file_name
from grader.runner.stage import Stage
from grader.sandbox.process import Launcher
from grader.sandbox.session import Session
from grader.sandbox.shared import SharedArrays


class PlainStage(Stage):
    """A stage with one submission, for as long as pytest runs."""

    def __init__(self, assignment: CourseAssignment, path: Path, isolation: IsolationLevel) -> None:
        super().__init__(assignment, Data(DataShelf(), assignment.spec.datasets))
        submission = read(path, file_name=file_name(assignment.spec))
        self.started: Launcher = launcher(assignment, isolation)
        self.shared = SharedArrays(by_path=isolation == "none")
        session = Session(self.started, assignment.spec, submission, self.shared)
        self.enter(Running(submission, session))

    def close(self) -> None:
        """End the submission's process and what started it."""
        super().close()
        self.started.close()
        self.shared.close()


def plain_stage(folder: Path, path: Path, isolation: IsolationLevel) -> PlainStage:
    """The stage for the assignment that a tests' folder belongs to."""
    for candidate in (folder.resolve(), *folder.resolve().parents):
        if (candidate / "assignment.toml").is_file():
            return PlainStage(load_assignment(candidate), path, isolation)
    raise UsageError(f"{folder} belongs to no assignment: give the path of one, or of its tests")
