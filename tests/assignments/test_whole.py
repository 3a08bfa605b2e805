"""Every check of an assignment in one run, as `grader run` does it, those that train included.

The handout as it is takes no time to train: what is seen here is that each check comes to its own
end, after whatever ran before it.
"""

from pathlib import Path

import pytest

from grader.course import load_assignment
from grader.datasets import DataShelf
from grader.handout import build
from grader.intake import read
from grader.runner.bench import Bench
from grader.runner.feedback import UNEXPECTED

COURSE = Path(__file__).parents[2]
ASSIGNMENTS = sorted(folder.name for folder in (COURSE / "assignments").iterdir())


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_every_check_of_the_untouched_handout_says_what_is_missing(
    name: str, tmp_path: Path
) -> None:
    assignment = load_assignment(COURSE / "assignments" / name)
    build(assignment, tmp_path / name)
    bench = Bench(assignment, "full", DataShelf())
    try:
        for _ in range(2):  # the second submission finds what the first one left
            report = bench.grade(read(tmp_path / name))
            assert report.complete, bench.internal
            assert len(report.outcomes) == len(bench.collected.checks)
            assert not [o.check for o in report.outcomes if o.message in ("", UNEXPECTED)
                        and o.status != "passed"]  # fmt: skip
            worth = [o for o in report.outcomes if o.status == "passed" and o.points > 0]
            assert not worth
    finally:
        bench.close()
