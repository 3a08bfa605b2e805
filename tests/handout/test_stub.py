"""Stripping, against hand-written stubs and generated references."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import AuthorError
from grader.handout import strip

IDS = {"4.1a", "4.2a"}


def test_region_becomes_todo_and_raise() -> None:
    text = (
        "def f(x):\n"
        '    """Twice."""\n'
        "    # BEGIN SOLUTION 4.2a out = two times x\n"
        "    y = 2 * x\n"
        "    return y\n"
        "    # END SOLUTION\n"
        "\n\n"
        "given = 1\n"
    )
    assert strip(text, "f.py", IDS) == (
        "def f(x):\n"
        '    """Twice."""\n'
        "    # TODO 4.2a: out = two times x\n"
        '    raise NotImplementedError("4.2a: not written yet")\n'
        "\n\n"
        "given = 1\n"
    )


def test_stub_lines_replace_a_region_that_defines_data() -> None:
    text = (
        "# BEGIN SOLUTION 4.1a nodes\n"
        "# STUB: graph = {\n"
        '# STUB:     "nodes": [],\n'
        "# STUB:\n"
        "# STUB: }\n"
        'graph = {"nodes": [1, 2]}\n'
        "# END SOLUTION\n"
    )
    assert strip(text, "g.py", IDS) == ('# TODO 4.1a: nodes\ngraph = {\n    "nodes": [],\n\n}\n')


def test_stub_lines_inside_a_function_keep_its_indentation() -> None:
    text = (
        "def f(x):\n"
        "    loss = 0\n"
        "    # BEGIN SOLUTION 4.2a\n"
        "    # STUB: if x:\n"
        "    # STUB:     pass\n"
        "    loss = loss + x * x\n"
        "    # END SOLUTION\n"
        "    return loss\n"
    )
    stub = strip(text, "f.py", IDS)
    assert "    # TODO 4.2a: your code here\n    if x:\n        pass\n    return loss\n" in stub


def test_several_regions_and_methods() -> None:
    body = "# BEGIN SOLUTION 4.2a\n        return self.x * 3\n        # END SOLUTION"
    text = f"class A:\n    def f(self):\n        {body}\n\n    def g(self):\n        {body}\n"
    stub = strip(text, "a.py", IDS)
    assert stub.count("raise NotImplementedError") == 2
    assert "self.x" not in stub


def test_a_file_without_regions_stays_as_it_is() -> None:
    text = "# begin with the sums\nx = 'the end'\n"
    assert strip(text, "x.py", IDS) == text


GOOD = "def f(x):\n    # BEGIN SOLUTION 4.2a\n    return 2 * x\n    # END SOLUTION\n"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (GOOD.replace("    # END SOLUTION\n", ""), 2, "without an"),
        (GOOD + "# END SOLUTION\n", 5, "without a"),
        (GOOD.replace("    return", "    # BEGIN SOLUTION 4.2a\n    return"), 3, "inside"),
        (GOOD.replace("BEGIN", "Begin"), 2, "looks like"),
        (GOOD.replace("# BEGIN", "### BEGIN"), 2, "looks like"),
        (GOOD.replace("# BEGIN", "#BEGIN"), 2, "looks like"),
        (GOOD.replace("BEGIN SOLUTION", "BEGIN_SOLUTION"), 2, "looks like"),
        (GOOD.replace("BEGIN SOLUTION", "BEGIN  SOLUTION"), 2, "looks like"),
        (GOOD.replace("BEGIN SOLUTION", "BEGIN SOLUTON"), 2, "looks like"),
        (GOOD.replace("END SOLUTION", "ENDSOLUTION"), 4, "looks like"),
        (GOOD.replace("END SOLUTION", "END SOLUTION 4.2a"), 4, "looks like"),
        (GOOD.replace("END SOLUTION", "END SOLUTOIN"), 4, "looks like"),
        (GOOD.replace(" 4.2a", ""), 2, "looks like"),
        (GOOD.replace("2 * x", "2 * x  # END SOLUTION"), 3, "looks like"),
        ('text = """\n# BEGIN SOLUTION 4.2a\n# END SOLUTION\n"""\n', 2, "looks like"),
        (GOOD.replace("4.2a", "4.2b"), 2, "unknown problem '4.2b'"),
        (GOOD.replace("return 2 * x", "# nothing yet") + "    pass\n", 2, "empty"),
        (GOOD.replace("    # BEGIN", "# BEGIN"), 4, "another column"),
        (GOOD.replace("    # END", "# END"), 4, "another column"),
        (GOOD.replace("    # BEGIN", "# BEGIN").replace("    # END", "# END"), 3, "column"),
        ("# BEGIN SOLUTION 4.1a\ngraph = {}\n# END SOLUTION\n", 1, "# STUB"),
        (
            "class A:\n" + GOOD.replace("def f(x):\n", "").replace("return 2 * x", "y = 1"),
            2,
            "STUB",
        ),
        ("# BEGIN SOLUTION 4.2a\n" + GOOD.split("#")[0] + "    pass\n# END SOLUTION\n", 1, "STUB"),
        ("# BEGIN SOLUTION 4.2a\ndef f(x): return 2 * x\n# END SOLUTION\n", 1, "# STUB"),
        (
            GOOD.replace("    return", "    # STUB: pass  # END SOLUTION\n    return"),
            2,
            "a marker is left",
        ),
        ("# STUB: graph = None\n" + GOOD, 1, "outside"),
        (GOOD.replace("    return", "    # stub: pass\n    return"), 3, "# STUB: <code>"),
        (GOOD.replace("    return", "        # STUB: pass\n    return"), 3, "column"),
        (GOOD.replace("2 * x", "2 * * x"), 3, "isn't valid Python"),
    ],
)
def test_a_wrong_marker_is_an_error_with_its_line(text: str, line: int, says: str) -> None:
    with pytest.raises(AuthorError) as caught:
        strip(text, "ref/f.py", IDS)
    assert str(caught.value).startswith(f"ref/f.py:{line}: ")
    assert says in str(caught.value)


