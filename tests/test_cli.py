"""The command line as such: help, version, and that starting it costs no heavy import."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from grader import __version__
from grader.cli import app

VERBS = ("run", "check", "list", "doctor", "handout", "data")


def test_help_names_every_verb_and_fits_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    told = CliRunner().invoke(app, ["--help"])
    assert told.exit_code == 0
    for verb in VERBS:
        assert f" {verb} " in told.stdout
        help_text = CliRunner().invoke(app, [verb, "-h"])
        assert help_text.exit_code == 0
        assert max(map(len, help_text.stdout.splitlines())) <= 80


def test_version() -> None:
    told = CliRunner().invoke(app, ["--version"])
    assert told.exit_code == 0
    assert told.stdout == f"grader {__version__}\n"


@pytest.mark.parametrize("arguments", [[], ["paint"], ["run", "--colour", "x.py"]])
def test_wrong_usage_is_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(app, arguments).exit_code == 2


def test_the_installed_command_starts() -> None:
    script = "from grader.cli import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", script, "--version"], capture_output=True, text=True, check=True
    )
    assert ran.stdout == f"grader {__version__}\n"


def test_help_loads_neither_pytest_nor_numpy() -> None:
    script = (
        "import sys; from grader.cli import app\n"
        "heavy = {'numpy', 'pytest', 'jinja2', 'nbformat', 'IPython'} & set(sys.modules)\n"
        "print(', '.join(heavy))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "\n"
