"""Problem 5.6: the form of the three files. What the numbers are doesn't matter here.

Only that the labels depend on pixels does: a program that reads no data writes no results.
"""

import re
from itertools import zip_longest

import numpy as np

from grader import points
from grader.checks import fail
from grader.errors import Compared

PIXELS = (np.arange(10 * 128).reshape(10, 128) % 7 < 2).astype(float)
TRAIN, VALIDATION = (range(10), PIXELS), (range(2), PIXELS[:2])
EPOCHS = 2
OTHER_NAMES = (
    "lettersTrain.csv",
    "lettersValidation.csv",
    "lettersTrain_out.labels",
    "lettersValidation_out.labels",
    "lettersMetrics_out.txt",
)
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


def check_line(lines, number, start):
    """Fail unless the line of this number, from 1, is the expected start and one number."""
    line = lines[number - 1]
    if re.fullmatch(re.escape(start) + VALUE, line):
        return
    asked = f"line {number} of metrics.txt must be '{start.strip()}', a blank and a number"
    came = f"'{line[:80]}' came"
    if "(test)" in line and "(validation)" in start:
        fail(
            "metrics.txt says (test) where (validation) is asked for",
            f"{asked}; {came}",
            compared=caused("The metrics say (test) where (validation) is asked for."),
        )
    if re.fullmatch(re.escape(start.strip()) + r"\s*" + VALUE, line):
        fail(
            "in metrics.txt exactly one blank stands after each colon",
            f"{asked}; {came}",
            compared=caused("There is no blank after a colon, or more than one."),
        )
    told = what_is_odd(line, start) or odd_order(lines) or other_word(line, start)
    fail(f"{asked}", came, compared=caused(told))


def caused(sentence):
    """For a diagnosis: what is odd about a line; None for nothing."""
    return Compared(sentence, np.nan, 0.0, cause=lambda: sentence) if sentence else None


def what_is_odd(line, start):
    """How a line differs from the one expected, in a sentence; "" if in no usual way."""
    usual = {
        "Blanks stand around the equals sign.": r"\s*=\s*",
        "A blank stands before the colon.": r"\s*:",
        "A blank stands before or inside the brackets.": r"\s*\(\s*|\s*\)",
    }
    for sentence, pattern in usual.items():
        plain = re.sub(pattern, lambda found: "".join(found[0].split()), line)
        if plain != line and plain.startswith(start):
            return sentence
    if line.startswith(start):
        return odd_value(line.removeprefix(start))
    if line.lower().startswith(start.lower()):
        return "Capital letters stand where small ones are asked for."
    if line.startswith(start.replace("crossentropy", "cross-entropy")):
        return "The word crossentropy is spelt in another way."
    zero = re.sub(r"epoch=(\d+)", lambda found: f"epoch={int(found[1]) - 1}", start)
    return "Epochs are counted from 0; the first is 1." if line.startswith(zero) else ""


def other_word(line, start):
    """The first word or sign that isn't the one asked for, in a sentence."""
    words = (re.findall(r"\w+|\W", text) for text in (start, line))
    for asked, came in zip_longest(*words, fillvalue=""):
        if asked and asked != came:
            stands = "nothing" if not came else "a blank" if came.isspace() else f"'{came[:40]}'"
            wanted = "a blank" if asked.isspace() else f"'{asked}'"
            return f"Where {wanted} is asked for in a line, {stands} stands."
    return ""


def odd_value(text):
    """What stands where a line's number was expected, in a sentence; "" if nothing usual."""
    if any(start.split()[0] in text for start in LINES):
        return "A line break is missing: two lines stand in one."
    if text.strip().endswith("%"):
        return "A percent sign stands behind a number."
    if any(sign in text for sign in "[]()"):
        return "A value is written with brackets or as a type of numpy's, not as a plain number."
    if re.fullmatch(VALUE.replace(r"\.", ","), text):
        return "A comma stands where a number's point belongs."
    if text.strip().lower() in ("nan", "inf", "-inf", "none"):
        return "A value is no number: nan, inf or None."
    if re.fullmatch("-" + VALUE, text.strip()):
        return "A value is negative; cross-entropies and errors are not."
    if re.match(VALUE, text):
        return "Something stands behind the number; the line ends with it."
    return ""


def odd_order(lines):
    """What is wrong where each line is one of those asked for; "" where one isn't."""
    kinds = [next((s for s in LINES if line.startswith(s)), "") for line in lines]
    if "" in kinds:
        return ""
    missing = [start for start in LINES if start not in kinds]
    if len(kinds) > len(set(kinds)):
        return "A line stands in the file twice." if not missing else ""
    if missing == [start for start in LINES if start.startswith("error")]:
        return "The two lines of errors are missing."
    if missing == [start for start in LINES if start.startswith("epoch=1 ")]:
        return "The lines of the last epoch alone are there, those of the first are missing."
    if missing:
        return f"The line '{missing[0].strip()}' is missing."
    return order_of(kinds)


