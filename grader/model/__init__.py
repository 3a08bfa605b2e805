"""The types that flow through the toolkit. This package imports nothing of the others.

path -> `Submission` -> `Outcome`s -> `Report` -> views. Every record is frozen; a later step makes
a new one instead of changing an earlier one.
"""

from grader.model.base import (
    IsolationLevel,
    Kind,
    Language,
    Record,
    Status,
    Visibility,
)
from grader.model.course import (
    Assignment,
    Check,
    ChildSpec,
    CourseAssignment,
    ExpectedFile,
    KnownBug,
    Limits,
    Policies,
    Problem,
    ProgramSpec,
)
from grader.model.figures import Band, Curve, Gallery, Graph, GraphNode, Picture, Table
from grader.model.report import (
    SCHEMA,
    CellOutcome,
    DataUsed,
    Environment,
    Isolation,
    Outcome,
    ProblemScore,
    Protection,
    Report,
)
from grader.model.submission import (
    Cell,
    Source,
    Submission,
)

__all__ = [
    "SCHEMA",
    "Assignment",
    "Band",
    "Cell",
    "CellOutcome",
    "Check",
    "ChildSpec",
    "CourseAssignment",
    "Curve",
    "DataUsed",
    "Environment",
    "ExpectedFile",
    "Gallery",
    "Graph",
    "GraphNode",
    "Isolation",
    "IsolationLevel",
    "Kind",
    "KnownBug",
    "Language",
    "Limits",
    "Outcome",
    "Picture",
    "Policies",
    "Problem",
    "ProblemScore",
    "ProgramSpec",
    "Protection",
    "Record",
    "Report",
    "Source",
    "Status",
    "Submission",
    "Table",
    "Visibility",
]
