"""Known bugs of problem 3.1.4, the passes, each as a change of neural_networks.py."""

from grader.model import KnownBug


def bug(id: str, check: str, old: str, new: str, sentence: str, hint: str = "") -> KnownBug:
    """A bug of the passes."""
    return KnownBug(
        id=id, problem="3.1.4", check=check, file="neural_networks.py", old=old, new=new,
        sentence=sentence, hint=hint,
    )  # fmt: skip


A1 = 'a1 = model["L1"].forward(x)'
H1 = 'h1 = model["nonlinear1"].forward(a1)'
A2 = 'a2 = model["L2"].forward(h1)'
OUT = 'return a1, h1, a2, model["loss"].forward(a2, y)'
GIVES = "what forward_pass gives"
THROUGH = "the modules in their order"
GRAD_A2 = 'grad_a2 = model["loss"].backward(a2, y)'
GRAD_H1 = 'grad_h1 = model["L2"].backward(h1, grad_a2)'
GRAD_A1 = 'grad_a1 = model["nonlinear1"].backward(a1, grad_h1)'
LAST = 'model["L1"].backward(x, grad_a1)'
BACKWARDS = "backward_pass goes through every module of forward_pass, in reverse order"
NO_RELU = "On the way back the ReLU between the two layers is left out."
SOFTMAX = "np.exp(a2 - a2.max(axis=1, keepdims=True))"
PROBABILITIES = f"p = {SOFTMAX}\n    p /= p.sum(axis=1, keepdims=True)"
SUMMED = (
    "The gradient is larger by the number of rows: it is that of the summed loss, not of its mean."
)
ONE_HOT = "The gradient of the scores is the softmax alone; the one-hot labels are not subtracted."

