"""What reg adds to loss or gradients instead of what it should, told by the number that came."""

import numpy as np


def penalty_words(added, lam, w1, w2, rows):
    """The formula that gives what came, in words; "" unless one alone does."""
    both = (w1, w2)
    a, b = (np.sum(w**2) for w in both)
    norms = [np.linalg.norm(w) for w in both]
    ways = (
        ("The penalty has a factor 1/2 and W2 is left out.", a / 2),
        ("The penalty has a factor 1/2 and W1 is left out.", b / 2),
        ("The squares of W1 have a factor 1/2.", a / 2 + b),
        ("The squares of W2 have a factor 1/2.", a + b / 2),
        ("The penalty takes the spectral norm of the matrix.", sum(top(w) ** 2 for w in both)),
        ("The penalty takes the spectral norm of the matrix.", sum(top(w) for w in both)),
        (
            "The entries of a matrix product are summed instead of the squares of the weights.",
            sum(np.sum(w @ w.T) for w in both),
        ),
        (
            "The entries of a matrix product are summed instead of the squares of the weights.",
            sum(np.sum(w.T @ w) for w in both),
        ),
        ("The norms of W1 and W2 are added before they are squared.", sum(norms) ** 2),
        ("The root of the sum of squares is taken.", np.sqrt(a + b)),
        ("The penalty has third powers.", sum(np.sum(w**3) for w in both)),
        ("The squares of W2 are subtracted from those of W1.", a - b),
        ("The penalty has W1 twice: W2 is left out.", 2 * a),
        ("The penalty has W2 twice: W1 is left out.", 2 * b),
        ("The penalty is multiplied by the number of rows.", rows * (a + b)),
        ("The penalty is divided by lambda.", (a + b) / lam**2),
        ("The root of lambda is taken.", (a + b) / np.sqrt(lam)),
        ("Lambda multiplies the squares of W1 alone.", a + b / lam),
        ("Lambda multiplies the squares of W2 alone.", a / lam + b),
    )
    fitting = {words for words, value in ways if np.isclose(added, lam * value, rtol=1e-6)}
    return fitting.pop() if len(fitting) == 1 else ""


def top(w):
    """The largest singular value."""
    return np.linalg.norm(w, 2)


def gradient_words(added, lam, params, rows):
    """What reg adds to the gradients of W1 and W2, in words; "" unless one formula does."""
    found = [forms(added[name], lam, params[name], rows) for name in ("W1", "W2")]
    if any(len(each) != 1 for each in found):
        return ""
    first, second = (each.pop() for each in found)
    if first == second:
        return f"To both gradients of weights comes {first}." if first != RIGHT else ""
    return f"To the gradient of W1 comes {first}, to that of W2 {second}."


RIGHT = "what should"
NOTHING = "nothing"


def forms(added, lam, w, rows):
    """What stands in one gradient, in words."""
    ways = (
        (RIGHT, 2 * lam * w),
        (NOTHING, 0 * w),
        ("lambda W, without the 2", lam * w),
        ("lambda W with the wrong sign, without the 2", -lam * w),
        ("twice what should", 4 * lam * w),
        ("what should with the wrong sign", -2 * lam * w),
        ("the squares of the weights", lam * w**2),
        ("the squares of the weights", 2 * lam * w**2),
        ("the absolute values of the weights", 2 * lam * np.abs(w)),
        ("the absolute values of the weights", lam * np.abs(w)),
        ("the signs of the weights, as of an L1 penalty", lam * np.sign(w)),
        ("the signs of the weights, as of an L1 penalty", 2 * lam * np.sign(w)),
        ("the weights without lambda", 2 * w),
        ("the weights without lambda and the 2", w),
        ("the weights divided by their norm", lam * w / np.linalg.norm(w)),
        ("what should, divided by the number of weights", 2 * lam * w / w.size),
        ("what should, divided by the number of rows", 2 * lam * w / rows),
        ("lambda W divided by the number of rows", lam * w / rows),
        ("lambda alone, without the weights", lam + 0 * w),
        ("lambda alone, without the weights", 2 * lam + 0 * w),
        ("the sum of all weights", 2 * lam * np.sum(w) + 0 * w),
        ("the square of lambda times the weights", 2 * lam**2 * w),
    )
    return {words for words, value in ways if np.allclose(added, value, rtol=1e-5, atol=1e-8)}
