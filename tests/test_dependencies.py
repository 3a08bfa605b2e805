"""What the package imports is what it declares: no more to install, nothing missing."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
COMES_WITH = {"markupsafe": "jinja2"}
BY_NAME = {"ipython": 'import_module("IPython.'}
"""Packages that are imported by a string, which no syntax tree shows."""


def named(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=;\[ ]", line, maxsplit=1)[0].lower() for line in requirements}


RUNTIME = named(PROJECT["dependencies"])
ALL = RUNTIME | named(PROJECT["optional-dependencies"]["dev"])


def imported(folder: Path) -> set[str]:
    """What the files of a folder import from elsewhere, by the packages' names."""
    texts = [path.read_text() for path in folder.rglob("*.py") if "corpus" not in path.parts]
    nodes = [node for text in texts for node in ast.walk(ast.parse(text))]
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    own = {"grader", "tests", "benchmarks", *(path.stem for path in folder.rglob("*.py"))}
    tops = {name.split(".")[0] for name in names} - set(sys.stdlib_module_names) - own
    packages = packages_distributions()
    found = {COMES_WITH.get(top, packages.get(top, [top])[0].lower()) for top in tops}
    return found | {name for name, how in BY_NAME.items() if any(how in text for text in texts)}


def test_runtime_dependencies_are_those_that_the_package_imports() -> None:
    assert imported(ROOT / "grader") == RUNTIME


def test_tests_import_nothing_that_is_not_declared() -> None:
    assert imported(ROOT / "tests") <= ALL


def test_the_pinned_environment_holds_every_declared_package() -> None:
    pinned = (ROOT / "requirements-dev.txt").read_text().splitlines()
    assert all("==" in line for line in pinned)
    assert named(pinned) >= ALL
