"""Problem 3.1.5: the two checkers, each judged by itself."""

import numpy as np

from grader import points
from grader.checks import call, either, fail, finite_number, plain, same
from grader.errors import CheckFailed, StudentError


def places(params, rng, right):
    """Layer, name and place of an entry in each tensor, not the first one; one with a minus sign.

    right: the gradients. Those of b of L2 add up to 0, so that one of them is negative.
    """
    for name in params:
        place = tuple(int(rng.integers(1, size)) for size in params[name].shape)
        yield name, name[:2], name[2:], place
    yield "L2b", "L2", "b", (int(np.argmin(right["L2b"])),)


def checked(submission, model, batch, layer, name, place, **step):
    """The pair that gradient_checker gives; a place in b is (0, k), or (k,) for flat ones."""
    index = place if name == "W" or len(model.layers[layer].bias_shape) == 1 else (0, *place)
    names = "gradient, difference"
    args = (model.modules, *batch, layer, name, index)
    return call(submission.gradient_checker, *args, returns=names, **step)


@points(1, problem="3.1.5", title="gradient_checker gives the gradient of backward_pass")
def test_checker_gradient(submission, reference, rng, own, params, batch):
    right, values = own.right_gradients(reference, params, *batch), []
    for key, layer, name, place in places(params, rng, right):
        model = own.Model(submission, params)
        got, _ = checked(submission, model, batch, layer, name, place)
        what = f"the gradient of {name} of {layer}"

        def by_own(got=got, key=key, place=place, what=what):
            other = own.Model(submission, params)
            other.verify_real(*batch, rng)
            other.verify_backward(*batch, rng)
            same(got, other.backward(*batch)[key][place], what)

        either(lambda got=got, k=key, p=place, w=what: same(got, right[k][p], w), by_own)
        values.append(finite_number(got, what))
    if len(set(values)) == 1:
        fail("gradient_checker gives the same number for every entry")
    check_source(submission, rng, own, params, batch, right)


def check_source(submission, rng, own, params, batch, right):
    """The gradient is what backward_pass says, also where that isn't the loss's."""
    unit = int(np.argmax(np.abs(right["L1b"])))  # one that the ReLU lets through
    hidden = rng.normal(size=(len(batch[0]), len(params["L2W"])))
    first, second = own.Model(submission, params), own.Model(submission, params)
    for model in (first, second):
        mislead(submission, model, own, params, hidden)
    for key in ("L1W", "L1b"):
        layer, name, at = key[:2], key[2:], (1, unit) if key == "L1W" else (unit,)
        got, _ = checked(submission, first, batch, layer, name, at)
        expected = second.backward(*batch)[key][at]
        same(got, expected, f"the gradient of {name} of {layer} after a change of backward")


@points(1, problem="3.1.5", title="gradient_checker gives the difference of losses")
def test_checker_difference(submission, reference, rng, own, params, batch):
    right, before = own.right_gradients(reference, params, *batch), []
    for key, layer, name, place in places(params, rng, right):
        model = own.Model(submission, params)
        mislead(
            submission, model, own, params, rng.normal(size=(len(batch[0]), len(params["L2W"])))
        )
        first, got = checked(submission, model, batch, layer, name, place)
        what = f"the difference for {name} of {layer}"

        def by_own(got=got, key=key, place=place, what=what):
            close(
                got, difference(own_losses(submission, own, params, batch, rng), key, place), what
            )

        def by_right(got=got, expected=right[key][place], what=what, first=first):
            close(got, expected, what, lambda: instead(got, first, expected, before))

        either(by_right, by_own)
        before.append(right[key][place])


def close(got, expected, what, cause=None):
    """Within what a difference by the small step leaves in double precision."""
    try:
        same(got, expected, what, rtol=1e-4, atol=1e-6)
    except CheckFailed as failure:
        if failure.compared is not None:
            failure.compared = failure.compared._replace(cause=cause)
        raise


def instead(got, first, right, before):
    """For the diagnosis: what came instead of a difference; "" where that isn't clear.

    first: the gradient that came with it. before: other differences, which were right.
    """
    got = finite_number(got, "a difference")
    try:
        first = finite_number(first, "a gradient")
    except CheckFailed:
        return ""  # it is charged elsewhere
    error, whole = abs(first - right), abs(first) + abs(right)
    sign = (
        "The difference has no sign any more: its absolute value was taken."
        if right < 0 and max(before, default=-1.0) > 0
        else "The difference has the opposite sign: the losses are subtracted the wrong way round."
        if right > 0
        else ""
    )
    apart = "The second result is how far gradient and difference lie apart, not the difference."
    relative = (
        "The second result is a relative error of the two numbers; the difference of losses itself "
        "is asked for."
    )
    made = {
        -right: sign, error: apart, first - right: apart, right - first: apart,
        **{error / by: relative for by in (whole, whole / 2, abs(first), abs(right),
                                           max(abs(first), abs(right))) if by},
    }  # fmt: skip
    if got == 0 and abs(right) > 1e-3:
        return "The difference is 0: both losses are taken at the same point."
    found = {words for value, words in made.items() if abs(got - value) <= 1e-3 * abs(value) + 1e-6}
    if found:
        return found.pop() if len(found) == 1 else ""
    if abs(got - right) > 0.02 * abs(right) + 0.01:
        return ""
    return "The difference is off by rounding: a parameter or the loss is in single precision."


def difference(loss, key, place, step=1e-5):
    """The central difference of loss(key, place, by how much), for one entry."""
    return (loss(key, place, step) - loss(key, place, -step)) / (2 * step)