PASSES = (
    bug("passes_a1_h1_exchanged", "test_forward", OUT, OUT.replace("a1, h1,", "h1, a1,"),
        "forward_pass returns h1 in the place of a1, and a1 in that of h1.", GIVES),
    bug("a1_rectified", "test_forward", H1, f"{H1}\n    a1 = h1",
        "a1 is overwritten by what ReLU makes of it; a1 is what comes before.", GIVES),
    bug("h1_h1", "test_forward", OUT, OUT.replace("return a1, h1,", "return h1, h1,"),
        "h1 is returned in the place of a1 as well.", GIVES),
    bug("scores_of_a1", "test_forward", A2, A2.replace("h1", "a1"),
        "L2 gets a1 instead of h1: the ReLU has no effect on the scores.", THROUGH),
    bug("h1_is_a1", "test_forward", H1, "h1 = a1",
        "The ReLU between the two layers is left out of forward_pass.", THROUGH),
    bug("h1_is_mask", "test_forward", H1, f"{H1}\n    h1 = (h1 > 0) * 1.0",
        "h1 is the mask of ReLU instead of its output.", THROUGH),
    bug("scores_rectified", "test_forward", A2, f'{A2}\n    a2 = model["nonlinear1"].forward(a2)',
        "The scores go through the ReLU as well; they have no nonlinearity.", THROUGH),
    bug("scores_softmaxed", "test_forward", A2, f"{A2}\n    a2 = {SOFTMAX}\n"
        "    a2 = a2 / a2.sum(axis=1, keepdims=True)",
        "a2 holds probabilities; the scores are asked for, and the loss makes the softmax itself.",
        GIVES),
    bug("passes_scores_first", "test_forward", OUT, OUT.replace("a1, h1, a2,", "a2, h1, a1,"),
        "forward_pass returns the scores first instead of third.", GIVES),
    bug("a1_absolute", "test_forward", H1, f"{H1}\n    a1 = np.abs(a1)",
        "a1 isn't what L1 gives: its negative entries are changed.", GIVES),
    bug("a1_tanh", "test_forward", A1, f"{A1}\n    a1 = np.tanh(a1)",
        "A tanh stands between L1 and the ReLU.", THROUGH),
    bug("h1_sigmoid", "test_forward", H1, "h1 = 1 / (1 + np.exp(-a1))",
        "h1 is a sigmoid of a1 instead of what the ReLU gives.", THROUGH),
    bug("a1_is_h1_back", "test_forward", OUT, OUT.replace("return a1, h1,", "return a1, a1,"),
        "a1 is returned in the place of h1 as well.", GIVES),
    bug("passes_all_reversed", "test_forward", OUT, OUT.replace("a1, h1, a2,", "h1, a2, a1,"),
        "a1, h1 and a2 come in another order.", GIVES),
    bug("scores_sigmoid", "test_forward", A2, f"{A2}\n    a2 = 1 / (1 + np.exp(-a2))",
        "The scores go through a sigmoid; they have no nonlinearity.", THROUGH),
    bug("scores_logs", "test_forward", A2,
        f"{A2}\n    a2 = a2 - np.log(np.exp(a2).sum(axis=1, keepdims=True))",
        "a2 holds logarithms of probabilities; the scores are asked for.", GIVES),
    bug("scores_shifted", "test_forward", A2, f"{A2}\n    a2 = a2 - a2.max(axis=1, keepdims=True)",
        "The largest score is subtracted from the scores; a2 is what L2 gives.", GIVES),
    bug("scores_absolute", "test_forward", A2, f'{A2}\n    a2 = np.abs(a2)',
        "The scores lose their sign.", THROUGH),
    bug("loss_summed", "test_forward_loss", OUT, OUT + " * len(y)",
        "The loss is summed over the batch; its mean is asked for.", GIVES),
    bug("loss_averaged_twice", "test_forward_loss", OUT, OUT + " / len(y)",
        "The loss is divided by the batch size once more; it is a mean already.", GIVES),
    bug("loss_of_rectified", "test_forward_loss", OUT, OUT.replace("forward(a2, y)",
        "forward(np.maximum(a2, 0), y)"), "The loss gets scores that went through a ReLU.",
        THROUGH),
    bug("loss_halved", "test_forward_loss", OUT, OUT + " / 2", "The loss is halved.", GIVES),
    bug("loss_doubled", "test_forward_loss", OUT, OUT + " * 2", "The loss is doubled.", GIVES),
    bug("loss_decays", "test_forward_loss", OUT,
        OUT + ' + 0.5 * 0.01 * (model["L1"].params["W"] ** 2).sum()',
        "The loss has a term of weight decay; the mean cross-entropy alone is asked for.", GIVES),
    bug("loss_of_log_base", "test_forward_loss", OUT, OUT + " / np.log(2)",
        "The loss is taken with logarithms to the base 2.", GIVES),
    bug("loss_is_probability", "test_forward_loss", OUT, OUT.replace('model["loss"].forward(a2, y)',
        'np.exp(-model["loss"].forward(a2, y))'),
        "The exponential of minus the loss is returned: a probability.", GIVES),
    bug("loss_of_a1", "test_forward_loss", OUT, OUT.replace("forward(a2, y)", "forward(a1, y)"),
        "The loss is taken of a1 instead of the scores a2.", THROUGH),
    bug("loss_of_argmax", "test_forward_loss", OUT, OUT.replace("forward(a2, y)",
        "forward(a2, a2.argmax(axis=1))"),
        "The loss is taken with the predicted labels instead of y.", GIVES),
    bug("loss_is_accuracy", "test_forward_loss", OUT, OUT.replace('model["loss"].forward(a2, y)',
        "np.mean(a2.argmax(axis=1) == y)"), "The accuracy is returned instead of the loss.", GIVES),
    bug("loss_of_first_row", "test_forward_loss", OUT, OUT.replace("forward(a2, y)",
        "forward(a2[:1], y[:1])"), "The loss is that of the first row alone.", GIVES),
    bug("loss_squared", "test_forward_loss", OUT, OUT.replace('model["loss"].forward(a2, y)',
        "((a2 - np.eye(a2.shape[1])[y]) ** 2).mean()"),
        "The loss is a squared error instead of the cross-entropy.", GIVES),
    bug("loss_sign", "test_forward_loss", OUT,
        OUT.replace('a2, model["loss"]', 'a2, -model["loss"]'),
        "The loss has the wrong sign.", GIVES),
    bug("loss_of_probabilities", "test_forward_loss", OUT, f"{PROBABILITIES}\n    "
        + OUT.replace("forward(a2, y)", "forward(p, y)"),
        "The loss gets probabilities; it takes the scores and makes the softmax itself.",
        "softmax_cross_entropy"),
    bug("loss_of_hidden", "test_forward_loss", OUT, OUT.replace("forward(a2, y)", "forward(h1, y)"),
        "The loss is taken of h1 instead of the scores a2.", THROUGH),
    bug("relu_left_out_backwards", "test_backward", GRAD_A1, "grad_a1 = grad_h1", NO_RELU,
        BACKWARDS),
    bug("l2_backward_of_a1", "test_backward", GRAD_H1, GRAD_H1.replace("h1, grad", "a1, grad"),
        "The backward of L2 gets a1; it was called forward with h1.",
        "the input that each module had"),
    bug("one_hot_not_subtracted", "test_backward", GRAD_A2, f"{PROBABILITIES}\n"
        "    grad_a2 = p / len(y)", ONE_HOT, "softmax_cross_entropy.backward"),
    bug("one_hot_not_subtracted_sum", "test_backward", GRAD_A2, f"{PROBABILITIES}\n"
        "    grad_a2 = p", ONE_HOT, "softmax_cross_entropy.backward"),
    bug("mean_undone_backwards", "test_backward", GRAD_A2, GRAD_A2 + " * len(y)", SUMMED,
        "the loss is a mean"),
    bug("mean_twice_backwards", "test_backward", GRAD_A2, GRAD_A2 + " / len(y)",
        "The gradient is divided by the batch size once more; the loss's backward does it already.",
        "the loss is a mean"),
    bug("backward_sign", "test_backward", GRAD_A2, GRAD_A2.replace("= model", "= -model"),
        "The gradient of the loss has the wrong sign.", "which sign the loss's backward has"),
    bug("backward_of_probabilities", "test_backward", GRAD_A2, f"{PROBABILITIES}\n"
        + "    " + GRAD_A2.replace("(a2,", "(p,"),
        "The loss's backward gets probabilities; it takes the scores.", "softmax_cross_entropy"),
    bug("backward_starts_with_scores", "test_backward", GRAD_A2, "grad_a2 = a2",
        "The way back starts with the scores instead of the gradient of the loss.", BACKWARDS),
    bug("backward_starts_with_loss", "test_backward", GRAD_A2, "grad_a2 = np.ones(a2.shape) * "
        'model["loss"].forward(a2, y)',
        "The way back starts with the loss instead of its gradient.", BACKWARDS),
    bug("l2_backward_of_x", "test_backward", GRAD_H1,
        GRAD_H1.replace("h1, grad", "0 * h1 + x.sum(), grad"),
        "The backward of L2 gets another input than forward; it was called forward with h1.",
        "the input that each module had"),
    bug("relu_backward_twice", "test_backward", GRAD_A1,
        GRAD_A1 + '\n    grad_a1 = grad_a1 * a1',
        "The gradient is multiplied by a1 after the ReLU's backward.", BACKWARDS),
    bug("relu_backward_of_scores", "test_backward", GRAD_H1,
        'grad_h1 = model["L2"].backward(h1, grad_a2 * (a2 > 0))',
        "The gradient of the scores goes through a ReLU; no ReLU comes after the scores.",
        BACKWARDS),
    bug("backward_after_softmax", "test_backward", GRAD_A2, f"{PROBABILITIES}\n"
        "    grad_a2 = (p - np.eye(p.shape[1])[y]) * p * (1 - p) / len(y)",
        "The gradient of the scores has a softmax's slope p (1 - p) once too often.",
        "softmax_cross_entropy.backward"),
    bug("backward_one_hot_alone", "test_backward", GRAD_A2,
        "grad_a2 = -np.eye(a2.shape[1])[y] / len(y)",
        "The gradient of the scores has the labels alone; the softmax is missing.",
        "softmax_cross_entropy.backward"),
    bug("backward_sums_softmax", "test_backward", GRAD_A2, f"{PROBABILITIES}\n"
        "    grad_a2 = (p + np.eye(p.shape[1])[y]) / len(y)",
        "The labels are added to the softmax instead of subtracted.",
        "softmax_cross_entropy.backward"),
    bug("backward_squared", "test_backward", GRAD_A2,
        "grad_a2 = 2 * (a2 - np.eye(a2.shape[1])[y]) / len(y)",
        "The way back starts with the gradient of a squared error.", BACKWARDS),
    bug("backward_l1_by_h1", "test_backward", LAST, 'model["L1"].backward(x, grad_h1)',
        NO_RELU, BACKWARDS),
    bug("backward_l2_of_ones", "test_backward", GRAD_H1,
        'grad_h1 = model["L2"].backward(h1, np.ones(a2.shape))',
        "L2 goes back from ones instead of from the gradient of the loss.", BACKWARDS),
    bug("backward_decays", "test_backward", LAST, LAST + '\n    for name in ("L1", "L2"):\n'
        '        model[name].gradient["W"] += 0.01 * model[name].params["W"]',
        "The gradients have a term of weight decay; the loss has none.", BACKWARDS),
    bug("backward_by_probability_labels", "test_backward", GRAD_A2, GRAD_A2.replace("(a2, y)",
        "(a2, a2.argmax(axis=1))"), "The loss's backward gets the predicted labels instead of y.",
        "softmax_cross_entropy.backward"),
    bug("backward_of_doubled_loss", "test_backward", GRAD_A2, GRAD_A2 + " * 2",
        "The gradient is twice that of the loss.", BACKWARDS),
    bug("backward_relu_inverted", "test_backward", GRAD_A1, "grad_a1 = grad_h1 * (a1 <= 0)",
        "The gradient goes through where the ReLU was at 0, and is stopped where it wasn't.",
        BACKWARDS),
    bug("backward_without_l1", "test_backward", LAST, "pass",
        "The way back ends before the first layer, which gets no gradient.", BACKWARDS),
    bug("backward_of_hidden_mask", "test_backward", GRAD_A1, "grad_a1 = grad_h1 * (grad_h1 > 0)",
        "The slope of ReLU is taken at the gradient; the input of ReLU decides.", BACKWARDS),
    bug("backward_relu_forward", "test_backward", GRAD_A1,
        'grad_a1 = model["nonlinear1"].forward(grad_h1)',
        "The forward of ReLU is used on the way back; its backward is meant.", BACKWARDS),
    bug("backward_times_hidden", "test_backward", GRAD_A1, "grad_a1 = grad_h1 * h1",
        "The gradient is multiplied by h1 instead of by the slope of ReLU.", BACKWARDS),
    bug("backward_order", "test_backward", f"{GRAD_H1}\n    {GRAD_A1}",
        'grad_h1 = model["L2"].backward(h1 * (h1 > 0), grad_a2 * (a2 > 0))\n    '
        + GRAD_A1,
        "The scores are treated as if a ReLU came after them.", BACKWARDS),
)  # fmt: skip

BUGS: tuple[KnownBug, ...] = PASSES
