"""Known bugs of problems 3.1.3 to 3.1.5, each as a change of neural_networks.py."""

from grader.model import KnownBug

Ids = tuple[str, ...]
PROBLEMS = {"test_update": "3.1.3", "test_forward": "3.1.4", "test_forward_loss": "3.1.4",
            "test_backward": "3.1.4"}  # fmt: skip


def bug(
    id: str, check: str, old: str, new: str, sentence: str, hint: str = "", also: Ids = ()
) -> KnownBug:
    """A bug of the problem that its check belongs to."""
    return KnownBug(
        id=id, problem=PROBLEMS.get(check, "3.1.5"), check=check, file="neural_networks.py",
        old=old, new=new, sentence=sentence, hint=hint, also=also,
    )  # fmt: skip


MOVE = "module.params[key] -= _learning_rate * module.gradient[key]"
KEYS = '        for key in getattr(module, "params", {}):\n            module.params[key] -='
MODULES = f"    for module in model.values():\n{KEYS}"
RULE = "w <- w - _learning_rate * gradient"
EVERY = "which parameters move"
BIASES = "Biases are never updated; every entry of `params` moves."
UNIT = "The gradient is divided by its norm; the step is the learning rate times the gradient."

UPDATE = (
    bug("sgd_ascends", "test_update", MOVE, MOVE.replace("-=", "+="),
        "The step goes along the gradient, up the loss, instead of against it.",
        "the sign in the update"),
    bug("update_of_w_only", "test_update", KEYS, KEYS.replace('getattr(module, "params", {})',
        '["W"] if hasattr(module, "params") else []'), BIASES, EVERY),
    bug("update_of_b_only", "test_update", KEYS, KEYS.replace('getattr(module, "params", {})',
        '["b"] if hasattr(module, "params") else []'),
        "Only biases are updated; every entry of `params` moves.", EVERY),
    bug("update_of_first_layer", "test_update", MODULES, MODULES.replace("model.values()",
        '[model["L1"]]'), "Only the first layer is updated.", EVERY),
    bug("update_of_last_layer", "test_update", MODULES, MODULES.replace("model.values()",
        '[model["L2"]]'), "Only the last layer is updated.", EVERY),
    bug("update_without_rate", "test_update", MOVE, MOVE.replace("_learning_rate * ", ""),
        "The learning rate is left out of the step.", RULE),
    bug("update_of_unit_length", "test_update", MOVE, MOVE + " / (np.linalg.norm(module.gradient"
        "[key]) + 1e-12)", UNIT, RULE),
    bug("update_of_unit_length_exactly", "test_update", MOVE, MOVE + " / np.linalg.norm(module."
        "gradient[key])", UNIT, RULE),
    bug("update_by_signs", "test_update", MOVE, MOVE.replace("module.gradient[key]",
        "np.sign(module.gradient[key])"), "The step uses the signs of the gradient only.", RULE),
    bug("update_by_rows", "test_update", MOVE, MOVE + " / len(module.gradient[key])",
        "The gradient is divided once more, by its number of rows.", RULE),
    bug("update_assigns", "test_update", MOVE, MOVE.replace("-= ", "= -"),
        "The step replaces the parameters instead of being subtracted from them.", RULE),
    bug("update_assigns_positive", "test_update", MOVE, MOVE.replace("-=", "="),
        "The step replaces the parameters instead of being subtracted from them.", RULE),
    bug("update_twice", "test_update", MOVE, f"{MOVE}\n            {MOVE}",
        "Every parameter moves twice.", RULE),
    bug("update_half", "test_update", MOVE, MOVE.replace("_rate *", "_rate / 2 *"),
        "The step is half as long as it should be.", RULE),
    bug("update_divides", "test_update", MOVE, MOVE.replace("_rate *", "_rate /"),
        "The learning rate is divided by the gradient.", RULE),
    bug("update_scales", "test_update", MOVE, "module.params[key] *= 1 - _learning_rate * "
        "module.gradient[key]", "The step is multiplied by the parameter.", RULE),
    bug("update_of_gradient", "test_update", MOVE,
        "module.gradient[key] -= _learning_rate * module.params[key]",
        "Parameters and gradients are exchanged in the update.", RULE),
    bug("update_decays", "test_update", MOVE,
        "module.params[key] -= _learning_rate * (module.gradient[key] + module.params[key])",
        "The parameter itself is in the step, as with weight decay.", RULE),
    bug("update_of_copies", "test_update", MODULES, "    import copy\n\n"
        f"    model = copy.deepcopy(model)\n{MODULES}",
        "The step is made on a copy; it changes the modules of the model that it gets.",
        "what the function changes"),
    bug("update_lost", "test_update", MOVE,
        "moved = module.params[key] - _learning_rate * module.gradient[key]",
        "The moved parameters are never put back into `params`.", "what the function changes"),
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
    bug("a1_rectified", "test_forward", H1, f"{H1}\n    a1 = h1",
        "a1 is overwritten by what ReLU makes of it; a1 is what comes before.", GIVES),
    bug("passes_a1_h1_exchanged", "test_forward", OUT, OUT.replace("a1, h1,", "h1, a1,"),
        "forward_pass returns h1 in the place of a1, and a1 in that of h1.", GIVES),
    bug("passes_scores_first", "test_forward", OUT, OUT.replace("a1, h1, a2,", "a2, h1, a1,"),
        "forward_pass returns the scores first instead of third.", GIVES),
    bug("loss_summed", "test_forward_loss", OUT, OUT + " * len(y)",
        "The loss is summed over the batch; its mean is asked for.", GIVES),
    bug("loss_averaged_twice", "test_forward_loss", OUT, OUT + " / len(y)",
        "The loss is divided by the batch size once more; it is a mean already.", GIVES),
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

START = "start, losses = value[index], []"
MOVES = "for moved in (start + step, start - step):\n        value[index] = moved"
KEEP = "    value[index] = start\n"
PAIR = "return model[layer].gradient[name][index], (losses[0] - losses[1]) / (2 * step)"
VALUE = "value = model[layer].params[name]\n"
FORWARD_BACK = (
    "    a1, h1, a2, _ = forward_pass(model, x, y)\n    backward_pass(model, x, a1, h1, a2, y)\n"
)
CHECK = FORWARD_BACK + "    value ="
CENTRAL = "the formula of the central difference"
SIDE = "The difference is one-sided; the central one has a step on both sides."
SUM = 'return model["L1"].gradient["W"].sum()'
ADDS = "what magnitude_checker adds up"
NOT_BACK = "The parameter isn't put back to what it was."
SINGLE = "The parameter is in single precision, whose rounding is large beside the small step."
SAME_TWICE = "The difference is a copy of the gradient: no loss is compared."
NO_BACKWARD = "The gradient is read before backward_pass was called for this batch."

CHECKERS = (
    bug("difference_over_one_step", "test_checker_difference", PAIR,
        PAIR.replace("(2 * step)", "step"),
        "The two losses lie two steps apart, but their difference is divided by one.", CENTRAL),
    bug("difference_over_two", "test_checker_difference", PAIR, PAIR.replace("(2 * step)", "2"),
        "The difference of the losses isn't divided by the step.", CENTRAL),
    bug("difference_undivided", "test_checker_difference", PAIR, PAIR.replace(" / (2 * step)", ""),
        "The difference of the losses isn't divided by twice the step.", CENTRAL),
    bug("difference_halved_wrongly", "test_checker_difference", PAIR, PAIR.replace("(2 * step)",
        "2 * step"), "Division and multiplication go from left to right: the difference is "
        "multiplied by the step.", "brackets around 2 step"),
    bug("difference_sign", "test_checker_difference", PAIR, PAIR.replace("losses[0] - losses[1]",
        "losses[1] - losses[0]"), "The two losses are subtracted the wrong way round.", CENTRAL),
    bug("difference_absolute", "test_checker_difference", PAIR,
        PAIR.replace("(losses[0] - losses[1])",
        "abs(losses[0] - losses[1])"),
        "The difference has no sign any more: its absolute value was "
        "taken.", CENTRAL),
    bug("difference_is_sum", "test_checker_difference", PAIR, PAIR.replace("[0] - losses",
        "[0] + losses"), "The two losses are added instead of subtracted.", CENTRAL),
    bug("difference_forward", "test_checker_step", PAIR, PAIR.replace(
        "(losses[0] - losses[1]) / (2 * step)",
        "(losses[0] - forward_pass(model, x, y)[3]) / step"),
        SIDE, CENTRAL),
    bug("difference_backward", "test_checker_step", PAIR, PAIR.replace(
        "(losses[0] - losses[1]) / (2 * step)",
        "(forward_pass(model, x, y)[3] - losses[1]) / step"),
        SIDE, CENTRAL),
    bug("difference_of_half_steps", "test_checker_step", f"{MOVES}",
        MOVES.replace("start + step, start - step", "start + step / 2, start - step / 2"),
        "The losses are taken half a step away, and their difference is divided by two.", CENTRAL),
    bug("difference_one_sided_halved", "test_checker_difference", MOVES,
        MOVES.replace("start - step", "start"),
        "The losses lie one step apart, but their difference is divided by two.", CENTRAL),
    bug("difference_step_fixed", "test_checker_step", START, f"step = 1e-5\n    {START}",
        "The step is 0.00001, whatever `step` says.", "the parameters of gradient_checker"),
    bug("difference_relative", "test_checker_difference", MOVES,
        MOVES.replace("+ step", "* (1 + step)").replace("- step", "* (1 - step)"),
        "The step is taken relative to the parameter; it is added to it.", CENTRAL),
    bug("difference_of_all_entries", "test_checker_difference", f"{START}\n    {MOVES}",
        f"{START.replace('value[index]', 'value.copy()')}\n    "
        + MOVES.replace("value[index] = moved", "value[...] = moved"),
        "Every entry of the parameter is moved; only the one at `index` is meant.",
        "which entry moves"),
    bug("difference_of_first_entry", "test_checker_difference", VALUE, VALUE
        + "    at, index = index, (0,) * value.ndim\n",
        "The first entry is moved and looked at; `index` says which one is meant.",
        "which entry moves"),
    bug("checker_same_twice", "test_checker_difference", PAIR,
        "gradient = model[layer].gradient[name][index]\n    return gradient, gradient", SAME_TWICE,
        "what the two results are"),
    bug("checker_difference_twice", "test_checker_gradient", PAIR,
        "return (losses[0] - losses[1]) / (2 * step), (losses[0] - losses[1]) / (2 * step) * 1.0",
        "Both results are the difference of losses; the first is what backward_pass says.",
        "what the two results are"),
    bug("checker_exchanged", "test_checker_difference", PAIR,
        "return (losses[0] - losses[1]) / (2 * step), model[layer].gradient[name][index]",
        "gradient_checker returns the difference before the gradient.", "the order of the results"),
    bug("checker_gives_error", "test_checker_difference", PAIR,
        "got, by = model[layer].gradient[name][index], (losses[0] - losses[1]) / (2 * step)\n"
        "    return got, got - by",
        "The second result is how far gradient and difference lie apart; the difference of losses "
        "itself is asked for.", "what the two results are"),
    bug("checker_gives_absolute_error", "test_checker_difference", PAIR,
        "got, by = model[layer].gradient[name][index], (losses[0] - losses[1]) / (2 * step)\n"
        "    return got, abs(got - by)",
        "The second result is how far gradient and difference lie apart; the difference of losses "
        "itself is asked for.", "what the two results are"),
    bug("checker_of_other_layer", "test_checker_gradient", PAIR,
        PAIR.replace("model[layer].gradient["
        "name][index]", 'model["L1"].gradient["W"][(1, 1)]'),
        "The gradient is always that of one weight of L1; `layer`, `name` and `index` say which.",
        "the parameters of gradient_checker"),
    bug("checker_without_backward", "test_checker_gradient", CHECK,
        "    forward_pass(model, x, y)\n"
        "    value =", NO_BACKWARD, "which call puts gradients there"),
    bug("checker_parameter_for_gradient", "test_checker_gradient", PAIR,
        PAIR.replace("gradient[name]", "params[name]"),
        "The first result is the parameter instead of its gradient.", "what the two results are"),
    bug("checker_not_restored", "test_checker_restores", KEEP, "", NOT_BACK,
        "what holds after gradient_checker"),
    bug("checker_restored_half", "test_checker_restores", KEEP,
        "    value[index] = moved + step / 2\n",
        NOT_BACK, "what holds after gradient_checker"),
    bug("checker_left_above", "test_checker_restores", KEEP, "    value[index] = start + step\n",
        NOT_BACK, "what holds after gradient_checker"),
    bug("checker_single_precision", "test_checker_difference", START,
        f"model[layer].params[name] = value = value.astype(np.float32)\n    {START}", SINGLE,
        "in which precision the loss must be"),
    bug("checker_gradient_after_moving", "test_checker_gradient", FORWARD_BACK + "    " + VALUE
        + f"    {START}\n    {MOVES}\n        losses.append(forward_pass(model, x, y)[3])\n",
        f"    {VALUE}    {START}\n    {MOVES}\n"
        "        a1, h1, a2, loss = forward_pass(model, x, y)\n        losses.append(loss)\n"
        "    backward_pass(model, x, a1, h1, a2, y)\n",
        "The gradient is taken at the moved parameter.", "where the gradient is taken"),
    bug("magnitude_without_signs", "test_magnitude", SUM,
        'return np.abs(model["L1"].gradient["W"]).sum()',
        "Absolute values were added up; the entries keep their signs here.", ADDS),
    bug("magnitude_absolute", "test_magnitude", SUM, 'return abs(model["L1"].gradient["W"].sum())',
        "The sum lost its sign; it may be negative.", ADDS),
    bug("magnitude_mean", "test_magnitude", SUM, SUM.replace("sum", "mean"),
        "The mean of the entries is taken instead of their sum.", ADDS),
    bug("magnitude_mean_absolute", "test_magnitude", SUM,
        'return np.abs(model["L1"].gradient["W"]).mean()',
        "The mean of absolute values is taken instead of the sum with signs.", ADDS),
    bug("magnitude_norm", "test_magnitude", SUM, 'return np.linalg.norm(model["L1"].gradient["W"])',
        "The Euclidean norm is taken instead of the sum of the entries.", ADDS),
    bug("magnitude_squares", "test_magnitude", SUM, 'return (model["L1"].gradient["W"] ** 2).sum()',
        "Squares were added up instead of the entries themselves.", ADDS),
    bug("magnitude_largest", "test_magnitude", SUM, SUM.replace("sum", "max"),
        "The largest entry is taken instead of the sum of all.", ADDS),
    bug("magnitude_of_l2", "test_magnitude", SUM, SUM.replace("L1", "L2"),
        "The gradient is that of L2; the one of L1 is asked for.", ADDS),
    bug("magnitude_of_bias", "test_magnitude", SUM, SUM.replace("W", "b"),
        "The gradient of b is added up; that of W is asked for.", ADDS),
    bug("magnitude_of_both", "test_magnitude", SUM, SUM + ' + model["L1"].gradient["b"].sum()',
        "The gradient of b is added up as well; that of W alone is asked for.", ADDS),
    bug("magnitude_of_weights", "test_magnitude", SUM, SUM.replace("gradient", "params"),
        "The weights are added up instead of their gradient.", ADDS),
    bug("magnitude_over_batch", "test_magnitude", SUM, SUM + " / len(x)",
        "The sum is divided by the batch size; the loss is a mean already.", ADDS),
    bug("magnitude_times_batch", "test_magnitude", SUM, SUM + " * len(x)",
        "The sum is multiplied by the batch size; the gradient is that of the mean loss.", ADDS),
    bug("magnitude_without_backward", "test_magnitude", FORWARD_BACK + f"    {SUM}",
        f"    forward_pass(model, x, y)\n    {SUM}",
        "The gradient is read before backward_pass was called for this batch.",
        "which call puts gradients there"),
    bug("magnitude_by_columns", "test_magnitude", SUM, SUM.replace("sum()", "sum(axis=0)"),
        "The sum is taken over one axis only; one number is asked for.", ADDS),
)  # fmt: skip

BUGS: tuple[KnownBug, ...] = (*UPDATE, *PASSES, *CHECKERS)
