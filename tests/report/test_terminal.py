"""The terminal view: 80 columns, no colour needed, nothing of a student's obeyed."""

import io
import re

import pytest
from rich.cells import cell_len
from rich.console import Console

from grader.model import CellOutcome, Report
from grader.report import show, words

from . import samples

NASTY = "[red]markup[/] [/nope] :bomb: \x1b[2J\x1b]0;t\x07 \u202eevil \udc80 \x9b1m \r\a"


def shown(report: Report, *, verbose: bool = False, width: int = 80, terminal: bool = False) -> str:
    file = io.StringIO()
    colours = "standard" if terminal else None
    console = Console(file=file, width=width, force_terminal=terminal, color_system=colours)
    show(report, console, verbose=verbose)
    return file.getvalue()


@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("name", samples.ALL)
def test_lines_fit_and_are_plain(name: str, width: int, verbose: bool) -> None:
    text = shown(samples.ALL[name](), verbose=verbose, width=width)
    assert "\x1b" not in text
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert not [line for line in text.splitlines() if line.endswith(" ")]


@pytest.mark.parametrize("name", samples.ALL)
def test_each_check_stands_there_with_word_and_points(name: str) -> None:
    report = samples.ALL[name]()
    text, short = (" ".join(shown(report, verbose=v).split()) for v in (True, False))
    for outcome in report.outcomes:
        word = words.STATUS[outcome.status][1]
        score = words.out_of(outcome.points, outcome.max_points)
        assert f" {word} {score} {outcome.title} " in text
        assert (f" {word} {score} {outcome.title} " in short) == (outcome.status != "passed")


def test_a_problem_whose_checks_all_passed_is_one_line() -> None:
    lines = shown(samples.three_mistakes()).splitlines()
    assert [line for line in lines if "4.1b" in line] == [
        "4.1b  Forward and backward of the graph              1 / 1  all 2 checks passed"
    ]
    assert [line for line in lines if "4.2d" in line] == [
        "4.2d  SGD with momentum                              1 / 1  1 check passed"
    ]


def test_passed_checks_beside_a_failed_one_are_counted() -> None:
    text = shown(samples.three_mistakes())
    start = "\n4.2a  Fully connected layer and ReLU\n  3 of 4 checks passed\n  failed"
    assert start in text
    assert "3 of 4 checks passed\n" in text.split("\nProblems\n")[1]
    assert samples.TITLES[2] not in text
    assert samples.TITLES[2] in shown(samples.three_mistakes(), verbose=True)


def test_passed_checks_of_no_listed_problem_are_told() -> None:
    text = shown(samples.report((samples.outcome(problem="9.9"),)))
    assert "\nOther checks\n  1 check passed\n" in text


def test_extra_credit_that_was_not_earned_is_no_alarm() -> None:
    report = samples.with_graph()
    text = shown(report)
    assert "4.2g  L2 regularisation\n  extra credit, not earned\n  error " in text
    assert re.search(r"4\.2g  L2 regularisation \(extra credit\) +0 / 1  not earned\n", text)
    coloured = shown(report, terminal=True)
    assert "\x1b[31mfailed" in coloured  # 4.1b, which counts
    assert "\x1b[31merror" not in coloured
    assert "not earned" not in shown(samples.report())


def test_a_narrow_table_puts_the_checks_into_the_title() -> None:
    text = " ".join(shown(samples.three_mistakes(), width=60).split())
    assert "4.2a Fully connected layer and ReLU: 3 of 4 checks 1.5 / 2 passed" in text


def test_failing_checks_are_explained_and_passed_ones_stay_short() -> None:
    text = shown(samples.three_mistakes(), width=100)
    assert "      fc_backward: db has the right shape (5,), but wrong values\n" in text
    assert "      Cause: db came out as dout.mean(axis=0) would" in text
    assert "NameError: name 'x_tran' is not defined" in text
    assert "two cells with shell commands were left out" in text
    assert "shape of dout" not in text
    assert "as expected" not in shown(samples.thirty_checks())


def test_what_failed_while_loading_is_said_to_cost_nothing_by_itself() -> None:
    text = " ".join(shown(samples.three_mistakes(), width=100).split())
    assert text.index("When the submission was loaded") < text.index(words.LOADING)
    assert words.LOADING not in " ".join(shown(samples.report(notes=("a note",))).split())
    cells = (CellOutcome(label="cell 1", status="passed"),)
    assert words.LOADING not in " ".join(shown(samples.report(cells=cells), verbose=True).split())


def test_verbose_adds_output_messages_cells_and_protections() -> None:
    text = shown(samples.three_mistakes(), verbose=True)
    for expected in ("shape of dout (7, 5)", "cell 1", "no new processes (seccomp)", "numpy 2.4.1"):
        assert expected in text
    assert "as expected" in shown(samples.thirty_checks(), verbose=True)


def test_the_last_line_gives_the_score() -> None:
    def last(report: Report) -> str:
        return shown(report, width=100).splitlines()[-1]

    assert last(samples.report()) == "Score 6.5 / 5.5, 1 pending"
    assert last(samples.incomplete()) == (
        "Score 6 / 5.5, 1 pending, on stand-in data, incomplete because of the grader or host"
    )


def test_warnings_stand_only_where_they_are_due() -> None:
    bad = " ".join(shown(samples.incomplete()).split())
    assert words.INCOMPLETE in bad
    assert "Generated stand-in data was used in place of cifar10" in bad
    assert words.NO_ISOLATION in bad
    assert "incomplete" not in shown(samples.report())
    assert "tand-in" not in shown(samples.report())


def hostile() -> Report:
    bad = samples.outcome(
        title=NASTY, status="failed", message=NASTY, diagnosis=NASTY, detail=NASTY, output=NASTY
    )
    cells = (CellOutcome(label=NASTY, status="error", message=NASTY),)
    return samples.report(
        (bad,), student=NASTY, entry=NASTY, scope=(NASTY,), notes=(NASTY,), cells=cells
    )


def test_markup_and_emoji_codes_are_printed_as_they_are() -> None:
    text = shown(hostile(), verbose=True, width=100)
    assert text.count("[red]markup[/] [/nope] :bomb:") >= 10


@pytest.mark.parametrize("terminal", [True, False])
def test_hostile_text_sends_no_control_character(terminal: bool) -> None:
    text = shown(hostile(), verbose=True, terminal=terminal)
    text.encode()
    colours = re.findall(r"\x1b\[[\d;]*m", text)
    assert bool(colours) == terminal
    rest = re.sub(r"\x1b\[[\d;]*m", "", text)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", rest)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_console_of_few_signs_gets_all_the_words(encoding: str) -> None:
    raw = io.BytesIO()
    console = Console(file=io.TextIOWrapper(raw, encoding=encoding), width=80)
    report = samples.report((samples.outcome(title="漢字 in the title", status="failed"),))
    show(report, console, verbose=True)
    console.file.flush()
    text = raw.getvalue().decode(encoding)
    assert re.search(r"failed +1 / 1  \?\? in the title", text)


def test_a_megabyte_of_output_is_cut() -> None:
    assert len(shown(samples.long_output(), verbose=True)) < 20_000


def test_what_was_graded_stands_at_the_head_and_nowhere_else() -> None:
    scope = ("only problem 4.2a was graded: score and maximum are those of this problem",)
    text = shown(samples.report(scope=scope), width=100)
    head, _, rest = text.partition("\n\n")
    assert f"Note: {scope[0]}" in head
    assert scope[0] not in rest
    assert "When the submission was loaded" not in text
