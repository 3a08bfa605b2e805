"""Single changes of a function: the right one is among them, and its words name the place."""

import ast
import subprocess
import sys

import numpy as np
import pytest

from grader.diagnosis.python.code import FunctionNode
from grader.diagnosis.slips import Slip, slips

X = np.random.default_rng(0).standard_normal((3, 3)) + 3.0
Y = np.random.default_rng(1).standard_normal((3, 3)) + 3.0

PAIRS = [
    ("return x - y", "return x + y", "the sign in front of `y` is wrong"),
    ("return x + y", "return x", "`+ y` doesn't belong there"),
    ("return x * (x > 3)", "return x", "`* (x > 3)` doesn't belong there"),
    ("return x / len(x)", "return x", "`/ len(x)` doesn't belong there"),
    ("return y @ x", "return x @ y", "`y` and `x` stand in the wrong order"),
    ("return x @ y.T", "return x @ y", "`y.T` is transposed where it should not be"),
    ("return x.dot(y)", "return x.T.dot(y)", "`x` has to be transposed there"),
    ("return np.dot(x, y)", "return np.dot(x, y.T)", "`y` has to be transposed there"),
    ("return x.sum(axis=0)", "return x.sum(axis=1)", "`axis=0` is the wrong axis"),
    ("return np.sum(x)", "return np.mean(x)", "`np.sum` is the wrong function there"),
    ("return np.sum(x)", "return np.sum(x, axis=0)",
     "`np.sum` goes over all axes there, and is meant to go over one"),
    ("return np.where(x >= y, x, y * 2)", "return np.where(x < y, x, y * 2)",
     "the comparison `x >= y` is not the right one"),
    ("return x - 2 * y", "return y - 2 * x",
     "the parameters of `f` stand in the wrong order"),
    ("return x[: len(x) / 2]", "return x[:1]",
     "`/` gives a fraction, where a whole number is needed"),
    ("return -x", "return x", "the minus before `x` is wrong"),
    ("return 2 * x", "return 3 * x", "the number `2` is wrong"),
    ("return x, y", "return y, x", "these values stand in the wrong order"),
    ("z = x\n    z *= 2\n    return x + z", "return x + 2 * x",
     "`z` is the same array as `x`: one changes the other"),
    ("z = x * 2\n    return x * y", "return x * 2 * y", "`x` is the wrong quantity there"),
    ("return x", "return -x", "the sign of `x` is wrong"),
    ("k = 2\n    k = 1\n    return x[k]", "return x[2]",
     "this line overwrites what the line before gave"),
    ("return x", "return x / 3", "`x` isn't divided by the number of rows"),
    ("return x", "return x + y", "`y` isn't added to `x`"),
    ("t = 0\n    for r in x:\n        t += r\n        return t", "return x.sum(axis=0)",
     "this line stands in the loop, and belongs behind it"),
    ("t = 0\n    for r in x:\n        t = r\n    return t", "return x.sum(axis=0)",
     "`t` loses what it was before; this has to be added to it"),
    ("x = x / 2\n    return x", "return x", "`/ 2` doesn't belong there"),
    ("t = 0\n    for i in range(2):\n        t += x[i]\n    return t", "return x.sum(axis=0)",
     "the number `2` is wrong"),
    ("z = {'a': x, 'b': y}\n    return z['a'] + 0 * z['b']", "return y",
     "`'a'` is the wrong key there"),
    ("return np.zeros(x.shape, dtype=int) + x[0].astype(int) * 0 + np.floor(x)",
     "return np.ceil(x)", "`np.floor` is the wrong function there"),
    ("return x * y", "return x * y ** 2", "`y` isn't squared there"),
    ("return np.where(x > 3, 1, 0)", "return np.where(x > 3, y, 0)",
     "the number `1` stands where a quantity belongs"),
    ("i = len(x) - 2\n    k = i\n    return x[k]", "return x[2]",
     "`i` is one too small or too large there"),
    ("for r in x:\n        z = r\n        return x\n    return y", "return y",
     "the function must not end here"),
]  # fmt: skip


def function(body: str) -> FunctionNode:
    (node,) = ast.parse(f"def f(x, y):\n    {body}\n").body
    assert isinstance(node, ast.FunctionDef)
    return node


def value(text: str) -> object:
    names: dict[str, object] = {"np": np}
    try:
        exec(text, names)
        return names["f"](X.copy(), Y.copy())  # type: ignore[operator]
    except Exception as error:
        return type(error)


def alike(one: object, other: object) -> bool:
    try:
        return bool(np.allclose(one, other, rtol=1e-12))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False


