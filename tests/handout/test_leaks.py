"""The scan, tried on handouts that no stripping made: every leak is put there by hand."""

from pathlib import Path

import pytest

from grader.handout import build, leaks
from grader.model import CourseAssignment


@pytest.fixture
def out(mini: CourseAssignment, tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    build(mini, folder)
    return folder


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text() + text)


def test_a_clean_handout(mini: CourseAssignment, out: Path) -> None:
    assert leaks(out, mini) == []


def test_the_reference_itself(mini: CourseAssignment, out: Path) -> None:
    assert mini.reference is not None
    text = (mini.reference / "layers.py").read_text()
    (out / "layers.py").write_text(text)
    found = leaks(out, mini)
    lines = text.split("\n")
    for piece in (
        "out = x @ w + b",
        "cache = (x, w)",
        "return out, cache",
        "db = dout.sum",
        '"op"',
    ):
        number = next(n for n, line in enumerate(lines, 1) if piece in line)
        assert any(one.startswith(f"layers.py:{number}: repeats") for one in found), piece
    assert sum("a solution marker" in one for one in found) == 6


@pytest.mark.parametrize("name", ["layers.py", "README.md", "tests/public/test_layers.py"])
@pytest.mark.parametrize(
    "text",
    [
        "dx = dout @ w.T\n",
        "    dx  =  dout@w.T\n",
        "# dx = dout @ w.T\n",
        '"""\nThe answer: dx = dout @ w.T, of course.\n"""\n',
        "answer = 'dw = x.T @ dout'\n",
        "- `db = dout.sum(axis=0)`\n",
        '{"nodes": [{"name": "a", "op": "mul", "inputs": ["w0", "x0"]}]},\n',
        "x = 0.7310585786\n",
        "about 7.310585786e-1, say\n",
        "the result is 1.23456789.\n",
        "def test_backward_hidden(submission):\n",
        "# BEGIN SOLUTION\n",
        "#end_solution\n",
        "The trick is `(a + b) * (a - b)`.\n",
    ],
)
def test_one_line_anywhere(mini: CourseAssignment, out: Path, name: str, text: str) -> None:
    append(out / name, text)
    found = leaks(out, mini)
    assert found
    assert all(one.startswith(f"{name}:") for one in found)


def test_a_line_that_tells_nothing_is_a_leak_in_a_stub_alone(
    mini: CourseAssignment, out: Path
) -> None:
    append(out / "README.md", "The function ends with `return out, cache`.\n")
    append(out / "tests" / "public" / "test_layers.py", "    return out, cache\n")
    assert leaks(out, mini) == []
    append(out / "layers.py", "    return out, cache\n")
    assert len(leaks(out, mini)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "if y is None:",
        "train_history, val_history = [], []",
        '"optimizer": "momentum",',
        "rng = np.random.default_rng(0)",
        "scores, cache = fc_forward(x, w, b)",
        "for _ in range(num_epochs):",
    ],
)
def test_a_task_text_may_say_what_every_solution_says(
    mini: CourseAssignment, tmp_path: Path, line: str
) -> None:
    assert mini.reference is not None
    path = mini.reference / "layers.py"
    code = f"    d = {{\n        {line}\n    }}\n" if line.startswith('"') else f"    {line}\n"
    code += "        pass\n" if line.endswith(":") else ""
    append(path, f"def g():\n    # BEGIN SOLUTION 1b\n{code}    # END SOLUTION\n")
    append(mini.folder / "README.md", f"Write `{line}` somewhere.\n")
    build(mini, tmp_path / "out")
    assert line in (tmp_path / "out" / "README.md").read_text()


def test_given_code_may_repeat_a_solution_line(mini: CourseAssignment, tmp_path: Path) -> None:
    assert mini.reference is not None
    path = mini.reference / "layers.py"
    path.write_text(
        path.read_text() + "\n\ndef given(dout, w):\n    dx = dout @ w.T\n    return dx\n"
    )
    build(mini, tmp_path / "out")
    assert "dx = dout @ w.T" in (tmp_path / "out" / "layers.py").read_text()


@pytest.mark.parametrize(
    "given",
    [
        "# dx = dout @ w.T\n",
        'TEXT = """\ndx = dout @ w.T\n"""\n',
        "one = 1  # dx = dout @ w.T\n",
        'def g():\n    """dx = dout @ w.T"""\n',
    ],
)
def test_a_solution_line_in_given_prose_is_a_leak(
    mini: CourseAssignment, out: Path, given: str
) -> None:
    assert mini.reference is not None
    append(mini.reference / "layers.py", given)
    append(out / "layers.py", given)
    assert len(leaks(out, mini)) == 1


def test_hidden_tests_may_share_lines_and_numbers_with_public_ones(
    mini: CourseAssignment, out: Path
) -> None:
    shared = "\n\ndef helper(rng):\n    return rng.standard_normal((5, 3)) * 9.87654321\n"
    assert mini.hidden is not None
    append(mini.hidden / "test_layers.py", shared)
    append(mini.public / "test_layers.py", shared)
    append(out / "tests" / "public" / "test_layers.py", shared)
    assert leaks(out, mini) == []


def test_a_number_in_a_public_comment_is_no_excuse(mini: CourseAssignment, out: Path) -> None:
    comment = "# the hidden test expects 1.23456789\n"
    append(mini.public / "test_layers.py", comment)
    append(out / "tests" / "public" / "test_layers.py", comment)
    (found,) = leaks(out, mini)
    assert "holds the number 1.23456789" in found


def test_round_numbers_are_no_secret(mini: CourseAssignment, out: Path) -> None:
    assert mini.hidden is not None
    append(mini.hidden / "test_layers.py", "images, size = 50000, 1000000\n")
    append(out / "README.md", "50000 images, 1000000 bytes, 3.14159 is public.\n")
    assert leaks(out, mini) == []


def test_a_hidden_test_file_under_another_name(mini: CourseAssignment, out: Path) -> None:
    assert mini.hidden is not None
    text = (mini.hidden / "test_layers.py").read_text()
    (out / "tests" / "public" / "test_layers.py").write_text(text + "\n\n")
    found = leaks(out, mini)
    assert any("is the hidden file" in one for one in found)
    assert any("test_backward_hidden" in one for one in found)


@pytest.mark.parametrize(
    "name",
    [
        "layers.pyc",
        "__pycache__/layers.cpython-311.pyc",
        ".ipynb_checkpoints/layers-checkpoint.py",
        "layers.py~",
        ".layers.py.swp",
        "layers.py.orig",
        ".git/config",
        "private/notes.md",
        "bugs.py",
        "solution.b64",
        "tests/hidden/test_layers.py",
        "tests/public/.test_layers.py.swp",
        "tests/public/test_other.py",
    ],
)
def test_only_known_files(mini: CourseAssignment, out: Path, name: str) -> None:
    (out / name).parent.mkdir(parents=True, exist_ok=True)
    (out / name).write_bytes(b"x")
    assert f"{name}:1: no file of the handout" in leaks(out, mini)


def test_links_empty_folders_and_other_encodings(mini: CourseAssignment, out: Path) -> None:
    (out / "empty").mkdir()
    (out / "layers.py").unlink()
    (out / "layers.py").symlink_to(out / "README.md")
    (out / "README.md").write_bytes("dx = dout @ w.T".encode("utf-16"))
    found = leaks(out, mini)
    assert "empty:1: no folder of the handout" in found
    assert "layers.py:1: no file of the handout" in found
    assert "README.md:1: not UTF-8 text, so it can't be searched" in found
