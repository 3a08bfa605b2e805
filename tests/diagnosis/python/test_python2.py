"""Code written for Python 2."""

import pytest

from .happened import code, finding, forged, looked_at


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("print 'x'", "the print statement"),
        ("print x, y", "the print statement"),
        ("if x <> 3: pass", "<> for !="),
        ("raise ValueError, 'x'", "raise with a comma"),
        ("exec 'x'", "exec as a statement"),
        ("y = 10L", "numbers that end in L"),
        ("y = `x`", "backticks"),
        ("y = [i for i in xrange(3)]", "xrange"),
        ("y = {}.iteritems()", "iteritems"),
        ("y = {}.has_key(3)", "has_key"),
        ("y = raw_input()", "raw_input"),
        ("y = unicode('x')", "unicode"),
        ("y = reduce(max, [1])", "reduce"),
    ],
)
def test_each_leftover_is_named(line: str, what: str) -> None:
    found = finding(f"x = 1\n{line}\n")
    assert found.relation == "python2"
    assert f"this is Python 2 ({what}" in found.sentence
    assert found.sentence.startswith("line 2 of a.py, `")


def test_except_with_a_comma() -> None:
    found = finding("try:\n    x = 1\nexcept ValueError, e:\n    pass\n")
    assert "except with a comma" in found.sentence


def test_other_lines_of_the_file_are_told() -> None:
    source = "x = 1\nprint 'a'\nfor i in xrange(3):\n    print i\n# print no\ny = 'print no'\n"
    assert finding(source).sentence.endswith("Python 2 as well: lines 3, 4")


def test_many_other_lines_are_told_in_short() -> None:
    assert finding("print 1\n" * 50).sentence.endswith("lines 2, 3, 4, 5, ...")


@pytest.mark.parametrize(
    ("kind", "words", "source"),
    [
        ("NameError", "name 'xrange' is not defined", "raise NameError(t)  # xrange(3)\n"),
        ("NameError", "name 'xrange' is not defined", "x = 'xrange(3)'\n"),
        ("NameError", "", "x = np.zeros(3)\n"),
        ("ValueError", "xrange", "y = xrange(3)\n"),
        ("SyntaxError", "invalid syntax", "y = xrange(3) +* 2\n"),
        ("SyntaxError", "Missing parentheses in call to 'print'", "y = 3 3\n"),
        ("NameError", "name 'xrange' is not defined", "\x00" * 50),
        ("NameError", "name 'xrange' is not defined", "y" * 100_000 + " = xrange(3)\n"),
    ],
)
def test_what_the_line_does_not_show_is_not_said(kind: str, words: str, source: str) -> None:
    found = forged(source, kind, words, 1)
    assert found is None or found.relation != "python2"


def test_a_line_of_a_file_that_is_not_known_says_nothing() -> None:
    from grader.diagnosis.python import Raised, explain_raised

    told = Raised("SyntaxError", "invalid syntax", ("other.py", 1))
    assert looked_at(explain_raised(told, code("print 'x'\n"))) is None
