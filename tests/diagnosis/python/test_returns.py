"""A function that gave nothing, or another number of values."""

import pytest

from grader.diagnosis.python import Raised, explain_return

from .happened import code, looked_at

THREE = ("dx", "dw", "db")


def said(source, count=0, names=(), whole=True, function="f"):
    return looked_at(explain_return(function, count, names, code(source), whole))


@pytest.mark.parametrize(
    ("body", "relation", "line"),
    [
        ("'''Text.'''\n    pass", "empty_body", 1),
        ("y = x * 2", "missing_return", 2),
        ("print(x * 2)", "missing_return", 2),
        ("y = x\n    return", "bare_return", 3),
        ("if x > 0:\n        return x", "return_left_out", 3),
        ("for i in range(3):\n        return x", "return_left_out", 3),
        ("if x > 0:\n        return x\n    elif x < 0:\n        return -x", "return_left_out", 3),
        ("if x > 0:\n        return None\n    return x", "bare_return", 3),
        ("out = None\n    # TODO\n    return out", "kept_none", 2),
        ("dx, dw = None, None\n    dw = x\n    return dx, dw", "kept_none", 2),
        ("y = [x]\n    return y.append(3)", "in_place", 3),
        ("return print(x)", "in_place", 2),
    ],
)
def test_why_nothing_was_returned(body: str, relation: str, line: int) -> None:
    source = f"def f(x):\n    {body}\n"
    found = said(source)
    assert found.relation == relation
    quoted = source.split("\n")[line - 1].strip()
    assert found.sentence.startswith(f"line {line} of a.py, `{quoted}`: ")


def test_a_none_that_is_handed_on_is_followed() -> None:
    found = said("def g(x):\n    y = x + 1\n\ndef f(x):\n    return g(x)\n")
    assert found.relation == "missing_return"
    assert "line 2 of a.py" in found.sentence
    assert "`g` ends here" in found.sentence
    assert "`f` hands this None on" in found.sentence


@pytest.mark.parametrize(
    "body",
    [
        "return x",
        "if x > 0:\n        return x\n    else:\n        return -x",
        "while True:\n        if x:\n            return x",
        "try:\n        return x\n    except ValueError:\n        raise",
        "yield x",
        "with open(x) as file:\n        return file",
        "return unknown(x)",
        "out = None\n    out = x\n    return out",
        "def inner():\n        return 1\n    return inner()",
        "match x:\n        case 1:\n            return 1\n        case _:\n            return 2",
    ],
)
def test_nothing_is_said_of_a_function_that_returns_something(body: str) -> None:
    assert said(f"def f(x):\n    {body}\n") is None


def test_the_return_of_an_inner_function_is_not_the_outer_one_s() -> None:
    assert said("def f(x):\n    def g():\n        return 1\n    g()\n").relation == "missing_return"


def test_of_a_part_that_is_none_only_what_is_sure_is_said() -> None:
    several = "def f(x):\n    if x:\n        return x, x\n"
    assert said(several).relation == "return_left_out"
    assert said(several, whole=False) is None
    kept = "def f(x):\n    dx = None\n    return dx, x\n"
    assert said(kept, whole=False).relation == "kept_none"


def test_too_few_values_name_the_missing_one() -> None:
    found = said("def f(x):\n    dx = dw = x\n    return dx, dw\n", 2, THREE)
    assert found.sentence == (
        "line 3 of a.py, `return dx, dw`: `dx` and `dw` returned here; `db` missing"
    )


def test_too_many_values_name_the_surplus_one() -> None:
    assert "`x` returned here besides" in said("def f(x):\n    return dx, x\n", 2, ("dx",)).sentence


def test_other_names_leave_open_which_is_missing() -> None:
    found = said("def f(x):\n    return a, b\n", 2, THREE)
    assert "2 values returned here; asked for: `dx`, `dw` and `db`" in found.sentence


def test_another_return_with_the_right_number_is_pointed_at() -> None:
    source = "def f(x):\n    if x:\n        return dx, dw, db\n    return dx\n"
    assert "(the `return` in line 3 gives 3)" in said(source, 1, THREE).sentence


@pytest.mark.parametrize(
    "source",
    [
        "def g(x):\n    return 1\n",  # not there
        "f = lambda x: None\n",
        "def f(x):\n    return (dx, dw, db)\n",  # no return fits what came
        "def f(x:\n    y = 1\n",  # doesn't parse
        "def f(x):\n    return dx, dw\n" + "(" * 5000,
        "def f(x):\n" + "".join("    " * n + "if x:\n" for n in range(1, 90)),
        "",
    ],
)
def test_nothing_is_said_where_the_source_does_not_show_it(source: str) -> None:
    assert said(source, 4, THREE) is None


def test_two_files_with_the_function_leave_it_open() -> None:
    text = "def f(x):\n    y = 1\n"
    both = code(text, ("b.py", text))
    assert explain_return("f", 0, (), both) is None


def test_a_function_that_hands_on_itself_ends() -> None:
    assert said("def f(x):\n    return f(x)\n") is None
    assert said("def f(x):\n    return g(x)\n\ndef g(x):\n    return f(x)\n") is None


def test_names_of_the_student_s_are_cut_and_cleaned() -> None:
    name = "a" * 500
    found = said(f"def f(x):\n    {name} = None\n    return {name}\n")
    assert name not in found.sentence


def test_a_return_that_is_indented_too_little() -> None:
    source = "def f(x):\n    y = x\n\nreturn y\n\ndef g(x):\n    y = x\n"
    error = Raised("SyntaxError", "'return' outside function", ("a.py", 4))
    whole = code(source, broken={"a.py": error})
    found = looked_at(explain_return("f", 0, (), whole))
    assert found.sentence.startswith("line 4 of a.py, `return y`: this `return` is indented too")
    assert explain_return("g", 0, (), whole).relation == "missing_return"
