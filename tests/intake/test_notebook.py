import json
from typing import Any

import nbformat
import pytest

from grader.errors import UnreadableSubmission
from grader.intake.notebook import MAX_CELLS, code_cells, looks_like_notebook
from grader.intake.text import INVISIBLE

from .packing import notebook, raw_notebook


def fault(data: bytes) -> str:
    with pytest.raises(UnreadableSubmission) as caught:
        code_cells(data)
    return str(caught.value)


def test_only_code_cells_in_order() -> None:
    made = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# x"),
            nbformat.v4.new_code_cell("a = 1\nb = 2"),
            nbformat.v4.new_raw_cell("raw"),
            nbformat.v4.new_code_cell(""),
            nbformat.v4.new_code_cell(
                "c = 3", outputs=[nbformat.v4.new_output("stream", text="hi")]
            ),
        ]
    )
    assert code_cells(nbformat.writes(made).encode()) == (["a = 1\nb = 2", "", "c = 3"], [])


@pytest.mark.parametrize("version", [1, 2, 3])
def test_old_formats(version: int) -> None:
    old: Any = {1: nbformat.v1, 2: nbformat.v2, 3: nbformat.v3}[version]
    cells = [old.new_code_cell(text) for text in ("a = 1\nb = 2", "c = 3")]
    if version == 1:
        made = old.new_notebook(cells=cells)
    else:
        made = old.new_notebook(worksheets=[old.new_worksheet(cells=cells)])
    written = json.loads(old.writes_json(made) if version > 1 else json.dumps(made))
    written["nbformat"] = version
    code, notes = code_cells(json.dumps(written).encode())
    assert code == ["a = 1\nb = 2", "c = 3"]
    assert notes == [f"it is in notebook format {version} and was read as format 4"]


def test_lines_without_ends_in_format_3() -> None:
    cell = {"cell_type": "code", "input": ["a = 1", "b = 2"], "outputs": []}
    data = json.dumps({"nbformat": 3, "worksheets": [{"cells": [cell]}]}).encode()
    assert code_cells(data)[0] == ["a = 1\nb = 2"]


@pytest.mark.parametrize("last", ["", "\n"])
def test_lines_without_ends_in_format_4(last: str) -> None:
    data = raw_notebook(["def f():", "    return 1", "", f"x = 1{last}"])
    assert code_cells(data)[0] == [f"def f():\n    return 1\n\nx = 1{last}"]


def test_one_line_with_an_end_tells_that_all_have_theirs() -> None:
    assert code_cells(raw_notebook(["x = (", "1,\n", "2)"]))[0] == ["x = (1,\n2)"]


@pytest.mark.parametrize("start", ["\ufeff\ufeff", "\u200b", "\ufeff\u200b"])
def test_invisible_characters_before_the_json_are_skipped(start: str) -> None:
    assert code_cells(start.encode() + notebook("x = 1")) == (["x = 1"], [])


def test_invisible_characters_in_cells_are_mended_and_noted_once() -> None:
    made = notebook("\u200bx = '\xa0'", "if x:\n\xa0\xa0y = 1")
    assert code_cells(made) == (["x = '\xa0'", "if x:\n  y = 1"], [INVISIBLE])


def test_broken_outputs_cost_nothing() -> None:
    cell = {"cell_type": "code", "source": "x = 1", "outputs": [{"output_type": 7}, 3, None]}
    code, notes = code_cells(json.dumps({"nbformat": 4, "cells": [cell]}).encode())
    assert (code, notes) == (["x = 1"], [])


def test_source_forms() -> None:
    data = raw_notebook("a\r\nb\rc", ["x\n", "y"], None, [])
    assert code_cells(data)[0] == ["a\nb\nc", "x\ny", "", ""]


def test_nan_and_half_surrogates_are_read() -> None:
    data = raw_notebook("x = '\ud800'", metadata={"n": float("nan"), "s": "\udfff"})
    (code,) = code_cells(data)[0]
    assert code.encode().startswith(b"x = '")


def test_encodings() -> None:
    text = notebook("x = 'é'").decode()
    for encoding in ("utf-8-sig", "utf-16"):
        assert code_cells(text.encode(encoding)) == (["x = 'é'"], [])
    code, notes = code_cells(raw_notebook("x = 'é'").replace(b"\\u00e9", b"\xe9"))
    assert code == ["x = 'é'"]
    assert "Windows-1252" in notes[0]


def test_notebook_without_code_is_noted() -> None:
    assert code_cells(b'{"nbformat": 4, "cells": []}') == ([], ["it holds no code cell"])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"x = 1\n", "got other text"),
        (notebook("x = 1")[:-20], "damaged or cut off"),
        (b"[1, 2]", "without a notebook's cells"),
        (b'"text"', "without a notebook's cells"),
        (b"{}", "without a notebook's cells"),
        (b'{"nbformat": 4, "cells": 3}', "without a notebook's cells"),
        (b'{"nbformat": 4, "cells": [3]}', "without a notebook's cells"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": [1]}]}', "without a note"),
        (b'{"worksheets": [{"cells": {}}]}', "without a notebook's cells"),
        (b'{"x":' + b"[" * 200_000, "nested too deeply"),
        (b'{"x": NaN, "y":' + b"[" * 200_000, "nested too deeply"),
        (b'{"nbformat": 1e999, "cells": []}', "without a notebook's cells"),
        (b'{"cells": [],\n<<<<<<< HEAD\n"a": 1\n=======\n"a": 2\n>>>>>>> b\n}', "merge-conflict"),
        (raw_notebook(*["x"] * (MAX_CELLS + 1)), "at most 5000 cells"),
    ],
)
def test_what_is_no_notebook_is_refused(data: bytes, words: str) -> None:
    assert words in fault(data)


def test_notebook_under_another_name_is_recognised() -> None:
    assert looks_like_notebook(notebook("x = 1"))
    assert not looks_like_notebook(b"{1: 2}\n'nbformat'\n")
    assert not looks_like_notebook(b'x = {"nbformat": 4}\n')
