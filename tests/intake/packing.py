"""Helpers that build submissions for the tests of intake."""

import io
import json
import tarfile
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import nbformat
import pytest

from grader.errors import UnreadableSubmission
from grader.intake import read


def notebook(*cells: str) -> bytes:
    """A notebook of the current format with these code cells, written by nbformat."""
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    return nbformat.writes(made).encode()


def raw_notebook(*sources: Any, **fields: Any) -> bytes:
    """A notebook's JSON made by hand, for what nbformat would not write."""
    cells = [{"cell_type": "code", "source": source, "metadata": {}} for source in sources]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "cells": cells, **fields}).encode()


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    """A deflated zip archive at `path`."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return path


def tarred(path: Path, files: dict[str, bytes], mode: str = "w:gz") -> Path:
    """A tar archive at `path`."""
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def is_clean(text: str) -> bool:
    """Whether nothing in `text` ends a line, drives a terminal or turns the reading direction."""
    turning = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    return not any(
        unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(c) in turning
        for c in text
    )


def refusal(path: Path) -> str:
    """The sentence with which `read` refuses `path`; it must be a single printable line."""
    with pytest.raises(UnreadableSubmission) as caught:
        read(path)
    sentence = str(caught.value)
    assert is_clean(sentence)
    assert sentence[0].islower()
    assert len(sentence) < 500
    return sentence