def moved(params, key, place, step):
    """The parameters, one entry of one of them moved by a step."""
    value = params[key].copy()
    value[place] += step
    return {**params, key: value}


def own_losses(submission, own, params, batch, rng):
    """The loss of the student's own forward_pass where one entry is moved."""
    other = own.Model(submission, params)
    other.verify_real(*batch, rng)

    def loss(*entry):
        other.put(**moved(params, *entry))
        return finite_number(other.forward(*batch)[3], "loss")

    return loss


WIDE = 0.25
"""A step that tells a central difference from any other: their errors differ by far."""


@points(0.5, problem="3.1.5", title="the difference is the central one, by the step that is given")
def test_checker_step(submission, reference, rng, own, params, batch):
    def right(*entry):
        return reference.forward_pass(own.right_model(reference, moved(params, *entry)), *batch)[3]

    gradients = own.right_gradients(reference, params, *batch)
    for key, layer, name, place in places(params, rng, gradients):
        model = own.Model(submission, params)
        _, got = checked(submission, model, batch, layer, name, place, step=WIDE)
        what = f"the difference for {name} of {layer} with the step {WIDE}"

        def by_own(got=got, key=key, place=place, what=what):
            loss = own_losses(submission, own, params, batch, rng)
            near(got, difference(loss, key, place, WIDE), what)

        either(
            lambda g=got, k=key, p=place, w=what: near(g, difference(right, k, p, WIDE), w), by_own
        )


def near(got, expected, what):
    """Within what rounding leaves of a difference by a wide step, were it in single precision."""
    same(got, expected, what, rtol=1e-4, atol=1e-5)


def mislead(submission, model, own, params, hidden):
    """Let the backward of L2 be that of another layer, so that gradients and differences differ.

    A checker that hands out its gradient as the difference is found out by that. Objects that
    allow no such change are left as they are. hidden: what both layers are given first, since a
    layer may keep its input for its backward; L2 goes back once before the change, since what its
    `gradient` holds before it ever did is the student's choice.
    """
    other = own.Layer(submission, *params["L2W"].shape)
    other.put(params["L2W"][:, ::-1] + 1.0, params["L2b"])
    try:
        call(other.layer.forward, hidden)
        first = model.layers["L2"].layer
        call(first.forward, hidden)
        call(first.backward, hidden, hidden @ params["L2W"])
        model.layers["L2"].layer.backward = other.layer.backward
        plain(model.layers["L2"].layer.params)  # a change is made with the next question
        model.put()
    except StudentError:
        model.modules["L2"] = model.layers["L2"].layer


@points(0.5, problem="3.1.5", title="gradient_checker leaves the parameters as they were")
def test_checker_restores(submission, own, params, batch):
    # no class is nearly certain, and the hidden units don't all end at 0
    params = {name: value / 4 for name, value in params.items()}
    params["L1b"] = np.abs(params["L1b"]) + 1.0
    model = own.Model(submission, params)
    # of b, whose gradient is never 0, unlike that of a weight behind a ReLU that is off
    pairs = [checked(submission, model, batch, "L2", "b", (place,)) for place in (2, 3)]
    first, second = ([finite_number(value, "a result") for value in pair] for pair in pairs)
    if first == second:
        fail("gradient_checker gives the same numbers for every entry")
    elsewhere = (batch[0][:, ::-1] + 1.0, batch[1])
    pair = checked(submission, model, elsewhere, "L2", "b", (3,))
    if [finite_number(value, "a result") for value in pair] == second:
        fail("gradient_checker gives the same numbers for every batch")
    for name, value in model.after(None).items():
        same(value, params[name], f"{name[2:]} of {name[:2]} after gradient_checker")


@points(1, problem="3.1.5", title="magnitude_checker gives the sum of the gradient of W of L1")
def test_magnitude(submission, reference, rng, own, params, batch):
    def right(x):
        return own.right_gradients(reference, params, x, batch[1])["L1W"].sum()

    what = "the sum of the gradient"
    for x in (batch[0], drawn_until(lambda x: right(x) < -0.1, rng, batch[0].shape)):
        model = own.Model(submission, params).modules
        got = call(submission.magnitude_checker, model, x, batch[1], returns=what)

        def by_own(x=x, got=got):
            other = own.Model(submission, params)
            other.verify_real(x, batch[1], rng)
            other.verify_backward(x, batch[1], rng)
            value = other.backward(x, batch[1])["L1W"]
            if np.ptp(value) == 0:
                fail("your backward_pass gives the same gradient for every weight")
            same(got, value.sum(), what)

        either(lambda g=got, x=x: summed(g, right(x), what), by_own)


def summed(got, expected, what):
    """Compare two sums."""
    try:
        same(got, expected, what)
    except CheckFailed as failure:
        if failure.compared is not None:
            failure.compared = failure.compared._replace(cause=lambda: cancelled(got))
        raise


def cancelled(got):
    """For the diagnosis: whether the gradient of another layer was summed up."""
    if not 0 < abs(finite_number(got, "a sum")) < 1e-12:
        return ""
    return (
        "The sum is 0 but for rounding, as it is for both gradients of L2, where the classes "
        "cancel; that of W of L1 is asked for."
    )


def drawn_until(holds, rng, shape):
    """Random numbers of which something holds; the last of a hundred draws where it never does."""
    for _ in range(100):
        x = rng.normal(size=shape)
        if holds(x):
            break
    return x
