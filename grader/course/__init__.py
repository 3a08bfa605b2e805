"""Find a course, read its manifests and refuse an author's mistake with file and line.

Theory of operation. A course is a folder with `assignments/` and `reference/`. `find` walks up to
it; `manifest` reads one `assignment.toml` in three steps: tomllib says what the text holds,
msgspec turns it into `grader.model.Assignment` and refuses what has another form, `rules` refuses
what has the right form and makes no sense. tomllib forgets where a value stood, so `locate` reads
the text once more and gives the line of every key; each step reports through it, so that every
mistake names its line. `balance` compares the collected checks with the manifest. A handout is the
same manifest under the name `grader.toml`, beside public tests only; what a student sends back as
`grader.toml` is a claim, and `marker` reads nothing but the id out of it.
"""

from grader.course.balance import check_points
from grader.course.find import (
    Broken,
    Course,
    find_course,
    handout_assignment,
    load_assignment,
    load_course,
)
from grader.course.manifest import HANDOUT_VERSION, MANIFEST, MARKER
from grader.course.marker import marker_id

__all__ = [
    "HANDOUT_VERSION",
    "MANIFEST",
    "MARKER",
    "Broken",
    "Course",
    "check_points",
    "find_course",
    "handout_assignment",
    "load_assignment",
    "load_course",
    "marker_id",
]
