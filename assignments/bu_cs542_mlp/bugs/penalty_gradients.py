"""Known bugs of 2.2: what reg adds to the gradients."""

from grader.model import KnownBug

LINES = {
    "W1": 'grads["W1"] = X.T @ dinputs + reg * W1',
    "W2": 'grads["W2"] = hidden.T @ dscores + reg * W2',
    "b1": 'grads["b1"] = dinputs.sum(axis=0)',
    "b2": 'grads["b2"] = dscores.sum(axis=0)',
}
HINT = "Differentiate the penalty as 2.1 writes it"
ITSELF = "The gradient adds the penalty itself instead of its derivative."
GRADIENT = "reg multiplies the gradient instead of the weights."

ADDED = {
    "twice": (
        "+ 2 * reg * W",
        "The gradient of the penalty is twice what it should be: added twice, or the loss's factor "
        "of one half forgotten.",
    ),
    "forgotten": ("", "The gradient lacks what the penalty adds."),
    "half": (
        "+ 0.5 * reg * W",
        "The gradient of the penalty keeps the factor one half, which differentiating a square "
        "removes.",
    ),
    "subtracted": ("- reg * W", "The gradient of the penalty is subtracted instead of added."),
    "squares": ("+ 0.5 * reg * W**2", ITSELF),
    "squares_whole": (
        "+ reg * W**2",
        "The gradient adds squared weights instead of the derivative of their square.",
    ),
    "penalty": ("+ 0.5 * reg * np.sum(W**2)", ITSELF),
    "penalty_whole": ("+ reg * np.sum(W**2)", ITSELF),
    "penalty_of_both": ("+ 0.5 * reg * (np.sum(W1**2) + np.sum(W2**2))", ITSELF),
    "sum": (
        "+ reg * np.sum(W)",
        "The gradient adds the sum of all weights to each entry, instead of its own weight.",
    ),
    "reg_alone": ("+ reg", "The gradient adds reg alone: the weights are missing."),
    "signs": (
        "+ reg * np.sign(W)",
        "The penalty's gradient is that of absolute values, not of squares.",
    ),
    "absolute": (
        "+ reg * np.abs(W)",
        "The gradient of the penalty has the absolute values of the weights.",
    ),
    "over_n": (
        "+ reg * W / len(X)",
        "The gradient of the penalty is divided by the batch size: the mean is over the "
        "cross-entropy alone.",
    ),
    "times_n": (
        "+ reg * W * len(X)",
        "The gradient of the penalty is added once a row instead of once.",
    ),
    "without_reg": (
        "+ W",
        "The weights are added to the gradient without reg, so that they are there for reg = 0 as "
        "well.",
    ),
}
"""By name, what stands in place of `+ reg * W`, W being either of the weights, and the sentence."""


def _bug(name: str, array: str, new: str, sentence: str, hint: str = HINT) -> KnownBug:
    return KnownBug(
        id=f"penalty_gradient_{array.lower()}_{name}",
        problem="2.2",
        check="test_penalty_grads",
        file="two_layer_mlp.py",
        old=LINES[array],
        new=new,
        sentence=sentence,
        hint=hint,
    )


def _of_both() -> tuple[KnownBug, ...]:
    """The bugs in the gradients of W1 and W2 at once."""
    data = LINES["W1"].removesuffix(" + reg * W1")
    return tuple(
        _bug(
            f"{name}_both",
            "W1",
            f'{data} {_of("W1", new)}; grads["W2"] = grads["W2"] - reg * W2 {_of("W2", new)}',
            sentence,
        )
        for name, (new, sentence) in ADDED.items()
    )


def _of(array: str, new: str) -> str:
    return new if "W1" in new else new.replace("W", array)


def _of_weights(array: str) -> tuple[KnownBug, ...]:
    """The bugs in the gradient of W1 or W2."""
    data = LINES[array].removesuffix(f" + reg * {array}")
    left, right = data.split(" = ")
    added = (
        _bug(name, array, f"{data} {_of(array, new)}", sentence)
        for name, (new, sentence) in ADDED.items()
    )
    return (
        *added,
        _bug("gradient_scaled", array, f"{left} = (1 + reg) * ({right})", GRADIENT),
        _bug("gradient_times_reg", array, f"{left} = reg * ({right})", GRADIENT),
    )


def _of_biases() -> tuple[KnownBug, ...]:
    sentence = "The gradient of a bias has a share of the penalty."
    hint = "Only the two weight matrices are regularised"
    both = f'{LINES["b1"]} + reg * b1; grads["b2"] += reg * b2'
    return (
        _bug("added", "b1", f"{LINES['b1']} + reg * b1", sentence, hint),
        _bug("added", "b2", f"{LINES['b2']} + reg * b2", sentence, hint),
        _bug("added_both", "b1", both, sentence, hint),
    )


BUGS: tuple[KnownBug, ...] = (
    *_of_biases(),
    *_of_both(),
    *_of_weights("W1"),
    *_of_weights("W2"),
)
