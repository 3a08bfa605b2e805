"""`signature`: can it be called as the task text says, whatever else it takes."""

import functools

import pytest

from grader.checks import signature
from grader.errors import CheckFailed, StudentError

from .fakes import Handle

NAMES = ("x", "w", "b")


class Layer:
    def __init__(self, x, w, b, extra=1):
        pass


def remote(*parameters):
    described = [{"name": n, "kind": k, "default": d} for n, k, d in parameters]
    return Handle("function", parameters=described)


@pytest.mark.parametrize(
    "function",
    [
        lambda x, w, b: 0,
        lambda features, weights, bias: 0,
        lambda x, w, b, verbose=False: 0,
        lambda *args: 0,
        lambda x, *rest, **kwargs: 0,
        lambda x, w, b=None, *, flag=1: 0,
        functools.partial(lambda scale, x, w, b: 0, 2),
        Layer,
        dict.get,
        remote(*((n, "positional_or_keyword", False) for n in NAMES)),
        remote(("args", "var_positional", False), ("kwargs", "var_keyword", False)),
    ],
)
def test_it_can_be_called(function):
    signature(function, NAMES[:2] if function is dict.get else NAMES, "fc_forward")


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        (lambda x, w: 0, "fc_forward takes x, w, but is called with x, w, b: missing b"),
        (lambda a: 0, "missing x, w, b"),
        (lambda: 0, "takes no arguments"),
        (lambda x, w, b, mode: 0, "needs mode besides"),
        (lambda x, w, b, *, mode: 0, "needs mode besides"),
        (remote(("x", "positional_only", False)), "missing w, b"),
        (remote(), "missing x, w, b"),
        (3, "fc_forward is a number, a function was expected"),
        (Handle("dict", {}), "fc_forward is of kind dict"),
    ],
)
def test_what_is_missing_is_named(function, sentence):
    with pytest.raises(CheckFailed) as caught:
        signature(function, NAMES, "fc_forward")
    assert sentence in caught.value.message


def test_keywords_must_have_their_name():
    names = ("model", "data", "learning_rate=")
    signature(lambda model, d, learning_rate=0.1: 0, names, "train_network")
    signature(lambda m, d, *, learning_rate: 0, names, "train_network")
    signature(lambda m, d, **kwargs: 0, names, "train_network")
    with pytest.raises(CheckFailed, match="must take learning_rate by keyword"):
        signature(lambda model, data, lr=0.1: 0, names, "train_network")


def test_a_parameter_is_shown_bounded():
    with pytest.raises(CheckFailed) as caught:
        signature(remote(*((f"a\x1b{i}" * 50, "keyword_only", False) for i in range(99))), (), "f")
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 700


def test_no_known_signature_is_no_fault():
    class Unknown(Handle):
        def remote_signature(self):
            raise StudentError("ValueError", "no signature found")

    signature(Unknown("function"), NAMES, "f")


def test_another_error_while_asking_is_the_students():
    class Broken(Handle):
        def remote_signature(self):
            raise StudentError("TypeError", "unsupported")

    with pytest.raises(StudentError, match="TypeError"):
        signature(Broken("function"), NAMES, "f")
