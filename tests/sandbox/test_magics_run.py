"""Magics of notebooks, and of the scripts that are made from them: what they define is found."""

from typing import Any

import msgspec
import pytest

from grader.errors import CheckFailed
from grader.model import Cell, Source
from grader.sandbox.proxy import RemoteSubmission

BEFORE = "def first(): return 1\n"
AFTER = "\ndef second(): return 2\n"


def notebook(jail: Any, *texts: str) -> tuple[RemoteSubmission, Any]:
    """A notebook in the middle of its first check, and its session. texts: its cells, as read."""
    session = jail.session("")
    cells = tuple(Cell(label=f"cell {n}", source=text) for n, text in enumerate(texts, 1))
    source = Source(path="work.ipynb", notebook=True, cells=cells)
    session.submission = msgspec.structs.replace(session.submission, sources=(source,))
    session.begin(1, 5.0)
    return RemoteSubmission(session), session


def cell_magic(line: str, body: str) -> str:
    """What the reader makes of a cell under a magic whose body is no code of the notebook."""
    name, _, rest = line.partition(" ")
    return f"get_ipython().run_cell_magic({name!r}, {rest!r}, {body!r})\n"


@pytest.mark.parametrize("name", ["time", "heat"])
def test_a_magic_that_a_magic_calls_runs_its_body(jail: Any, name: str) -> None:
    submission, _ = notebook(jail, cell_magic(name, BEFORE))
    assert submission.first() == 1


@pytest.mark.parametrize("name", ["bash", "html", "python3", "script false"])
def test_the_body_in_another_language_defines_nothing(jail: Any, name: str) -> None:
    submission, session = notebook(jail, cell_magic(name, BEFORE))
    with pytest.raises(CheckFailed, match="nothing named first"):
        submission.first  # noqa: B018
    assert [cell.status for cell in session.cells] == ["passed"]


@pytest.mark.parametrize(
    ("line", "then"),
    [
        ("sol.py", "from sol import *"),
        ("sol.py", "import sol"),
        ("sol.py", "import sol as other"),
        ("sol.py", ""),
        ("hw-1 final.py", ""),
        ('"sol.py"', "from sol import *"),
        ("'./sol.py'", "from sol import *"),
        ("-a sol.py", "from sol import *"),
        ("src/sol.py", "from src.sol import *"),
        ("src/deep/sol.py", "import src.deep.sol"),
        ("/content/sol.py", "from sol import *"),
        ("/content/src/sol.py", "from src.sol import *"),
        ("/content/drive/MyDrive/sol.py", "from sol import *"),
        ("/content/drive/MyDrive/hw/sol.py", "from sol import *"),
        ("{place}", "from sol import *"),
        ("$place", "from sol import *"),
    ],
)
def test_names_in_a_file_that_the_notebook_writes_are_found(
    jail: Any, line: str, then: str
) -> None:
    magic = cell_magic(f"writefile {line}", BEFORE)
    submission, session = notebook(jail, "place = 'sol.py'\n", magic, then)
    assert submission.first() == 1
    assert {cell.status for cell in session.cells} == {"passed"}


def test_the_notebooks_own_names_come_before_those_of_a_file_that_it_writes(jail: Any) -> None:
    old = "count = 0\ndef first(): return 'old'\ndef third(): return 3\n"
    submission, _ = notebook(jail, cell_magic("writefile old.py", old), BEFORE)
    assert submission.first() == 1
    assert submission.third() == 3


def test_a_file_that_the_notebook_imports_runs_once(jail: Any) -> None:
    body = "import builtins\nbuiltins.runs = getattr(builtins, 'runs', 0) + 1\n" + AFTER
    then = "import sol\nimport builtins\ndef runs(): return builtins.runs\n"
    submission, _ = notebook(jail, cell_magic("writefile sol.py", body), then)
    assert submission.second() == 2
    assert submission.runs() == 1


