"""Problems 3.4 and 3.5: gradients against finite differences of J = sum of do(n) . o(n).

With this J the derivative by o(n) is do(n), and every other one follows from the definition.
"""

import numpy as np

from grader import points
from grader.checks import call, gradient


def linear_loss(h0, do, N):
    """J as a function of the weights and of what is added to each state."""

    def loss(x, U, V, dh, W):
        h, total = h0, 0.0
        for n in range(N):
            h = U @ x[n] + W @ h + dh[n]
            total += do[n] @ (V @ h)
        return total

    return loss


@points(1, problem="3.4", title="bptt agrees with finite differences for three steps")
def test_bptt_differences(submission, rng):
    N, a, b, c = 3, 4, 2, 5
    x, h0, do = rng.normal(size=(N, a)), rng.normal(size=b), rng.normal(size=(N, c))
    U, V = rng.normal(size=(b, a)), rng.normal(size=(c, b))
    dV, dU, dh = call(submission.bptt, x, h0, U, V, do, returns="dV, dU, dh")
    loss = linear_loss(h0, do, N)
    at = {"V": V, "U": U, "dh": np.zeros((N, b))}
    gradient(
        lambda V, U, dh: loss(x, U, V, dh, np.eye(b)), at, {"V": dV, "U": dU, "dh": dh}, rng=rng
    )


@points(0.5, problem="3.5", title="bptt_general agrees with finite differences for three steps")
def test_bptt_general_differences(submission, rng):
    N, a, b, c = 3, 4, 2, 5
    x, h0, do = rng.normal(size=(N, a)), rng.normal(size=b), rng.normal(size=(N, c))
    U, V, W = rng.normal(size=(b, a)), rng.normal(size=(c, b)), rng.normal(size=(b, b))
    got = call(submission.bptt_general, x, h0, U, W, V, do, returns="dV, dW, dU, dh")
    loss = linear_loss(h0, do, N)
    at = {"V": V, "W": W, "U": U, "dh": np.zeros((N, b))}
    named = dict(zip(at, got, strict=True))
    gradient(lambda V, W, U, dh: loss(x, U, V, dh, W), at, named, rng=rng)
