"""Reports as graders make them, for the tests of all views and for looking at."""

import math
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from grader.model import (
    Band,
    CellOutcome,
    Curve,
    DataUsed,
    Environment,
    Gallery,
    Graph,
    GraphNode,
    Isolation,
    Outcome,
    Picture,
    ProblemScore,
    Protection,
    Report,
    Status,
    Table,
)

PROTECTIONS = tuple(
    Protection(name=name, on=True, by=by)
    for name, by in (
        ("no network", "network namespace, seccomp"),
        ("file system read-only", "Landlock, mount namespace"),
        ("own process tree", "pid namespace"),
        ("no new processes", "seccomp"),
        ("memory limit", "rlimit"),
    )
)
ENVIRONMENT = Environment(grader="0.1.0", python="3.11.9", numpy="2.4.1", platform="Linux x86_64")
REAL = DataUsed(name="cifar10", origin="subset", description="10,000 training images")
STAND_IN = DataUsed(name="cifar10", origin="stand-in", description="generated, same shapes")

GRAPH = Graph(
    title="Your graph of 4.1a",
    nodes=tuple(
        GraphNode(name=name, op=op, layer=layer)
        for name, op, layer in (("x", "", 0), ("w", "", 0), ("xw", "*", 1), ("f", "+", 2))
    ),
    edges=((0, 2), (1, 2), (2, 3), (1, 3)),
)

GALLERY = Gallery(
    title="Filters of the first layer",
    pictures=tuple(
        Picture(
            caption=caption,
            height=5,
            width=5,
            channels=channels,
            pixels=bytes((37 * i + 11 * channels) % 256 for i in range(25 * channels)),
        )
        for caption, channels in (("grey", 1), ("colours", 3), ("", 1))
    ),
)
TABLE = Table(
    title="Confusion matrix",
    row_label="right class",
    column_label="predicted",
    rows=("cat", "dog"),
    columns=("cat", "dog"),
    values=((90.0, 10.0), (0.25, None)),
    shaded=True,
)

# id, title, kind, optional, points of each check (none: graded by hand)
PROBLEMS = (
    ("4.1a", "Computation graph of the logistic function", "figure", False, ()),
    ("4.1b", "Forward and backward of the graph", "code", False, (0.5, 0.5)),
    ("4.2a", "Fully connected layer and ReLU", "code", False, (0.5, 0.5, 0.5, 0.5)),
    ("4.2b", "Two-layer softmax classifier", "code", False, (0.5, 0.5)),
    ("4.2d", "SGD with momentum", "code", False, (1.0,)),
    ("4.2e", "Accuracy of both runs", "accuracy", False, (0.5,)),
    ("4.2g", "L2 regularisation", "code", True, (0.5, 0.5)),
)
TITLES = (
    "fc_forward computes x @ w + b for a batch",
    "fc_backward gives dx, dw and db of the right shapes",
    "relu_forward keeps what is positive",
    "relu_backward stops the gradient where the input was negative, and only there",
)


def outcome(index: int = 0, problem: str = "4.2a", most: float = 1.0, **changes: Any) -> Outcome:
    """A passed hidden check, with `changes`."""
    fields: dict[str, Any] = {
        "check": f"test_{problem.replace('.', '_')}_{index}",
        "problem": problem,
        "title": TITLES[index % len(TITLES)],
        "visibility": "hidden" if index % 2 else "public",
        "status": "passed",
        "points": most,
        "max_points": most,
        "seconds": 0.0123,
    }
    return Outcome(**(fields | changes))


def curves(gap: bool = False) -> tuple[Curve, ...]:
    """Loss and accuracy of a run of ten epochs; with `gap` the loss diverges at the end."""
    loss = [2.3 * math.exp(-0.25 * epoch) + 0.9 for epoch in range(10)]
    train = [0.55 - 0.4 * math.exp(-0.4 * epoch) for epoch in range(10)]
    val = [0.49 - 0.35 * math.exp(-0.45 * epoch) for epoch in range(10)]
    if gap:
        loss[6:] = [math.nan, 2.0, math.inf, math.nan]
    return (
        Curve(group="Loss", label="training loss", values=tuple(loss)),
        Curve(group="Accuracy", label="training", values=tuple(train)),
        Curve(group="Accuracy", label="validation", values=tuple(val)),
    )


def bands() -> tuple[Band, ...]:
    """What the reference reached where the accuracies of `curves` are drawn."""
    label = "reference, ten seeds"
    middle = [0.52 - 0.4 * math.exp(-0.5 * epoch) for epoch in range(12)]
    return tuple(
        Band(
            group="Accuracy",
            curve=curve,
            label=label,
            low=tuple(value - down for value in middle),
            high=tuple(value + up for value in middle),
        )
        for curve, down, up in (("training", 0.01, 0.02), ("validation", 0.06, 0.03))
    )


def report(outcomes: tuple[Outcome, ...] | None = None, **changes: Any) -> Report:
    """A report over PROBLEMS whose scores are the sums of `outcomes` (default: all passed)."""
    outcomes = full_outcomes() if outcomes is None else outcomes
    problems = tuple(_problem(row, outcomes) for row in PROBLEMS)
    fields: dict[str, Any] = {
        "assignment": "umich_ps4",
        "title": "Problem set 4: backpropagation",
        "student": "Ada Lovelace",
        "entry": "ada_umich_ps4.ipynb",
        "digest": "5f" * 32,
        "score": sum(p.score for p in problems),
        "max_score": sum(p.max_score for p in problems if not p.optional),
        "pending": sum(p.pending for p in problems),
        "complete": all(o.status != "internal-error" for o in outcomes),
        "problems": problems,
        "outcomes": outcomes,
        "isolation": Isolation(level="full", protections=PROTECTIONS),
        "data": (REAL,),
        "environment": ENVIRONMENT,
        "seconds": 12.3,
    }
    return Report(**(fields | changes))


