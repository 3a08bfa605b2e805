"""Problems 3.1.3 to 3.1.5: update, passes and the two checkers, each judged by itself."""

import numpy as np

from grader import points
from grader.checks import (
    call,
    either,
    fail,
    finite_array,
    finite_number,
    gradient,
    plain,
    real_attempt,
    same,
)
from grader.checks.values import is_remote, numbers
from grader.errors import StudentError

ENTRIES = ("L1W", "L1b", "L2W", "L2b")


def after_update(model, returned, own):
    """Parameters after an update, from the model that came back, or from the one handed over."""
    found = {}
    for name, layer in model.layers.items():
        held = layer.layer
        if is_remote(returned) and returned.kind == "dict" and name in returned:
            held = returned[name]
        values = layer.values("params", held)
        found |= {f"{name}W": values["W"], f"{name}b": values["b"].ravel()}
    return found


@points(2, problem="3.1.3", title="every parameter moves against its gradient")
def test_update(submission, rng, own, params):
    model = own.Model(submission, params)
    expected = params
    for rate in (0.3, 0.05):
        grads = {name: rng.normal(size=value.shape) for name, value in params.items()}
        for name, layer in model.layers.items():
            layer.put(grads[f"{name}W"], grads[f"{name}b"], "gradient")
        returned = call(submission.miniBatchGradientDescent, model.modules, rate)
        expected = {name: value - rate * grads[name] for name, value in expected.items()}
        got = after_update(model, returned, own)
        for name in ENTRIES:
            same(got[name], expected[name], f"{name[2:]} of {name[:2]} after the step")


@points(1.5, problem="3.1.4", title="forward_pass gives a1, h1 and a2")
def test_forward(submission, reference, rng, own, params, batch):
    model = own.Model(submission, params)
    got = model.forward(*batch)
    right = reference.forward_pass(own.right_model(reference, params), *batch)
    for i, name in enumerate(("a1", "h1", "a2")):
        either(
            lambda i=i, name=name: same(got[i], right[i], name),
            lambda i=i, name=name: by_wiring(model, batch[0], got[i], i, name, rng),
        )


def by_wiring(model, x, value, i, name, rng):
    """Compare with what the student's own modules give, each of which must do something."""
    l1, l2 = model.layers["L1"].layer, model.layers["L2"].layer

    def forward(x):
        a1 = call(l1.forward, x, returns="u")
        h1 = call(model.relu.forward, a1, returns="h")
        a2 = call(l2.forward, h1, returns="u")
        return [numbers(part, "what a module returns") for part in (a1, h1, a2)]

    def scores(x, **weights):
        model.put(**weights)
        return forward(x)[2]

    wired = forward(x)
    if np.array_equal(wired[0], x) or np.array_equal(wired[0], wired[1]):
        fail("your modules do nothing")
    at = {"x": x, "L1W": model.params["L1W"], "L2W": model.params["L2W"]}
    real_attempt(scores, at, wired[2].shape, rng, "your modules", mixed="L1W")
    model.put()
    same(value, wired[i], name)


@points(0.5, problem="3.1.4", title="the loss belongs to the scores a2")
def test_forward_loss(submission, reference, rng, own, params, batch):
    model = own.Model(submission, params)
    model.verify_real(*batch, rng)
    _, _, a2, loss = model.forward(*batch)
    scores = finite_array(a2, (len(batch[1]), params["L2b"].size), "a2")
    finite_number(loss, "loss")
    same(loss, reference.softmax_cross_entropy().forward(scores, batch[1]), "loss")


@points(2, problem="3.1.4", title="backward_pass puts the gradients of both layers")
def test_backward(submission, reference, rng, own, params, batch):
    model = own.Model(submission, params)
    got = model.backward(*batch)
    right = own.right_gradients(reference, params, *batch)

    def compared(expected):
        for name in ENTRIES:
            same(got[name], expected[name], f"the gradient of {name[2:]} of {name[:2]}")

    def by_modules():
        other = own.Model(submission, params)
        other.verify_real(*batch, rng)
        other.verify_modules(batch[0], rng)
        expected = other.wired(*batch)[3]
        if not all(np.any(expected[name]) for name in ENTRIES):
            fail("your modules give no gradient")
        compared(expected)

    def by_differences():
        other = own.Model(submission, params)
        other.verify_real(*batch, rng)

        def loss(**at):
            other.put(**at)
            return other.forward(*batch)[3]

        gradient(loss, params, got, rng=rng, own="forward_pass")

    either(lambda: compared(right), lambda: either(by_modules, by_differences))


