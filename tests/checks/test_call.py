"""`call`: how many values came back, in whatever container."""

import numpy as np
import pytest

from grader.checks import call
from grader.errors import CheckFailed, NotData, StudentError

from .fakes import Handle

A, B = np.ones(2), np.zeros(3)


def test_arguments_go_through_and_several_values_come_as_a_tuple():
    def fc_forward(x, w, *, scale):
        return [x * scale, w]

    out, cache = call(fc_forward, A, B, scale=3, returns="out, cache")
    assert out.tolist() == [3, 3]
    assert cache is B


@pytest.mark.parametrize("value", [(A, B), [A, B], Handle("list", [A, B]), Handle("tuple", (A, B))])
def test_any_sequence_of_the_right_length_will_do(value):
    assert call(lambda: value, returns="a, b") == (A, B)


def test_handles_inside_stay_handles():
    cache = Handle("dict", {"x": 1})
    assert call(lambda: (A, cache), returns="out, cache")[1] is cache


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ((A,), "1 value"),
        ((A, B, A), "3 values"),
        (np.zeros(5), "1 value"),
        (Handle("object"), "1 value"),
    ],
)
def test_a_wrong_count_is_named(value, count):
    def fc_backward():
        return value

    with pytest.raises(CheckFailed) as caught:
        call(fc_backward, returns="dx, dw")
    assert caught.value.message == f"fc_backward returned {count}, 2 expected: dx, dw"


@pytest.mark.parametrize(
    ("returns", "wanted"), [("dx", ""), ("dx, dw", ", 2 values expected: dx, dw")]
)
def test_nothing_returned(returns, wanted):
    def fc_backward():
        pass

    with pytest.raises(CheckFailed) as caught:
        call(fc_backward, returns=returns)
    expected = f"fc_backward returned nothing (None){wanted}: is a return statement missing?"
    assert caught.value.message == expected
    assert caught.value.returned == ("fc_backward", 0, tuple(returns.split(", ")), True)


def test_none_is_a_value_where_nothing_was_asked_for():
    assert call(lambda: None) is None


@pytest.mark.parametrize("value", [A, (A,), Handle("list", [1]), 3.0])
def test_one_name_gives_the_value_itself(value):
    got = call(lambda: value, returns="dx")
    assert got is (value[0] if type(value) is tuple else value)


def test_a_tuple_of_numbers_may_be_the_array():
    assert call(lambda: (1.0, 2.0), returns="dx") == (1.0, 2.0)


def test_two_values_where_one_was_asked_for():
    with pytest.raises(CheckFailed, match="the function returned 2 values, 1 expected: dx"):
        call(lambda: (A, B), returns="dx")


def test_the_name_of_a_handle_is_what_the_check_asked_for():
    remote = Handle("function", lambda: None, remote_name="relu_forward")
    with pytest.raises(CheckFailed, match=r"^relu_forward returned nothing"):
        call(remote, returns="out")


@pytest.mark.parametrize("value", [5, None, "fc", [1], Handle("dict", {}), Handle("array", A)])
def test_data_in_place_of_a_function(value):
    with pytest.raises(CheckFailed, match="a function was expected"):
        call(value, 1)


def test_what_the_students_code_raises_passes_through():
    def broken():
        raise StudentError("ValueError", "no")

    with pytest.raises(StudentError, match="ValueError"):
        call(broken, returns="out")


def test_one_array_of_all_results_is_unpacked_as_python_does():
    a, b = call(lambda: np.array([1.5, 2.5]), returns="a, b")
    assert (a, b) == (1.5, 2.5)
    both = call(lambda: np.arange(4.0).reshape(2, 2), returns="w, v")
    assert [one.tolist() for one in both] == [[0.0, 1.0], [2.0, 3.0]]
    for other in (np.zeros(3), np.array(1.0)):
        with pytest.raises(CheckFailed, match="returned 1 value, 2 expected"):
            call(lambda other=other: other, returns="a, b")


def test_what_an_object_gives_one_after_another_is_unpacked_too():
    values = Handle("object", [A, B])  # the values of a dict, as data
    assert call(lambda: values, returns="a, b") == (A, B)
    with pytest.raises(CheckFailed, match="returned 2 values, 3 expected"):
        call(lambda: values, returns="a, b, c")
    assert call(lambda: values, returns="a") is values


def test_an_object_that_is_no_data_is_one_value():
    class Opaque(Handle):
        def remote_plain(self):
            raise NotData("an object of type Net")

    with pytest.raises(CheckFailed, match="returned 1 value, 2 expected"):
        call(lambda: Opaque("object"), returns="a, b")
