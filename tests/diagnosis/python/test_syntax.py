"""Code that Python can't read."""

import pytest

from .happened import code, finding, forged, looked_at


@pytest.mark.parametrize(
    ("source", "relation", "line"),
    [
        ("def f(x):\n    y = (x + 1\n    return y\n", "unclosed_bracket", 2),
        ("x = [1, 2\ny = 3\n", "unclosed_bracket", 1),
        ("def f(x):\n    return x)\n", "unmatched_bracket", 2),
        ("y = (1, 2]\n", "unmatched_bracket", 1),
        ("def f(x)\n    return x\n", "missing_colon", 1),
        ("for i in range(3)\n    pass\n", "missing_colon", 1),
        ("x = 1\nif x = 1:\n    pass\n", "assignment_in_condition", 2),
        ("x = 1\nx++\n", "increment", 2),
        ("x = “a”\n", "curly_quotes", 1),
        ("x = 'abc\n", "open_text", 1),
        ("x = '''abc\n", "open_text", 1),
        ("def f(x):\n    retrun x\n", "misspelt_keyword", 2),
        ("x = [1 2]\n", "missing_comma", 1),
        ("def f(x):\n    y = x\nreturn y\n", "outside_function", 3),
        ("f(x=1, 2)\n", "argument_order", 1),
        ("def f(a, a):\n    pass\n", "twice", 1),
        ("f(x) = 3\n", "assignment_target", 1),
        ("x = 2x\n", "number", 1),
        ("def f(x):\nreturn x\n", "empty_block", 1),
        ("def f(x):\n", "empty_block", 1),
        ("x = 1\n    y = 2\n", "indentation", 2),
        ("def f(x):\n      a = 1\n    b = 2\n", "indentation", 3),
        ("def f(x):\n\tif x:\n        return 1\n", "tabs_and_spaces", 3),
        ("def f(x):\n    y = 1\n\treturn y\n", "tabs_and_spaces", 3),
        ("<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> other\n", "merge_conflict", 1),
    ],
)
def test_each_mistake_is_named_at_its_line(source: str, relation: str, line: int) -> None:
    found = finding(source)
    assert found.relation == relation
    quoted = source.split("\n")[line - 1].strip()
    assert found.sentence.startswith(f"line {line} of a.py, `{quoted}`: ")


def test_an_older_python_names_the_line_below_the_open_bracket() -> None:
    source = "def f(x):\n    y = np.sum((x + 1)\n    return y\n"
    found = forged(source, "SyntaxError", "invalid syntax", 3)
    assert found.relation == "unclosed_bracket"
    assert "line 2 of a.py" in found.sentence


def test_brackets_in_texts_and_comments_do_not_count() -> None:
    source = "x = '('  # ([\ny = x +* 2\n"
    assert finding(source) is None


@pytest.mark.parametrize("kind", ["SyntaxError", "IndentationError", "TabError"])
@pytest.mark.parametrize(
    "source",
    ["", "\n" * 10, "\x00" * 100, "(" * 200_000, "x" * 1_000_000, "\t" * 1000 + "\x1b[31m\u202e"],
)
def test_hostile_sources_do_no_harm(kind: str, source: str) -> None:
    for line in (0, 1, 5, 10**9, -1):
        found = forged(source, kind, "'(' was never closed; secret 3.14", line)
        assert found is None or "secret" not in found.sentence


def test_a_bracket_is_quoted_only_if_it_is_one() -> None:
    assert forged("x = (\n", "SyntaxError", "'7' was never closed", 1) is None


def test_the_label_is_bounded_and_printable() -> None:
    from grader.diagnosis.python import Code, Piece, Raised, explain_raised

    label = "\x1b[31m" + "a" * 5000
    told = Raised("SyntaxError", "expected ':'", (label, 1))
    found = looked_at(explain_raised(told, Code([Piece(label, "a.py", "def f()\n")])))
    assert found.relation == "missing_colon"


def test_a_label_that_two_pieces_have_is_no_place() -> None:
    from grader.diagnosis.python import Raised, explain_raised

    twice = code("def f()\n", ("a.py", "def g()\n"))
    assert explain_raised(Raised("SyntaxError", "expected ':'", ("a.py", 1)), twice) is None