def places(params, rng):
    """Layer, name and place of an entry in each tensor, not the first one."""
    for name in ENTRIES:
        place = tuple(int(rng.integers(1, size)) for size in params[name].shape)
        yield name, name[:2], name[2:], place


def checked(submission, model, batch, layer, name, place):
    """The pair that gradient_checker gives; a place in b is (0, k), or (k,) for flat ones."""
    index = place if name == "W" or len(model.layers[layer].bias_shape) == 1 else (0, *place)
    names = "gradient, difference"
    args = (model.modules, *batch, layer, name, index)
    return call(submission.gradient_checker, *args, returns=names)


@points(1, problem="3.1.5", title="gradient_checker gives the gradient of backward_pass")
def test_checker_gradient(submission, reference, rng, own, params, batch):
    right, values = own.right_gradients(reference, params, *batch), []
    for key, layer, name, place in places(params, rng):
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


@points(1.5, problem="3.1.5", title="gradient_checker gives the difference of losses")
def test_checker_difference(submission, reference, rng, own, params, batch):
    right = own.right_gradients(reference, params, *batch)
    for key, layer, name, place in places(params, rng):
        model = own.Model(submission, params)
        mislead(
            submission, model, own, params, rng.normal(size=(len(batch[0]), len(params["L2W"])))
        )
        _, got = checked(submission, model, batch, layer, name, place)
        what = f"the difference for {name} of {layer}"

        def by_own(got=got, key=key, place=place, what=what):
            other = own.Model(submission, params)
            other.verify_real(*batch, rng)

            def loss(step, key=key, place=place):
                moved = params[key].copy()
                moved[place] += step
                other.put(**{key: moved})
                return finite_number(other.forward(*batch)[3], "loss")

            close(got, (loss(1e-5) - loss(-1e-5)) / 2e-5, what)

        either(lambda g=got, k=key, p=place, w=what: close(g, right[k][p], w), by_own)


def close(got, expected, what):
    """Within what finite differences of any sensible step leave."""
    same(got, expected, what, rtol=1e-3, atol=1e-4)


def mislead(submission, model, own, params, hidden):
    """Let the backward of L2 be that of another layer, so that gradients and differences differ.

    A checker that hands out its gradient as the difference is found out by that. Objects that
    allow no such change are left as they are. hidden: what the other layer is given first, since a
    layer may keep its input for its backward.
    """
    other = own.Layer(submission, *params["L2W"].shape)
    other.put(params["L2W"][:, ::-1] + 1.0, params["L2b"])
    try:
        call(other.layer.forward, hidden)
        model.layers["L2"].layer.backward = other.layer.backward
        plain(model.layers["L2"].layer.params)  # a change is made with the next question
        model.put()
    except StudentError:
        model.modules["L2"] = model.layers["L2"].layer


@points(0.5, problem="3.1.5", title="gradient_checker leaves the parameters as they were")
def test_checker_restores(submission, own, params, batch):
    model = own.Model(submission, params)
    # of b, whose gradient is never 0, unlike that of a weight behind a ReLU that is off
    pairs = [checked(submission, model, batch, "L2", "b", (place,)) for place in (2, 3)]
    first, second = ([finite_number(value, "a result") for value in pair] for pair in pairs)
    if first == second:
        fail("gradient_checker gives the same numbers for every entry")
    elsewhere = (batch[0][:, ::-1] + 1.0, batch[1])
    pair = checked(submission, model, elsewhere, "L2", "b", (3,))
    if np.allclose([finite_number(value, "a result") for value in pair], second):
        fail("gradient_checker gives the same numbers for every batch")
    for name, value in after_update(model, None, own).items():
        same(value, params[name], f"{name[2:]} of {name[:2]} after gradient_checker")


@points(1, problem="3.1.5", title="magnitude_checker gives the sum of the gradient of W of L1")
def test_magnitude(submission, reference, rng, own, params, batch):
    right = own.right_gradients(reference, params, *batch)["L1W"].sum()
    got = call(submission.magnitude_checker, own.Model(submission, params).modules, *batch)
    what = "the sum of the gradient"

    def by_own():
        other = own.Model(submission, params)
        other.verify_real(*batch, rng)
        other.verify_backward(*batch, rng)
        value = other.backward(*batch)["L1W"]
        if np.ptp(value) == 0:
            fail("your backward_pass gives the same gradient for every weight")
        same(got, value.sum(), what)

    either(lambda: same(got, right, what), by_own)