def test_a_region_may_not_run_into_the_next_function() -> None:
    text = (
        "def f(x):\n"
        "    # BEGIN SOLUTION 4.2a\n"
        "    return 2 * x\n"
        "def g(x):\n"
        "    return 3 * x\n"
        "    # END SOLUTION\n"
    )
    with pytest.raises(AuthorError, match=r"^f.py:4: the region runs over"):
        strip(text, "f.py", IDS)


def test_a_region_must_leave_valid_python() -> None:
    text = (
        "def f(x):\n"
        "    # BEGIN SOLUTION 4.2a\n"
        "    if x:\n"
        "        return 1\n"
        "    # END SOLUTION\n"
        "    else:\n"
        "        return 2\n"
    )
    with pytest.raises(AuthorError, match=r"^f.py:6: without its solution"):
        strip(text, "f.py", IDS)


# --- generated references: each statement carries a token that occurs nowhere else ----------------


@st.composite
def references(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A reference and, for each of its functions, the problem whose stub it must raise."""
    lines: list[str] = ["import math", ""]
    raised: list[str] = []
    for number in range(draw(st.integers(1, 5))):
        depth = draw(st.integers(0, 2))
        problem = draw(st.sampled_from(sorted(IDS)))
        for level in range(depth):
            lines.append("    " * level + f"class C{number}_{level}:")
        pad = "    " * depth
        lines.append(f"{pad}def f{number}(*args):")
        if draw(st.booleans()):
            lines.append(f'{pad}    """Says nothing of {number}."""')
        lines += [f"{pad}    given_{number}_{k} = {k}" for k in range(draw(st.integers(0, 2)))]
        lines.append(
            f"{pad}    # BEGIN SOLUTION {problem}" + draw(st.sampled_from(["", " a hint"]))
        )
        for k in range(draw(st.integers(1, 4))):
            shape = draw(st.sampled_from(["flat", "loop", "text", "wrapped"]))
            lines += [f"{pad}    {line}" for line in _statement(shape, f"secret_{number}_{k}")]
        lines += [f"{pad}    return secret_{number}_end", f"{pad}    # END SOLUTION"]
        lines += [""] * draw(st.integers(0, 2))
        raised.append(problem)
    return "\n".join(lines) + "\n", raised


def _statement(shape: str, name: str) -> list[str]:
    return {
        "flat": [f"{name} = math.pi * 2  # {name}"],
        "loop": [f"for {name} in range(3):", f"    print({name})", ""],
        "text": [f'{name} = """', f"# {name}", '"""'],
        "wrapped": [f"{name} = (", f"    1 + {len(name)}", f")  # {name}"],
    }[shape]


@given(references())
def test_no_solution_line_survives(made: tuple[str, list[str]]) -> None:
    text, raised = made
    stub = strip(text, "gen.py", IDS)
    assert "secret" not in stub
    assert "SOLUTION" not in stub
    assert stub.count("given_") == text.count("given_")
    functions = [n for n in ast.walk(ast.parse(stub)) if isinstance(n, ast.FunctionDef)]
    assert len(functions) == len(raised)
    for function in functions:
        problem = raised[int(function.name[1:])]
        scope: dict[str, object] = {}
        exec(ast.unparse(function), scope)  # our own generated text, nothing of a student's
        with pytest.raises(NotImplementedError, match=problem):
            scope[function.name]()  # type: ignore[operator]


@given(references(), st.data())
def test_one_lost_marker_is_an_error(made: tuple[str, list[str]], data: st.DataObject) -> None:
    lines = made[0].split("\n")
    markers = [i for i, line in enumerate(lines) if "# END SOLUTION" in line or "# BEGIN" in line]
    del lines[data.draw(st.sampled_from(markers))]
    with pytest.raises(AuthorError, match=r"^gen.py:\d+: "):
        strip("\n".join(lines), "gen.py", IDS)