def mending(wrong: str, right: str) -> list[Slip]:
    expected = value(f"def f(x, y):\n    {right}\n")
    assert not alike(value(f"def f(x, y):\n    {wrong}\n"), expected)
    return [slip for slip in slips(function(wrong)) if alike(value(slip.text), expected)]


@pytest.mark.parametrize(("wrong", "right", "words"), PAIRS, ids=lambda text: text[:30])
def test_the_change_that_mends_is_found_and_named(wrong: str, right: str, words: str) -> None:
    assert words in [slip.words for slip in mending(wrong, right)]


def test_the_line_is_that_of_the_slip() -> None:
    (first, *_) = mending("z = x - y\n    return 2 * z", "return 2 * (x + y)")
    assert first.line == 2


def first(body: str, right: str) -> str:
    return mending(body, right)[0].words


def test_the_likeliest_of_several_comes_first() -> None:
    wrong = "z = x\n    return y * (z > 3)"
    assert first(wrong, "return y * (x < 3)") == "the comparison `z > 3` is not the right one"
    wrong = "x1, x2, u = x, y, x + y\n    return u + x1 * x1"
    assert first(wrong, "return x + y + x * y") == "`x1` is the wrong quantity there"
    assert first("return x @ y.T", "return y @ x.T") == "`x @ y.T` has to be transposed"
    loop = "t = 0\n    for r in x:\n        t = t + r\n        return t"
    assert "belongs behind" in first(loop, "return x.sum(axis=0)")


def test_names_of_one_letter_are_no_likelier_than_others() -> None:
    near = [slip.likely for slip in slips(function("return x")) if "wrong quantity" in slip.words]
    assert near == [5]


UNWRITABLE = {
    "digits": "z = 0x" + "f" * 20_000,
    "attributes": "z = lambda q: q" + ".a" * 700,
    "terms": "z = " + " + ".join("1" * 400),
}


@pytest.mark.parametrize("line", UNWRITABLE.values(), ids=UNWRITABLE)
def test_what_cannot_be_written_again_has_no_slips_and_stays(line: str) -> None:
    node = function(f"{line}\n    return x + 1")
    assert list(slips(node)) == []
    assert len(node.body) == 2


def test_changes_of_many_lines_are_found_without_looking_at_each_line_for_each() -> None:
    node = function("a = 0\n    " * 300 + "return x")
    looked = []
    walk = ast.walk
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ast, "walk", lambda root: (looked.append(n) or n for n in walk(root)))
        next(slips(node))
    assert len(looked) < 30_000


def test_what_cannot_be_mended_at_one_place_stays_so() -> None:
    assert not mending("return 3 * x.T + 7", "return x @ x @ y - 2")


def test_the_function_is_left_as_it_was() -> None:
    node = function("t = 0\n    for r in x:\n        t += r * y[0]\n    return t / len(x)")
    before = ast.dump(node)
    assert len(list(slips(node))) > 50
    assert ast.dump(node) == before


def test_half_a_search_leaves_it_so_too() -> None:
    node = function("return x * y - 1")
    before = ast.dump(node)
    changes = slips(node)
    next(changes)
    changes.close()
    assert ast.dump(node) == before


def test_a_method_comes_in_its_class() -> None:
    (owner,) = ast.parse("class A:\n    @staticmethod\n    def f(x):\n        return x + 1\n").body
    (node,) = owner.body  # type: ignore[attr-defined]
    texts = [slip.text for slip in slips(node, "A")]
    assert texts
    assert all(text.startswith("class A:\n\n    def f(x):") for text in texts)
    assert [d.id for d in node.decorator_list] == ["staticmethod"]


def test_every_change_is_python() -> None:
    node = function(
        "z = {'a': x}\n    if not x.any() or y is None:\n        return None\n"
        "    for i in range(1, len(x)):\n        z['a'] += -x[i:] if i > 2 else ~y[i]\n"
        "    return np.sum(z['a'], axis=0, keepdims=True), z"
    )
    for slip in slips(node):
        ast.parse(slip.text)


def test_what_is_huge_is_left_alone() -> None:
    assert not list(slips(function("return " + " + ".join(["x"] * 2000))))


def test_no_words_quote_more_than_a_short_expression() -> None:
    long = "return " + " * ".join(f"(x + {n})" for n in range(40))
    assert max(len(slip.words) for slip in slips(function(long))) < 120


def test_words_hold_no_backtick_of_the_student() -> None:
    body = "return x + len('`a` <script>') * y"
    assert all(slip.words.count("`") % 2 == 0 for slip in slips(function(body)))


def test_nothing_of_the_student_runs() -> None:
    code = (
        "import ast\nfrom grader.diagnosis.slips import slips\n"
        "node = ast.parse('def f(x):\\n    return x * print(\"ran\")').body[0]\n"
        "print(len(list(slips(node))) > 5)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "True\n"
