"""Times other graders on the same file, each in the way its own documentation shows.

They run in an environment of their own, in a temporary folder, on six checks of the same functions.
Neither keeps student code away from the tests: they are yardsticks of time alone.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import nbformat
from rich.table import Table

PACKAGES = ("numpy", "gradescope-utils", "otter-grader", "ipykernel")
REPEAT = 5
CASES = (
    ("fc_forward(np.ones((2, 3)), np.ones((3, 4)), np.zeros(4))[0]", "np.full((2, 4), 3.0)"),
    ("fc_forward(np.ones((2, 3)), np.ones((3, 4)), np.ones(4))[0]", "np.full((2, 4), 4.0)"),
    ("relu_forward(np.array([-1.0, 2.0]))[0]", "np.array([0.0, 2.0])"),
    ("relu_forward(np.array([[3.0, -2.0]]))[0]", "np.array([[3.0, 0.0]])"),
    ("relu_backward(np.ones(2), relu_forward(np.array([-1.0, 2.0]))[1])", "np.array([0.0, 1.0])"),
    (
        "fc_backward(np.ones((2, 4)), fc_forward(np.ones((2, 3)), np.ones((3, 4)), "
        "np.zeros(4))[1])[2]",
        "np.full(4, 2.0)",
    ),
)


def peers_table(folder: Path, source: Path, bare: float) -> Table:
    """Median wall seconds of each peer on one right submission, beside the bare interpreter's."""
    table = Table(title="peers on six checks, one right submission, seconds (median)")
    for column in ("what", "wall", "wall / bare"):
        table.add_column(column, justify="left" if column == "what" else "right")
    python = _environment(folder / "peers")
    if python is None:
        table.add_row("not measured: their packages can't be installed here", "", "")
        return table
    text = source.read_text(encoding="utf-8").split('if __name__ == "__main__"')[0]
    for name, command in (
        ("gradescope-utils (no isolation)", _gradescope(folder / "gradescope", text, python)),
        ("Otter-Grader, otter run (no isolation)", _otter(folder / "otter", text, python)),
    ):
        seconds = statistics.median(_seconds(command, python) for _ in range(REPEAT))
        table.add_row(name, f"{seconds:.3f}", f"{seconds / bare:.1f}")
    return table


def _environment(folder: Path) -> Path | None:
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", *PACKAGES]
    return python if subprocess.run(install, stderr=subprocess.DEVNULL).returncode == 0 else None


def _seconds(command: list[str], python: Path) -> float:
    path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    start = time.perf_counter()
    folder = Path(command[-1])
    done = subprocess.run(
        command[:-1], cwd=folder, env=dict(os.environ, PATH=path), capture_output=True
    )
    seconds = time.perf_counter() - start
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    lost = [t["name"] for t in results["tests"] if t.get("score", 0) != t.get("max_score", 0)]
    if done.returncode or lost:
        raise SystemExit(f"{command[0]}: the right submission was not graded as right: {lost}")
    (folder / "results.json").unlink()
    return seconds


def _gradescope(folder: Path, text: str, python: Path) -> list[str]:
    """A unittest file with @weight, run by its JSON test runner; the folder comes last."""
    folder.mkdir()
    (folder / "submission.py").write_text(text, encoding="utf-8")
    tests = "\n".join(
        f"    @weight(1)\n    def test_{n}(self):\n"
        f"        np.testing.assert_allclose({got}, {expected})\n"
        for n, (got, expected) in enumerate(CASES)
    )
    (folder / "run_tests.py").write_text(
        "import unittest\nimport numpy as np\nfrom submission import *\n"
        "from gradescope_utils.autograder_utils.decorators import weight\n"
        "from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner\n\n\n"
        f"class Checks(unittest.TestCase):\n{tests}\n\n"
        "with open('results.json', 'w') as file:\n"
        "    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Checks)\n"
        "    JSONTestRunner(stream=file, visibility='visible').run(suite)\n",
        encoding="utf-8",
    )
    return [str(python), "run_tests.py", str(folder)]


def _otter(folder: Path, text: str, python: Path) -> list[str]:
    """An autograder zip with one test file, `otter run` on a notebook; the folder comes last."""
    (folder / "tests").mkdir(parents=True)
    cases = [
        {"code": f">>> bool(np.allclose({got}, {expected}))\nTrue", "hidden": False}
        for got, expected in CASES
    ]
    suite = {"cases": cases, "scored": True, "setup": "", "teardown": "", "type": "doctest"}
    test = {"name": "q1", "points": 6, "suites": [suite]}
    text_of_test = f"OK_FORMAT = True\ntest = {test!r}\n"
    (folder / "tests" / "q1.py").write_text(text_of_test, encoding="utf-8")
    (folder / "otter_config.json").write_text("{}", encoding="utf-8")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text)])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, folder / "submission.ipynb")
    otter = str(python.parent / "otter")
    generate = [otter, "generate", "-t", "tests", "-o", "autograder.zip", "--no-environment"]
    subprocess.run(generate, cwd=folder, check=True, capture_output=True)
    shutil.rmtree(folder / "tests")
    run = [otter, "run", "submission.ipynb", "-a", "autograder.zip", "-o", ".", "--no-logo"]
    return [*run, str(folder)]
