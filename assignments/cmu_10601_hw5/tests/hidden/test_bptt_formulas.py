"""Problems 3.1 to 3.3: the gradients through time as formulas of x(n), h(n), do(n) and dh(n)."""

from dataclasses import replace

import numpy as np

from grader import points
from grader.checks import formula

from ..public.typed import THROUGH_TIME
from .thoughts import listed, with_thoughts
from .time_misfits import MISFITS
from .time_thoughts import TIME_THOUGHTS


def states(v):
    """h(0), h(1) ..., (N + 1, b)."""
    return np.concatenate([v.h0[np.newaxis], v.h0 + np.cumsum(v.x[1:] @ v.U.T, axis=0)])


def later(v):
    """dJ/dh(n) for n = 1 .. N + 1, the last of them zero; entry 0 is nan."""
    sums = np.cumsum((v.do[1:] @ v.V)[::-1], axis=0)[::-1]
    return np.concatenate([np.full_like(sums[:1], np.nan), sums, np.zeros_like(sums[:1])])


def after(v):
    """The same where only the entries after n are known, so that no answer is its own question."""
    known = later(v)
    known[: int(v.n) + 1] = np.nan
    return known


def loss(v):
    """A J whose derivative by o(n) is do(n)."""
    return np.sum(v.do[1:] * (v.h[1:] @ v.V.T))


def by_state(v, n):
    """dJ/dh(n) (b,)."""
    return later(v)[int(n)]


def by_output_weights(v):
    """dJ/dV (c, b)."""
    return v.do[1:].T @ v.h[1:]


def by_input_weights(v):
    """dJ/dU (b, a)."""
    return later(v)[1:-1].T @ v.x[1:]


def check(answers, rng, problem, right, gradients=later, by=""):
    """Compare an answer; gradients: the rule for dh; by: the matrix that J is derived by."""
    what, names = THROUGH_TIME[problem]
    rules = {"h": states, "dh": gradients}
    given = {name: rule for name, rule in rules.items() if name in names.sequences}
    domain = replace(names, given=given)
    witness = {"loss": loss, "by": by} if by else {"either_layout": True}

    def compare(domain, rng):
        formula(answers(problem), right, domain, rng, what, **witness)

    square = squared(domain), listed([*MISFITS[problem], *TIME_THOUGHTS[problem]])
    with_thoughts(compare, listed(TIME_THOUGHTS[problem]), domain, rng, square)


def squared(domain):
    """The same names, every dimension as large as the states'."""
    names, sequences = (
        {
            name: tuple("b" for _ in shape) if isinstance(shape, tuple) else shape
            for name, shape in of.items()
        }
        for of in (domain.names, domain.sequences)
    )
    return replace(domain, names=names, sequences=sequences)


@points(1, problem="3.1a", title="N = 1: dJ/dh(1)")
def test_one_step_h(answers, rng):
    check(answers, rng, "3.1a", lambda v: by_state(v, 1))


@points(1, problem="3.1b", title="N = 1: dJ/dV")
def test_one_step_v(answers, rng):
    check(answers, rng, "3.1b", by_output_weights, by="V")


@points(1, problem="3.1c", title="N = 1: dJ/dU")
def test_one_step_u(answers, rng):
    check(answers, rng, "3.1c", by_input_weights, by="U")


@points(1, problem="3.2a", title="N = 2: dJ/dh(1)")
def test_two_steps_h(answers, rng):
    check(answers, rng, "3.2a", lambda v: by_state(v, 1))


@points(1, problem="3.2b", title="N = 2: dJ/dV")
def test_two_steps_v(answers, rng):
    check(answers, rng, "3.2b", by_output_weights, by="V")


@points(1, problem="3.2c", title="N = 2: dJ/dU")
def test_two_steps_u(answers, rng):
    check(answers, rng, "3.2c", by_input_weights, by="U")


@points(1, problem="3.3a", title="any N: dJ/dh(n)")
def test_any_steps_h(answers, rng):
    check(answers, rng, "3.3a", lambda v: by_state(v, v.n), gradients=after)


@points(1, problem="3.3b", title="any N: dJ/dV")
def test_any_steps_v(answers, rng):
    check(answers, rng, "3.3b", by_output_weights, by="V")


@points(1, problem="3.3c", title="any N: dJ/dU")
def test_any_steps_u(answers, rng):
    check(answers, rng, "3.3c", by_input_weights, by="U")
