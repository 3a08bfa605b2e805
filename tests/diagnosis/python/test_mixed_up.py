"""What belongs to one of several alike things and goes to another."""

import pytest

from .happened import LABEL, code
from .test_from_source import said

NETWORK = """\
def f(x, p):
    h, cache1 = fc_forward(x, p["W1"])
    s, cache2 = fc_forward(h, p["W2"])
    dh, dw2 = fc_backward(s, {first})
    dx, dw1 = fc_backward(dh, {second})
    return dw1, dw2
"""


def test_caches_in_the_order_of_the_way_there() -> None:
    relation, sentence = said(NETWORK.format(first="cache1", second="cache2"))
    assert relation == "cache_of_other"
    assert sentence.startswith(f"line 4 of {LABEL}, `dh, dw2 = fc_backward(s, cache1)`: ")
    assert "`cache1` is the cache of the first `fc_forward`" in sentence


@pytest.mark.parametrize(
    ("first", "second"),
    [("cache2", "cache1"), ("cache2", "cache2"), ("cache1", "other"), ("cache1", "cache1")],
)
def test_caches_in_no_order_that_is_wrong_by_itself(first: str, second: str) -> None:
    assert said(NETWORK.format(first=first, second=second)) == ("", "")


SUMS = """\
def f(grads, W1, W2, reg):
    grads["W1"] += 2 * reg * {first}
    grads["W2"] += 2 * reg * {second}
    return grads
"""


@pytest.mark.parametrize(("first", "second"), [("W2", "W1"), ('p["W2"]', 'p["W1"]')])
def test_sums_under_each_others_keys(first: str, second: str) -> None:
    relation, sentence = said(SUMS.format(first=first, second=second))
    assert relation == "keys_exchanged"
    assert "`W2` goes to the entry 'W1' here, and `W1` to 'W2'" in sentence


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("W1", "W2"),
        ("W2", "W2"),  # one slip, no exchange
        ("(x @ W2)", "(x @ W1)"),  # a way back uses the weights of other layers
        ("W1 * W2", "W1"),
    ],
)
def test_sums_that_may_be_right(first: str, second: str) -> None:
    assert said(SUMS.format(first=first, second=second)) == ("", "")


STEPS = """\
def f(params, grads, beta, rate):
    v = 0
    for name in {keys}:
        {before}
        {update}
        params[name] = params[name] - {step}
    return params
"""


@pytest.mark.parametrize("update", ["v = beta * v + rate * grads[name]", "v += rate * grads[name]"])
@pytest.mark.parametrize("keys", ["params", "model.params", "grads.keys()", "('W1', 'b1')"])
def test_a_variable_that_goes_on_to_the_next_array(update: str, keys: str) -> None:
    source = STEPS.format(keys=keys, before="pass", update=update, step="v")
    relation, sentence = said(source)
    assert relation == "carried_on"
    assert sentence.startswith(f"line 5 of {LABEL}, `{update}`: one `v` goes on from each `name`")


@pytest.mark.parametrize(
    ("keys", "before", "update", "step"),
    [
        ("params", "v = 0", "v = beta * v + rate * grads[name]", "v"),  # begun anew
        ("params", "pass", "v = rate * grads[name]", "v"),
        ("params", "pass", "v = v + abs(grads[name]).sum()", "rate * grads[name]"),  # a total
        ("range(9)", "pass", "v = v + grads[name]", "v"),  # sums of all so far
        ("params", "pass", "v = v + 1", "v"),  # a number
    ],
)
def test_a_variable_that_may_go_on(keys: str, before: str, update: str, step: str) -> None:
    source = STEPS.format(keys=keys, before=before, update=update, step=step)
    assert said(source)[0] != "carried_on"


def test_callers_of_a_function_are_its_functions_and_methods_in_order() -> None:
    source = "class A:\n    def g(self):\n        return f(1)\n\ndef h():\n    return f(2) + g()\n"
    assert code(source).callers("f") == ["g", "h"]
    assert code(source).callers("g") == ["h"]
    assert code(source).callers("h") == []