def _problem(
    row: tuple[str, str, str, bool, tuple[float, ...]], outcomes: tuple[Outcome, ...]
) -> ProblemScore:
    id_, title, kind, optional, worth = row
    mine = [o for o in outcomes if o.problem == id_]
    return ProblemScore(
        id=id_,
        title=title,
        kind=kind,  # type: ignore[arg-type]
        optional=optional,
        score=sum(o.points for o in mine),
        max_score=sum(worth),
        pending=0.0 if worth else 1.0,
    )


def full_outcomes() -> tuple[Outcome, ...]:
    """Every check of PROBLEMS passed."""
    found = []
    for id_, _, _, _, worth in PROBLEMS:
        for index, most in enumerate(worth):
            drawn = {"curves": curves(), "bands": bands()} if id_ == "4.2e" else {}
            found.append(outcome(index, id_, most, **drawn))
    return tuple(found)


def _lost(position: int, **changes: Any) -> Callable[[list[Outcome]], None]:
    def change(outcomes: list[Outcome]) -> None:
        outcomes[position] = replace(outcomes[position], **{"points": 0.0, **changes})

    return change


def three_mistakes() -> Report:
    """A wrong gradient, an exception and a skipped check, with output and a loading fault."""
    outcomes = list(full_outcomes())
    for change in (
        _lost(
            3,
            title="fc_backward gives the gradients of finite differences",
            visibility="public",
            status="failed",
            message="fc_backward: db has the right shape (5,), but wrong values",
            diagnosis="db came out as dout.mean(axis=0) would: every value is the expected one "
            "divided by the batch size.\nThe loss already divides by N, so the gradient of the "
            "bias is a sum over the batch, not a mean. Look at the axis and at what you do after "
            "the sum.",
            detail="worst entry db[2]: got 0.0481, expected 0.3367 (relative error 0.857)\n"
            "all entries differ by the factor 1/7",
            output="shape of dout (7, 5)\n" * 30,
        ),
        _lost(
            7,
            status="error",
            message="KeyError: 'W1' in forwards_backwards, backprop.py line 88\n"
            "params has the keys: w1, b1, w2, b2",
        ),
        _lost(9, status="skipped", message="mend 'Two-layer softmax classifier' (4.2b) first"),
    ):
        change(outcomes)
    return report(
        tuple(outcomes),
        cells=(
            CellOutcome(label="cell 1", status="passed", seconds=0.2),
            CellOutcome(
                label="cell 7", status="error", message="NameError: name 'x_tran' is not defined"
            ),
        ),
        notes=("two cells with shell commands were left out",),
    )


def crashed() -> Report:
    """Nothing works: each fault status appears."""
    statuses: tuple[Status, ...] = ("timeout", "memory", "crash", "error", "failed", "skipped")
    outcomes = list(full_outcomes())
    for position in range(len(outcomes)):
        _lost(position, status=statuses[position % len(statuses)], curves=())(outcomes)
    return report(tuple(outcomes), data=(STAND_IN,))


def incomplete() -> Report:
    """The grader failed in one check; no isolation, stand-in data."""
    outcomes = list(full_outcomes())
    _lost(4, status="internal-error")(outcomes)
    return report(tuple(outcomes), data=(STAND_IN,), isolation=Isolation(level="none"))


def long_output() -> Report:
    """A megabyte of output and a diverging run."""
    outcomes = list(full_outcomes())
    _lost(2, status="failed", message="x" * 5000, output="loss nan " * 120_000)(outcomes)
    _lost(9, status="failed", message="accuracy 0.1", curves=curves(gap=True))(outcomes)
    return report(tuple(outcomes), student="Bartholomäus " * 30)


def with_graph() -> Report:
    """A wrong graph, drawn, and extra credit that was not earned."""
    outcomes = list(full_outcomes())
    _lost(0, status="failed", message="the graph computes another function", graphs=(GRAPH,))(
        outcomes
    )
    _lost(10, status="error", message="NotImplementedError: 4.2g")(outcomes)
    _lost(11, status="skipped")(outcomes)
    return report(tuple(outcomes))


def with_pictures() -> Report:
    """Filters and a confusion matrix."""
    outcomes = list(full_outcomes())
    _lost(9, status="failed", message="accuracy 0.1", galleries=(GALLERY,), tables=(TABLE,))(
        outcomes
    )
    return report(tuple(outcomes))


def thirty_checks() -> Report:
    """A page of ordinary length, for measuring."""
    outcomes = tuple(outcome(i, PROBLEMS[i % 7][0], 0.5, message="as expected") for i in range(30))
    return report(outcomes)


ALL: dict[str, Callable[[], Report]] = {
    "full": report,
    "three_mistakes": three_mistakes,
    "crashed": crashed,
    "incomplete": incomplete,
    "long_output": long_output,
    "with_graph": with_graph,
    "with_pictures": with_pictures,
    "thirty_checks": thirty_checks,
}