def order_of(kinds):
    """In which order the lines stand, where all are there and it isn't the right one."""
    epochs, errors = kinds[:-2], kinds[-2:]
    if epochs == LINES[:-2]:
        return "The two lines of errors are exchanged: that of the training set comes first."
    if kinds[:2] == LINES[-2:]:
        return "The lines of errors stand before those of the epochs."
    if errors != LINES[-2:] and set(errors) != set(LINES[-2:]):
        return "The lines stand in another order: those of the errors come last."
    if epochs == LINES[0:-2:2] + LINES[1:-2:2]:
        return "All lines of one set stand together; both lines of an epoch come before the next."
    if epochs == [LINES[place ^ 1] for place in range(len(LINES) - 2)]:
        return "In each epoch the validation line stands before that of the training set."
    return "The lines of the epochs stand in another order."


def what_is_odd_in_labels(lines):
    """What a file of labels holds instead of one digit a line, in a sentence, or ""."""
    text = " ".join(lines)
    if any(sign in text for sign in "[](){}"):
        return "The labels are written as a list of Python's, with brackets, and not one a line."
    if all(re.fullmatch(r"\s*\d\.\d*(e[+-]\d+)?\s*", line) for line in lines):
        return "Labels are written as numbers with a decimal point; they are whole numbers."
    digits = [bool(re.fullmatch(r"\s*\d", line)) for line in lines]
    if not digits[0] and all(digits[1:]) and len(lines) > 1:
        return "A line that is no label stands before the labels, such as a heading."
    if not digits[-1] and all(digits[:-1]) and len(lines) > 1:
        return "A line that is no label stands behind the labels."
    if not all(lines) and all(d or not line for d, line in zip(digits, lines, strict=True)):
        return "Empty lines stand between the labels."
    if len(lines) == 1 and re.fullmatch(r"[\d\s,;]+", text):
        return "All labels stand in one line; each has a line of its own."
    if "," in text:
        return "Each line has more than a label: the labels alone are asked for."
    return ""


def refuse_unread(letters):
    """Fail for labels that don't follow from pixels.

    Rows are as different as can be: with weights as they are drawn, hidden units are 0 or 1 for
    them, so that labels differ without any training. Which flag draws weights is a matter of 5.1.
    """
    far = 30.0 * np.sign(np.sin(np.arange(40 * 128) ** 2)).reshape(40, 128)
    validation = np.arange(80) % 7, np.tile(far, (2, 1))  # each row twice, with another label
    for init, hidden in ((1, 30), (2, 30), (1, 20), (1, 10)):  # one draw may tell none apart
        result = letters.run(TRAIN, validation, hidden=hidden, init=init, rate=1e-9)
        first, second = np.split(result.labels("validation"), 2)
        if np.mean(first != second) > 0.5:
            fail("rows with the same pixels get different labels")
        if np.ptp(first):
            return
    fail(
        "validation_out.labels has the same label for forty very different rows, with random "
        "weights and with zero ones: the files must hold what your network predicts"
    )


def check_name(letters, result, place):
    """Fail unless a run with other file names writes as many lines to the file of that place."""
    usual, name = letters.names[place], OTHER_NAMES[place]
    other = letters.run(TRAIN, VALIDATION, epochs=result.epochs, names=OTHER_NAMES)
    if name not in other.run.files:
        told = "A file is written under a name of the program's own instead of that in the argument"
        fail(
            f"with other file names as arguments the program doesn't write to argument {place + 1},"
            f" {name}: the names of the files are those of the arguments",
            f"what was written: {', '.join(sorted(other.run.files)) or 'nothing'}",
            compared=caused(f"{told}."),
        )
    if len(stripped(other.run.text(name))) != len(stripped(result.run.text(usual))):
        fail(f"the file of argument {place + 1} has another number of lines with another name")


@points(3, problem="5.6", title="metrics.txt has the lines of the task text")
def test_metrics_format(letters):
    result = letters.run(TRAIN, VALIDATION, epochs=EPOCHS)
    lines = stripped(result.run.text("metrics.txt"))
    for number, (_, start) in enumerate(zip(lines, LINES, strict=False), start=1):
        check_line(lines, number, start)
    if len(lines) != len(LINES):
        fail(
            "metrics.txt has another number of lines than two for each epoch and two for errors",
            f"{len(LINES)} lines expected for {EPOCHS} epochs, {len(lines)} came",
            compared=caused(odd_order(lines)),
        )
    check_name(letters, result, 4)
    refuse_unread(letters)


@points(1, problem="5.6", title="label files have one label a line")
def test_label_format(letters):
    result = letters.run(TRAIN, VALIDATION, epochs=1)
    for place, rows in ((2, 10), (3, 2)):
        name = letters.names[place]
        lines = stripped(result.run.text(name))
        if not all(re.fullmatch(r"\s*\d", line) for line in lines):
            fail(
                f"each line of {name} must be one label, a digit",
                f"got {' / '.join(lines)[:80]}",
                compared=caused(what_is_odd_in_labels(lines)),
            )
        if len(lines) != rows:
            fail(f"{name} has {len(lines)} lines for {rows} rows of data")
        check_name(letters, result, place)
    refuse_unread(letters)
