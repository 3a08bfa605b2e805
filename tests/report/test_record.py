"""report.json: the same report gives the same bytes, reads back, and fits its written schema."""

import json
import math
import re
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from grader.errors import UsageError
from grader.model import SCHEMA, Report
from grader.report import read, write
from grader.report.record import encode, schema_text

from . import samples

DOCS = Path(__file__).parents[2] / "docs"


def without_nan(value: Any) -> Any:
    """What JSON can hold of `value` (plain data)."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: without_nan(item) for key, item in value.items()}
    return [without_nan(item) for item in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("name", samples.ALL)
def test_a_report_reads_back_as_it_was(name: str, tmp_path: Path) -> None:
    report = samples.ALL[name]()
    (path,) = write(report, tmp_path, ("json",))
    expected = without_nan(msgspec.to_builtins(report))
    assert without_nan(msgspec.to_builtins(read(path))) == expected
    assert json.loads(path.read_text(encoding="utf-8")) == expected


@pytest.mark.parametrize("name", samples.ALL)
def test_a_report_fits_the_written_schema(name: str) -> None:
    schema = json.loads((DOCS / "report-schema.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(json.loads(encode(samples.ALL[name]())))


def test_the_written_schema_refuses_what_is_no_report() -> None:
    schema = json.loads((DOCS / "report-schema.json").read_text())
    record = json.loads(encode(samples.report()))
    record["outcomes"][0]["status"] = "perfect"
    with pytest.raises(jsonschema.ValidationError, match="perfect"):
        jsonschema.Draft202012Validator(schema).validate(record)


def test_the_written_schema_is_the_one_of_the_types() -> None:
    assert (DOCS / "report-schema.json").read_text() == schema_text(), (
        "the types changed: write grader.report.record.schema_text() to docs/report-schema.json, "
        "mend docs/report-schema.md, and raise grader.model.SCHEMA if version 1 is published"
    )


def test_the_page_lists_every_field_of_every_record_and_no_other() -> None:
    page = (DOCS / "report-schema.md").read_text()
    listed = {
        section.split("\n", 1)[0]: re.findall(r"^\| `(\w+)` \|", section, re.M)
        for section in page.split("\n## ")[1:]
    }
    for name, record in json.loads(schema_text())["$defs"].items():
        assert listed[name] == list(record["properties"])
    assert SCHEMA in page


def test_form_of_the_file() -> None:
    content = encode(samples.three_mistakes())
    assert content == encode(samples.three_mistakes())
    assert content.startswith(b'{\n  "schema": "grader-report/1",\n  "assignment"')
    assert content.endswith(b"}\n")


def test_hostile_text_keeps_the_file_valid_and_harmless() -> None:
    student = 'x\x1b[2J\x9b31m\u202egnp.exe\u2028"}\ud800\\'
    content = encode(samples.report(student=student))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]", content.decode())
    assert json.loads(content)["student"] == student.replace("\ud800", "\ufffd")


def changed(**changes: Any) -> bytes:
    return json.dumps(json.loads(encode(samples.report())) | changes).encode()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (changed(schema="grader-report/2"), "has schema 'grader-report/2', expected"),
        (changed(schema="grader-report/0\x1b[2J"), "has schema 'grader-report/0', expected"),
        (changed(extra=1), "unknown field `extra`"),
        (changed(score="10"), r"Expected `float`, got `str` - at `\$.score`"),
        (changed(problems=[{"id": 1}]), "is no report"),
        (b"", "is no report"),
        (b"{}", "missing required field `schema`"),
        (b"[1, 2]", "is no report"),
        (b"\xff\xfe{}", "is no report"),
        (b'{"a":' + b"[" * 200_000, "is no report"),
    ],
)
def test_what_is_no_report_of_this_schema_is_refused(
    content: bytes, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=message) as caught:
        read(path)
    assert "\x1b" not in str(caught.value)


def test_a_report_from_before_there_were_bands_reads_back(tmp_path: Path) -> None:
    record = json.loads(encode(samples.report()))
    for outcome in record["outcomes"]:
        del outcome["bands"]
    path = tmp_path / "report.json"
    path.write_text(json.dumps(record))
    assert all(outcome.bands == () for outcome in read(path).outcomes)
    assert any(outcome.curves for outcome in read(path).outcomes)


def test_a_missing_report_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        read(tmp_path / "report.json")


def test_reading_gives_the_type() -> None:
    assert isinstance(msgspec.json.decode(encode(samples.report()), type=Report), Report)
