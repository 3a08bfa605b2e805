"""Problems 3.1.3 and 3.1.4: the update and the passes, each judged by itself."""

import numpy as np

from grader import points
from grader.checks import (
    call,
    either,
    fail,
    finite_array,
    finite_number,
    gradient,
    real_attempt,
    same,
)

ENTRIES = ("L1W", "L1b", "L2W", "L2b")


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
        for layer in model.layers.values():
            layer.ask("W", "b", name="params")
            layer.ask("W")  # tells an update of the gradients from none
        got = model.after(returned)
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
        return [finite_array(part, None, "what a module returns") for part in (a1, h1, a2)]

    def scores(x, **weights):
        model.put(**weights)
        return forward(x)[2]

    wired = forward(x)
    same(value, wired[i], name)
    if np.array_equal(wired[0], x) or np.array_equal(wired[0], wired[1]):
        fail("your modules do nothing")
    at = {"x": x, "L1W": model.params["L1W"], "L2W": model.params["L2W"]}
    real_attempt(scores, at, wired[2].shape, rng, "your modules", mixed="L1W")
    model.put()


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
        expected = other.wired(*batch)[3]
        if not all(np.any(expected[name]) for name in ENTRIES):
            fail("your modules give no gradient")
        compared(expected)
        other.verify_real(*batch, rng)
        other.verify_modules(batch[0], rng)

    def by_differences():
        other = own.Model(submission, params)
        other.verify_real(*batch, rng)

        def loss(**at):
            other.put(**at)
            return other.forward(*batch)[3]

        gradient(loss, params, got, rng=rng, own="forward_pass")

    either(lambda: compared(right), lambda: either(by_modules, by_differences))
