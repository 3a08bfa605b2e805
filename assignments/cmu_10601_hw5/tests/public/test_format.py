"""Problem 5.6: the form of the three files. What the numbers are doesn't matter here."""

import re

import numpy as np

from grader import points
from grader.checks import fail

PIXELS = (np.arange(10 * 128).reshape(10, 128) % 7 < 2).astype(float)
TRAIN, VALIDATION = (range(10), PIXELS), (range(2), PIXELS[:2])
EPOCHS = 2
VALUE = r"(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
LINES = [
    *(
        f"epoch={epoch} crossentropy({of}): "
        for epoch in range(1, EPOCHS + 1)
        for of in ("train", "validation")
    ),
    "error(train): ",
    "error(validation): ",
]


def stripped(text):
    """Lines without blanks at their ends, without empty lines at the end of the file."""
    return [line.rstrip() for line in text.rstrip().splitlines()]


def check_line(number, line, start):
    """Fail unless the line is the expected start and one number."""
    if re.fullmatch(re.escape(start) + VALUE, line):
        return
    asked = f"line {number} of metrics.txt must be '{start.strip()}', a blank and a number"
    came = f"'{line[:80]}' came"
    if "(test)" in line and "(validation)" in start:
        fail("metrics.txt says (test) where (validation) is asked for", f"{asked}; {came}")
    if re.fullmatch(re.escape(start.strip()) + r"\s*" + VALUE, line):
        fail("in metrics.txt exactly one blank stands after each colon", f"{asked}; {came}")
    fail(f"{asked}", came)


@points(3, problem="5.6", title="metrics.txt has the lines of the task text")
def test_metrics_format(letters):
    result = letters.run(TRAIN, VALIDATION, epochs=EPOCHS)
    lines = stripped(result.run.text("metrics.txt"))
    for number, (line, start) in enumerate(zip(lines, LINES, strict=False), start=1):
        check_line(number, line, start)
    if len(lines) != len(LINES):
        fail(
            "metrics.txt has another number of lines than two for each epoch and two for errors",
            f"{len(LINES)} lines expected for {EPOCHS} epochs, {len(lines)} came",
        )


@points(1, problem="5.6", title="label files have one label a line")
def test_label_format(letters):
    result = letters.run(TRAIN, VALIDATION, epochs=1)
    for of, rows in (("train", 10), ("validation", 2)):
        name = f"{of}_out.labels"
        lines = stripped(result.run.text(name))
        if not all(re.fullmatch(r"\s*\d", line) for line in lines):
            fail(
                f"each line of {name} must be one label, a digit",
                f"got {' / '.join(lines)[:80]}",
            )
        if len(lines) != rows:
            fail(f"{name} has {len(lines)} lines for {rows} rows of data")