def test_a_mistake_in_a_written_file_costs_no_more_than_itself(jail: Any) -> None:
    body = BEFORE + "raise ValueError\ndef broken(:\n" + AFTER
    submission, session = notebook(jail, cell_magic("writefile sol.py", body), "import sol")
    assert submission.first() == 1
    assert submission.second() == 2
    assert session.cells[-1].label == "sol.py"
    assert session.cells[-1].status == "error"


@pytest.mark.parametrize("line", ["", "-a", "../sol.py", "/sol.py", "notes.txt"])
def test_a_name_that_is_no_file_of_the_notebook_harms_nothing(jail: Any, line: str) -> None:
    magic = cell_magic(f"writefile {line}", "def stray(): return 1\n")
    submission, _ = notebook(jail, magic, BEFORE)
    assert submission.first() == 1
    with pytest.raises(CheckFailed, match="nothing named stray"):
        submission.stray  # noqa: B018


def test_a_file_written_and_removed_or_without_end_leaves_the_rest(jail: Any) -> None:
    gone = cell_magic("writefile gone.py", AFTER) + "import os\nos.remove('gone.py')\n"
    endless = cell_magic("writefile endless.py", "while True: pass" + AFTER)
    submission, session = notebook(jail, gone, endless, BEFORE)
    assert submission.first() == 1
    assert submission.second() == 2
    assert session.cells[-1].status == "timeout"


SCRIPT = "#!/usr/bin/env python\n# coding: utf-8\n\n# In[1]:\n\n\n"


@pytest.mark.parametrize("start", ["", "from IPython import get_ipython\n", "import IPython\n"])
@pytest.mark.parametrize("magic", ["time", "capture out", "heat"])
def test_a_script_made_from_a_notebook_runs_what_stands_under_a_magic(
    jail: Any, start: str, magic: str
) -> None:
    line = "get_ipython().run_line_magic('matplotlib', 'inline')\n"
    body = cell_magic(magic, BEFORE + "def other(): return second()\n")
    submission = jail.run(SCRIPT + start + line + body + AFTER)
    assert submission.first() == 1
    assert submission.other() == 2
    assert [cell.status for cell in jail.sessions[0].cells] == ["passed"]


def test_a_script_made_from_a_notebook_writes_files(jail: Any) -> None:
    magic = cell_magic("writefile sol.py", BEFORE)
    submission = jail.run(SCRIPT + magic + "from sol import first as one\n")
    assert submission.one() == 1
    assert submission.first() == 1


def test_a_shell_that_a_notebook_imports_works_as_its_own(jail: Any) -> None:
    first = "from IPython import get_ipython\n"
    submission, _ = notebook(jail, first, cell_magic("writefile sol.py", BEFORE), "import sol")
    assert submission.first() == 1


def test_a_notebook_without_ipython_loses_no_more(jail: Any) -> None:
    first = "import sys\nsys.modules['IPython'] = None\n"
    submission, _ = notebook(jail, first, cell_magic("time", BEFORE))
    assert submission.first() == 1


def test_the_module_that_asks_is_the_one_that_gets_the_names(jail: Any) -> None:
    magic = cell_magic("time", "def first(): return __name__\n")
    submission = jail.run("import part1\n" + cell_magic("time", AFTER), magic)
    assert submission.first() == "part1"
    assert submission.second() == 2


def test_a_file_that_only_looks_for_a_notebook_finds_none(jail: Any) -> None:
    text = "try:\n    get_ipython\n    where = 1\nexcept NameError:\n    where = 2\n"
    assert jail.run(text + "def place(): return where\n").place() == 2


def test_a_script_s_cell_in_another_language_defines_nothing(jail: Any) -> None:
    submission = jail.run(SCRIPT + cell_magic("bash", BEFORE) + AFTER)
    assert submission.second() == 2
    with pytest.raises(CheckFailed, match="nothing named first"):
        submission.first  # noqa: B018
