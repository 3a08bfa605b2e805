"""Modules and files that aren't there."""

import pytest

from grader.diagnosis.python import Code, Piece, Raised, explain_raised

from .happened import LABEL, code, finding, forged, looked_at

CIRCLE = "cannot import name 'relu' from partially initialized module 'layers' (most likely due to)"


def said(kind, words, line, whole):
    return looked_at(explain_raised(Raised(kind, words, (LABEL, line)), whole))


def test_two_files_that_import_each_other() -> None:
    whole = code("from layers import relu\n", ("layers.py", "import a\ndef relu(x): pass\n"))
    found = said("ImportError", CIRCLE, 1, whole)
    assert found.relation == "circular_import"
    assert "(a.py imports layers.py imports a.py)" in found.sentence


def test_a_circle_of_three() -> None:
    whole = code("import layers\n", ("layers.py", "import loss\n"), ("loss.py", "import a\n"))
    words = "partially initialized module 'layers' has no attribute 'x'"
    assert (
        "a.py imports layers.py imports loss.py imports a.py"
        in said("AttributeError", words, 1, whole).sentence
    )


def test_no_circle_in_the_files_is_none() -> None:
    whole = code("from layers import relu\n", ("layers.py", "import numpy\n"))
    assert said("ImportError", CIRCLE, 1, whole) is None


@pytest.mark.parametrize(
    ("others", "said_of_it"),
    [
        ([("layer.py", "")], "did you mean layer.py?"),
        ([("src/layers.py", "")], "inside a folder, as src/layers.py"),
        ([], "neither installed for grading nor among the files"),
    ],
)
def test_a_module_that_was_not_handed_in(others: list[tuple[str, str]], said_of_it: str) -> None:
    words = "No module named 'layers'"
    whole = code("from layers import relu\n", *others)
    assert said_of_it in said("ModuleNotFoundError", words, 1, whole).sentence


def test_a_module_that_is_a_notebook() -> None:
    pieces = [Piece(LABEL, LABEL, "import layers\n"), Piece("cell 1", "layers.ipynb", "", True)]
    found = said("ModuleNotFoundError", "No module named 'layers'", 1, Code(pieces))
    assert "handed in as a notebook" in found.sentence


def test_a_name_that_the_imported_file_spells_otherwise() -> None:
    whole = code("from layers import relu_grad\n", ("layers.py", "def relu_gard(x): pass\n"))
    words = "cannot import name 'relu_grad' from 'layers' (/somewhere/layers.py)"
    found = said("ImportError", words, 1, whole)
    assert "layers.py has no `relu_grad`: did you mean `relu_gard`?" in found.sentence
    assert "somewhere" not in found.sentence


def test_a_name_that_python_moved() -> None:
    assert "collections.abc" in finding("from collections import Iterable\n").sentence


@pytest.mark.parametrize(
    ("path", "files", "said_of_it"),
    [
        ("data/train.csv", (), "it was not handed in"),
        ("data/train.csv", ("train.csv",), "handed in as train.csv: use that path"),
        ("train.csv", ("trian.csv",), "trian.csv was handed in: did you mean that?"),
        ("/home/ada/train.csv", (), "a path on one machine alone"),
        ("C:/Users/ada/train.csv", (), "a path on one machine alone"),
    ],
)
def test_a_file_that_is_not_there(path: str, files: tuple[str, ...], said_of_it: str) -> None:
    found = finding(f"def f():\n    return open('{path}')\n", files=files)
    assert found.relation == "missing_file"
    assert said_of_it in found.sentence


def test_a_file_that_numpy_reads() -> None:
    source = "def f():\n    return np.loadtxt('no_such_train.csv')\n"
    assert "`no_such_train.csv` isn't there" in finding(source).sentence


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("FileNotFoundError", "[Errno 2] No such file or directory: 'secret.csv'"),
        ("FileNotFoundError", "secret not found."),
        ("FileNotFoundError", "[Errno 2] No such file or directory: '" + "x" * 100_000),
        ("ModuleNotFoundError", "No module named 'secret'"),
        ("ModuleNotFoundError", "No module named 'os.secret'"),
        ("ImportError", "cannot import name 'secret' from 'os'"),
        ("ImportError", CIRCLE),
    ],
)
@pytest.mark.parametrize(
    "source", ["import os\nraise X\n", "import (\nimport (\n", "", "\x00\n\x1b"]
)
def test_a_forged_text_is_not_believed(kind: str, words: str, source: str) -> None:
    for line in (1, 2):
        assert forged(source, kind, words, line) is None


def test_a_submodule_of_the_message_alone_is_not_shown() -> None:
    found = forged("import layers\n", "ModuleNotFoundError", "No module named 'layers.s3cret'", 1)
    assert found is None or "s3cret" not in found.sentence


def test_a_package_that_is_not_installed() -> None:
    found = forged("import torch.nn as nn\n", "ModuleNotFoundError", "No module named 'torch'", 1)
    assert "the package torch isn't installed for grading" in found.sentence
