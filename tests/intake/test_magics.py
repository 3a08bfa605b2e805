import ast

import pytest
from IPython.core.inputtransformer2 import TransformerManager

from grader.intake.magics import Magics


def plain(cell: str) -> str:
    return Magics().plain(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "%matplotlib inline\nx = 1\n",
        "files = !ls\nx = 1\n",
        "t = %timeit -o f()\n",
        "!pip install numpy\n",
        "!!ls\n",
        "x?\n",
        "x.y??\n",
        "?x\n",
        "if True:\n    %time f()\n    !ls\n",
        ">>> x = 1\n>>> y = 2\n",
        "In [1]: x = 1\n   ...: y = 2\n",
        "    x = 1\n    y = 2\n",
        ",f a b\n",
        ";f a b\n",
        "/f 1 2\n",
        "%%writefile a.py\nx = 1\n%time\n",
        "%%bash\necho $HOME\n",
        "%%html\n<b>\n",
        "x = '''\n%time\n'''\ny = 7 % 2\n",
        "x = (1 +\n     2)\nprint('%d' % x)\nx %= 2\n",
        "def f(a):\n    return a != 2  # really?\n",
    ],
)
def test_same_as_ipython(cell: str) -> None:
    assert plain(cell) == TransformerManager().transform_cell(cell)


@pytest.mark.parametrize("name", ["time", "timeit", "capture", "prun"])
def test_wrapper_becomes_a_comment(name: str) -> None:
    assert plain(f"%%{name} -x y\na = 1\n!ls\n") == (
        f"# %%{name} -x y\na = 1\nget_ipython().system('ls')\n"
    )


@pytest.mark.parametrize(
    "line",
    ["heat", "memit", "wandb", "snakeviz", "nbdev_export", "lprun -f f f(1)", "my_own", "debug"],
)
def test_the_body_under_an_unknown_magic_is_code_of_the_notebook(line: str) -> None:
    assert plain(f"%%{line}\n%matplotlib inline\ndef f(): return 1\n") == (
        f"# %%{line}\nget_ipython().run_line_magic('matplotlib', 'inline')\ndef f(): return 1\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        *("bash", "sh", "html", "HTML", "javascript", "latex", "cython -a", "writefile a.py"),
        *("script false", "perl", "ruby", "svg", "markdown", "R", "skip", "python3", "shell"),
    ],
)
def test_the_body_in_another_language_does_not_run(line: str) -> None:
    name, _, rest = line.partition(" ")
    assert plain(f"%%{line}\nx = 1\n") == (
        f"get_ipython().run_cell_magic({name!r}, {rest!r}, 'x = 1\\n')\n"
    )


def test_wrappers_nest() -> None:
    assert plain("%%capture\n\n%%time\nx = 1\n") == "# %%capture\n\n# %%time\nx = 1\n"
    inner = plain("%%time\n%%bash\nls\n")
    assert inner == "# %%time\nget_ipython().run_cell_magic('bash', '', 'ls\\n')\n"


def test_help_on_a_wrapper_is_help() -> None:
    assert "pinfo" in plain("%%time?\n")
    assert "pinfo" in plain("%%heat??\n")


@pytest.mark.parametrize(
    "cell",
    [
        "\n\n%matplotlib inline\n\nfault here\n",
        "!pip install a \\\n  b \\\n  c\nx = 1\nfault here\n",
        "if True:\n    !ls a \\\n      b\n    fault here\n",
        "%%time\n\nx = 1\nfault here\n",
        "\n    x = 1\n    fault here\n",
        "x = %who \\\n  a\nfault here",
    ],
)
def test_lines_keep_their_numbers(cell: str) -> None:
    def line(text: str) -> int:
        return next(i for i, line in enumerate(text.split("\n")) if "fault" in line)

    assert line(plain(cell)) == line(cell)
    ast.parse(plain(cell).replace("fault here", "pass"))


def test_ordinary_cells_stay_to_the_letter() -> None:
    for cell in ["", "\n\n", "x = 1", "x = 1\n\n\n", "a\x0cb\u2028c = 1\n", "s = '?'\n"]:
        assert plain(cell) == cell


def test_broken_syntax_keeps_what_stands_above() -> None:
    cell = "%matplotlib inline\ndef f():\n    return 1\ndef g():\n        x = 1\n    y = 2\n!ls\n"
    lines = plain(cell).splitlines()
    assert lines[0] == "get_ipython().run_line_magic('matplotlib', 'inline')"
    assert lines[1:6] == cell.splitlines()[1:6]


@pytest.mark.parametrize(
    "cell", ["%", "!", "?", "%%", "%% ", "/", "x = !", "'''\n%a", "(\n%a", "%a\\"]
)
def test_odd_cells_do_not_raise(cell: str) -> None:
    assert isinstance(plain(cell), str)


def test_work_is_bounded() -> None:
    magics = Magics(budget=10_000)
    flood = "!ls\n" * 2000 + "    !ls\n"
    assert not magics.exhausted
    lines = magics.plain(flood).splitlines()
    assert magics.exhausted
    assert set(lines[:2000]) == {"get_ipython().system('ls')"}
    assert lines[2000:] == ["    !ls"]  # only tokens could tell that it isn't in a string


def test_long_words_before_a_question_cost_their_time() -> None:
    magics = Magics()
    magics.plain("a" * 50_000 + " ?\n")
    assert magics.exhausted
    harmless = Magics()
    harmless.plain("key = '" + "a" * 50_000 + "'\n%time\n")
    assert not harmless.exhausted


def test_many_wrappers_end() -> None:
    assert plain("%%time\n" * 3000).count("# %%time") == 10
