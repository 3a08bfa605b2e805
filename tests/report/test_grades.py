"""grades.csv, read back with the csv module: one row a submission, no cell a formula."""

import csv
from pathlib import Path

import pytest
from msgspec.structs import replace

from grader.errors import HostError
from grader.model import Report
from grader.report import FailedEntry, write_grades

from . import samples


def rows(path: Path, *reports: Report | FailedEntry) -> list[dict[str, str]]:
    table = write_grades(reports, path / "grades.csv")
    with open(table, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_submission_is_a_row_in_the_given_order(tmp_path: Path) -> None:
    broken = FailedEntry(student="bob", entry="bob.zip", message="the archive is empty")
    first, second, third = rows(tmp_path, samples.report(), broken, samples.incomplete())
    assert list(first) == [
        *("student", "entry", "score", "max_score", "pending", "complete"),
        *("4.1a", "4.1b", "4.2a", "4.2b", "4.2d", "4.2e", "4.2g", "note"),
    ]
    assert first["student"] == "Ada Lovelace"
    assert (first["score"], first["max_score"], first["pending"]) == ("6.5", "5.5", "1")
    assert (first["complete"], first["4.2a"], first["note"]) == ("yes", "2", "")
    assert (second["student"], second["entry"]) == ("bob", "bob.zip")
    assert (second["score"], second["4.2a"], second["complete"]) == ("", "", "no")
    assert second["note"] == "the archive is empty"
    assert third["complete"] == "no"
    assert "grade again" in third["note"]
    assert "stand-in" in third["note"]


def test_problems_of_all_reports_become_columns(tmp_path: Path) -> None:
    whole = samples.report()
    part = replace(whole, problems=(replace(whole.problems[1], id="9.9", score=0.1 + 0.2),))
    first, second = rows(tmp_path, part, whole)
    assert (first["9.9"], first["4.2a"]) == ("0.3", "")
    assert (second["9.9"], second["4.2a"]) == ("", "2")


@pytest.mark.parametrize(
    "nasty",
    [
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "  =1",
        "\n\n=1",
        "\x1b[0m=1",
        "\uff1d1",
    ],
)
def test_no_text_starts_a_formula(nasty: str, tmp_path: Path) -> None:
    report = samples.report(student=nasty, entry=nasty, notes=(nasty,))
    broken = FailedEntry(student=nasty, entry=nasty, message=nasty)
    for row in rows(tmp_path, report, broken):
        for column in ("student", "entry", "note"):
            assert row[column].startswith("'")
            assert row[column][1:] in " ".join(nasty.split()) or "\x1b" in nasty


def test_problem_ids_start_no_formula_either(tmp_path: Path) -> None:
    whole = samples.report()
    odd = replace(whole, problems=(replace(whole.problems[1], id="=1+1"),))
    (row,) = rows(tmp_path, odd)
    assert row["'=1+1"] == "1"


def test_text_can_leave_neither_cell_nor_row(tmp_path: Path) -> None:
    nasty = 'a",=1\n"b",2\r\n;=3 \ud800'
    (row,) = rows(tmp_path, FailedEntry(student=nasty, entry="e", message=nasty))
    assert row["student"] == 'a",=1 "b",2 ;=3 \ufffd'
    text = (tmp_path / "grades.csv").read_text(encoding="utf-8")
    assert len(text.splitlines()) == 2
    assert '"a"",=1 ""b"",2' in text


def test_numbers_are_bare_and_text_is_quoted(tmp_path: Path) -> None:
    write_grades((samples.report(),), tmp_path / "grades.csv")
    line = (tmp_path / "grades.csv").read_text().splitlines()[1]
    assert line.startswith('"Ada Lovelace","ada_umich_ps4.ipynb",6.5,5.5,1,"yes",0,1,2,')


def test_no_submission_gives_the_header_alone(tmp_path: Path) -> None:
    assert rows(tmp_path) == []
    assert (tmp_path / "grades.csv").read_text().startswith('"student","entry"')


def test_a_folder_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(HostError, match="can't write"):
        write_grades((), tmp_path / "file" / "grades.csv")
