"""Typed numbers, lists of numbers and sizes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.checks import number, read_number, read_numbers, read_size, size
from grader.errors import CheckFailed


@pytest.mark.parametrize(
    "typed",
    [
        8,
        8.0,
        "8",
        "8.0",
        " 8 ",
        "+8",
        "8.",
        "08",
        "16/2",
        "8e0",
        "80e-1",
        "$8$",
        "8;",
        "０８",
        "= 8",
        "8  # row 3",
        "8# 4 + 4 = 8, as the text has it",
        "# row 3\n8\n",
        "8 # " + "all of it " * 40,
        '"8"',
    ],
)
def test_eight_in_many_forms(typed: object) -> None:
    number(typed, 8, "the output")


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("1,600", 1600),
        ("1 600", 1600),
        ("1_600", 1600),
        ("51,984.0", 51984),
        ("-3/4", -0.75),
        ("−0.75", -0.75),
        ("1e-3", 0.001),
        ("1.5 * 10^-3", 0.0015),
        ("1e3 * 10^2", 100_000),
        ("1.5 x 10**3", 1500),
        ("1.5×10^{3}".replace("{", "").replace("}", ""), 1500),
        ("12 %", 0.12),
        ("98.5%", 0.985),
        (".5", 0.5),
        ("10⁻³", 0.001),
        ("2 × 10⁻³", 0.002),
        ("4²", 16),
        (2**70, float(2**70)),
    ],
)
def test_numbers_in_other_forms(typed: object, right: float) -> None:
    number(typed, right, "it")


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("4*4", 16),
        ("4 x 4", 16),
        ("4x4", 16),
        ("4 × 4 = 16", 16),
        ("16*100", 1600),
        ("10 · 10 · 16", 1600),
        ("(4 x 4 x 3 + 1) * 2", 98),
        ("1,600 * 2", 3200),
        ("2**10", 1024),
        ("2^3", 8),
        ("-4 * -4", 16),
        ("1 - 0.152", 0.848),
        ("(4)(4)", 16),
        ("$19^2 \\cdot 48$", 17328),
        ("$19^{2} \\times 48 = 17328$", 17328),
        ("$4 \\times 10^{-2}$", 0.04),
        ("$17{,}328$", 17328),
        ("2 * \\frac{6}{4}", 3),
        ("2^\\frac{4}{2}", 4),
        ("8/\\frac{4}{2}", 4),
        ("\\frac{3}{4}", 0.75),
        ("$12\\,\\%$", 0.12),
        ("\\left(4 \\times 4\\right) + 1", 17),
        ("64(7² + 1)", 3200),
        ("2(3)(4) (5)", 120),
    ],
)
def test_small_arithmetic(typed: str, right: float) -> None:
    number(typed, right, "it")
    with pytest.raises(CheckFailed, match="is not the right number"):
        number(typed, right + 1, "it")


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("130,000; 20,000; 780", [130000, 20000, 780]),
        ("130,000, 20,000, 780", [130000, 20000, 780]),
        ("130000, 20000, 780", [130000, 20000, 780]),
        ("130000,20000,780", [130000, 20000, 780]),
        ("[130000 20000 780]", [130000, 20000, 780]),
        ("130,000\n20,000\n780", [130000, 20000, 780]),
        ("84.5%, 46 %, 2.3%", [0.845, 0.46, 0.023]),
        ("13 * 10000; 5 x 4; 1/4", [130000, 20, 0.25]),
        (["130,000", 20000, 780.0], [130000, 20000, 780]),
        ((1, 2, 3), [1, 2, 3]),
        ("3,200,774", [3, 200, 774]),
        ("130000; 20000; 780  # 13, 10 and 39 epochs", [130000, 20000, 780]),
        ("130,000  # 13\n20,000  # 10\n\n# 39\n780", [130000, 20000, 780]),
        ("[1, 2, 3]  # in this order", [1, 2, 3]),
        (["1  # one", "2", 3], [1, 2, 3]),
        ("1; 2;\n 3", [1, 2, 3]),
        ("(1)(2); 2; 3(1 + 1)", [2, 2, 6]),
    ],
)
def test_lists_of_numbers(typed: object, numbers: list[float]) -> None:
    assert read_numbers(typed, 3, "it") == pytest.approx(numbers, rel=1e-12)


@pytest.mark.parametrize(
    ("typed", "count", "says"),
    [
        ("130,000,20,000,780", 3, "must be a list of 3 numbers with ; between them"),
        ("100, 200, 300", 2, "must be a list of 2 numbers"),
        ("1,000, 200", 2, ""),
        ("1,100,200, 300", 2, ""),
        ("1; 2; x", 3, "must be a list of 3 numbers"),
        ("1; 2  # 3", 3, "must be a list of 3 numbers"),
        ("1; 2  #; 3", 3, "must be a list of 3 numbers"),
        ("# 1; 2; 3", 3, "must be a list of 3 numbers"),
        ("", 3, "must be a list of 3 numbers"),
        ([1, 2], 3, "must be a list of 3 numbers, 2 came"),
        (["1", "two", 3], 3, "each number of it must be one number"),
        ([1, [2], 3], 3, "each number of it must be one number, a list came"),
        (3, 1, "must be a list of 1 numbers, a number came"),
        (None, 1, "must be a list"),
        ("1," * 10**6, 3, "characters came"),
        ("9" * 1999, 1, "must be a list"),
        ("\x1b[31m1; 2", 2, "must be a list"),
    ],
)
def test_what_is_no_such_list(typed: object, count: int, says: str) -> None:
    if not says:
        assert len(read_numbers(typed, count, "it")) == count
        return
    with pytest.raises(CheckFailed, match=says) as caught:
        read_numbers(typed, count, "it")
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 250


def test_reading_says_nothing_about_right_or_wrong() -> None:
    assert read_number("7", "it") == 7
    assert read_size("7 x 5", "it") == (7, 5)


@pytest.mark.parametrize(
    "typed", [7, 9, "8.001", "-8", "80", "1/8", "8e1", "8%", 0, "0", "9 # 8", "(4)(4)"]
)
def test_another_number(typed: object) -> None:
    with pytest.raises(CheckFailed, match=r"^the output is not the right number$") as caught:
        number(typed, 8, "the output")
    assert "expected 8" in caught.value.detail


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "eight",
        "8 rows",
        "E0",
        "e8",
        ".",
        "+",
        ",800",
        "²",
        "8 9",
        "8 (9)",
        "# 8",
        "(8)9",
        "8()",
        "24/3(1)",
        "1½",
        "4*",
        "4 x",
        "(4",
        "4*x",
        "4 weights",
        "sqrt(64)",
        "9^9^9^9",
        "2**3000",
        "1" + "*1" * 90 + "*" * 9,
        "(" * 90 + "8" + ")" * 90,
        "1,6",
        "8,,0",
        "8..0",
        "1/0",
        "8/",
        "--8",
        "1e9999",
        "inf",
        "nan",
        "5*10^999",
        "9e999 * 10^999",
        "NaN",
        float("nan"),
        float("inf"),
        10**400,
        "9" * 150,
        "9" * 10**6,
        "1" + "0" * 150 + "/3",
        "1e1e1",
        "0x8",
        "8j",
        "__import__('os')",
        None,
        True,
        [8],
        {"a": 8},
        b"8",
        "8\0",
        "\ud800",
    ],
)
def test_what_is_no_number(typed: object) -> None:
    with pytest.raises(CheckFailed, match=r"^it ") as caught:
        number(typed, 8, "it")
    assert len(caught.value.message) < 200


def test_tolerance_and_alternatives() -> None:
    number("0.33", 1 / 3, "it", atol=0.005)
    number("51984", 17328, "it", also=(51984,))
    number("101", 100, "it", rtol=0.02)
    with pytest.raises(CheckFailed):
        number("0.32", 1 / 3, "it", atol=0.005)
    with pytest.raises(CheckFailed):
        number("51985", 17328, "it", also=(51984,))


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["r", "g", "e"]))
def test_what_python_prints_is_read(value: float, how: str) -> None:
    typed = {"r": repr(value), "g": f"{value:.17g}", "e": f"{value:.17e}"}[how]
    number(typed, value, "it")


@given(st.text(max_size=30) | st.text("0123456789.,-+e/*x^ %", max_size=12))
def test_any_other_text_is_refused(typed: str) -> None:
    if "8" in typed or "/" in typed or "16" in typed:  # may well be one
        return
    with pytest.raises(CheckFailed, match=r"^it "):
        number(typed, 8, "it")


@pytest.mark.parametrize(
    "typed",
    [
        "3 x 2",
        "3x2",
        "3×2",
        "(3, 2)",
        "[3,2]",
        "3 by 2",
        "$3 \\times 2$",
        "$(3,\\, 2)$",
        "3 2",
        "3*2",
        " 3 X 2. ",
        [3, 2],
        (3.0, 2),
        ["3", 2],
        "3 x 2  # rows x columns",
        "# rows x columns\n3 x 2",
        "'3 x 2'",
        "(3, 2)  # 6 / 2",
    ],
)
def test_a_size_in_many_forms(typed: object) -> None:
    size(typed, (3, 2), "the map's size")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2 x 3", "is not the right size: rows and columns are exchanged"),
        ("$2 \\times 3$", "is not the right size: rows and columns are exchanged"),
        ("$3 \\timesx 2$", "must be a size such as 3 x 2"),
        ("2 x 3  # 3 x 2", "is not the right size: rows and columns are exchanged"),
        ("# 3 x 2", "must be a size such as 3 x 2"),
        ("3 x 3", "is not the right size$"),
        ("6", "is not the right size$"),
        (6, "is not the right size$"),
        ("3 x 2 x 1", "is not the right size$"),
        ("three by two", "must be a size such as 3 x 2"),
        ("3.5 x 2", "must be a size"),
        ("", "must be a size"),
        (None, "must be a size"),
        ([None, 2], "must be a size"),
        ([[3], 2], "must be a size"),
        ("9" * 199, "must be a size"),
        ("3 x " * 10**6, "must be a short answer"),
        ([float("nan"), 2], "must be a size"),
        ([10**400, 2], "must be a size"),
    ],
)
def test_another_size_or_none(typed: object, says: str) -> None:
    with pytest.raises(CheckFailed, match=says):
        size(typed, (3, 2), "the map's size")


def test_another_size_may_be_right_as_well() -> None:
    size("2 x 3", (3, 2), "it", also=((2, 3),))
