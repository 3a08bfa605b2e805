"""A small course on disk, right in every respect, for tests to damage."""

from pathlib import Path

import pytest

MANIFEST = """\
id = "hw1"
title = "First steps"
source = "a made-up course"
datasets = ["cifar10"]

[[problems]]
id = "1.1"
title = "Layers"
points = 2

[[problems]]
id = "1.2"
title = "Curves"
points = 0.5
kind = "figure"

[[problems]]
id = "1.3"
title = "More"
points = 1
optional = true

[[files]]
path = "layers.py"
names = ["forward", "backward"]

[child]
preload = ["numpy.linalg"]

[limits]
check_seconds = 5

[policies]
file_name = "<username>_<id>.ipynb"
"""
REFERENCE = "def forward(): ...\n\n\nbackward = forward\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "course"
    write_assignment(folder, "hw1", MANIFEST)
    return folder


@pytest.fixture
def manifest(course: Path) -> Path:
    return course / "assignments" / "hw1" / "assignment.toml"


@pytest.fixture
def handout(tmp_path: Path) -> Path:
    folder = tmp_path / "handout"
    (folder / "tests" / "public").mkdir(parents=True)
    text = MANIFEST + "\n[handout]\nversion = 1\n"
    (folder / "grader.toml").write_text(text, encoding="utf-8")
    return folder


def write_assignment(course: Path, name: str, text: str) -> None:
    folder = course / "assignments" / name
    for part in ("public", "hidden"):
        (folder / "tests" / part).mkdir(parents=True)
    (folder / "README.md").write_text("task", encoding="utf-8")
    (folder / "assignment.toml").write_text(text, encoding="utf-8")
    (course / "reference" / name).mkdir(parents=True)
    (course / "reference" / name / "layers.py").write_text(REFERENCE, encoding="utf-8")
