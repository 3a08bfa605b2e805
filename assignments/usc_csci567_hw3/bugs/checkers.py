"""Known bugs of problem 3.1.5, gradient_checker, each as a change of neural_networks.py."""

from grader.model import KnownBug

from ._lines import FORWARD_BACK


def bug(id: str, check: str, old: str, new: str, sentence: str, hint: str = "") -> KnownBug:
    """A bug of gradient_checker."""
    return KnownBug(
        id=id, problem="3.1.5", check=check, file="neural_networks.py", old=old, new=new,
        sentence=sentence, hint=hint,
    )  # fmt: skip


START = "start, losses = value[index], []"
MOVES = "for moved in (start + step, start - step):\n        value[index] = moved"
KEEP = "    value[index] = start\n"
PAIR = "return model[layer].gradient[name][index], (losses[0] - losses[1]) / (2 * step)"
VALUE = "value = model[layer].params[name]\n"
CHECK = FORWARD_BACK + "    value ="
CENTRAL = "the formula of the central difference"
SIDE = "The difference is one-sided; the central one has a step on both sides."
NOT_BACK = "The parameter isn't put back to what it was."
SINGLE = "The parameter is in single precision, whose rounding is large beside the small step."
SAME_TWICE = "The difference is a copy of the gradient: no loss is compared."
NO_BACKWARD = "The gradient is read before backward_pass was called for this batch."

ALL = f"""{START}
    {MOVES}
        losses.append(forward_pass(model, x, y)[3])
{KEEP}"""
WHOLE = "Every entry of the parameter is moved; only the one at `index` is meant."
RELATIVE = (
    "The second result is a relative error of the two numbers; the difference of losses itself is "
    "asked for."
)
INDEX = "the parameters of gradient_checker"

CHECKERS = (
    bug("checker_same_twice", "test_checker_difference", PAIR,
        "gradient = model[layer].gradient[name][index]\n    return gradient, gradient", SAME_TWICE,
        "what the two results are"),
    bug("checker_exchanged", "test_checker_difference", PAIR,
        "return (losses[0] - losses[1]) / (2 * step), model[layer].gradient[name][index]",
        "gradient_checker returns the difference before the gradient.", "the order of the results"),
    bug("checker_difference_twice", "test_checker_gradient", PAIR,
        "return (losses[0] - losses[1]) / (2 * step), (losses[0] - losses[1]) / (2 * step) * 1.0",
        "Both results are the difference of losses; the first is what backward_pass says.",
        "what the two results are"),
    bug("checker_first_entry_of_gradient", "test_checker_gradient", PAIR,
        PAIR.replace("[name][index]", "[name].flat[0]"),
        "The gradient is that of the first entry, whichever is asked for.", INDEX),
    bug("difference_absolute", "test_checker_difference", PAIR,
        PAIR.replace("(losses[0] - losses[1])",
        "abs(losses[0] - losses[1])"),
        "The difference has no sign any more: its absolute value was "
        "taken.", CENTRAL),
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
    bug("checker_relative_error", "test_checker_difference", PAIR,
        "got, by = model[layer].gradient[name][index], (losses[0] - losses[1]) / (2 * step)\n"
        "    return got, abs(got - by) / max(abs(got) + abs(by), 1e-12)", RELATIVE,
        "what the two results are"),
    bug("checker_relative_error_largest", "test_checker_difference", PAIR,
        "got, by = model[layer].gradient[name][index], (losses[0] - losses[1]) / (2 * step)\n"
        "    return got, abs(got - by) / max(abs(got), abs(by))", RELATIVE,
        "what the two results are"),
    bug("checker_relative_to_gradient", "test_checker_difference", PAIR,
        "got, by = model[layer].gradient[name][index], (losses[0] - losses[1]) / (2 * step)\n"
        "    return got, abs(got - by) / abs(got)", RELATIVE,
        "what the two results are"),
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
    bug("difference_of_all_entries", "test_checker_difference", ALL,
        ALL.replace("start, losses = value[index]", "start, losses = value.copy()").replace(
            "    value[index] = ", "    value[...] = "),
        WHOLE, "which entry moves"),
    bug("difference_all_entries_above", "test_checker_difference", ALL,
        ALL.replace("start, losses = value[index]", "start, losses = value.copy()").replace(
            MOVES, "for place, moved in ((..., start + step), (index, start[index] - step)):\n"
            "        value[...] = start\n        value[place] = moved").replace(
            "    value[index] = ", "    value[...] = "), WHOLE, "which entry moves"),
    bug("difference_all_entries_below", "test_checker_difference", ALL,
        ALL.replace("start, losses = value[index]", "start, losses = value.copy()").replace(
            MOVES, "for place, moved in ((index, start[index] + step), (..., start - step)):\n"
            "        value[...] = start\n        value[place] = moved").replace(
            "    value[index] = ", "    value[...] = "), WHOLE, "which entry moves"),
    bug("difference_of_half_steps", "test_checker_step", f"{MOVES}",
        MOVES.replace("start + step, start - step", "start + step / 2, start - step / 2"),
        "The losses are taken half a step away, and their difference is divided by two.", CENTRAL),
    bug("difference_step_fixed", "test_checker_step", START, f"step = 1e-5\n    {START}",
        "The step is 0.00001, whatever `step` says.", "the parameters of gradient_checker"),
    bug("difference_relative", "test_checker_difference", MOVES,
        MOVES.replace("+ step", "* (1 + step)").replace("- step", "* (1 - step)"),
        "The step is taken relative to the parameter; it is added to it.", CENTRAL),
    bug("difference_not_below", "test_checker_difference", MOVES,
        MOVES.replace("start - step", "start"),
        "The second loss is taken at the parameter itself instead of one step below it.", CENTRAL),
    bug("difference_not_above", "test_checker_difference", MOVES,
        MOVES.replace("start + step", "start"),
        "The first loss is taken at the parameter itself instead of one step above it.", CENTRAL),
    bug("difference_twice_above", "test_checker_difference", MOVES,
        MOVES.replace("start - step", "start + step"),
        "Both losses are taken above the parameter; one belongs below it.", CENTRAL),
    bug("difference_of_same_side", "test_checker_difference", MOVES,
        MOVES.replace("start - step", "start + 2 * step"),
        "Both losses are taken above the parameter; one belongs below it.", CENTRAL),
    bug("difference_two_below", "test_checker_step", MOVES,
        MOVES.replace("start - step", "start - 2 * step"),
        "The two losses don't lie equally far from the parameter.", CENTRAL),
    bug("difference_two_above", "test_checker_step", MOVES,
        MOVES.replace("start + step", "start + 2 * step"),
        "The two losses don't lie equally far from the parameter.", CENTRAL),
    bug("difference_wide_undivided", "test_checker_difference", MOVES,
        MOVES.replace("start + step, start - step", "start + 2 * step, start - 2 * step"),
        "The losses lie four steps apart, but their difference is divided by two.", CENTRAL),
    bug("difference_over_four", "test_checker_difference", PAIR,
        PAIR.replace("(2 * step)", "(4 * step)"), "The difference is half of what it should be.",
        CENTRAL),
    bug("difference_over_squares", "test_checker_difference", PAIR,
        PAIR.replace("(2 * step)", "(2 * step**2)"),
        "The difference of the losses is divided by the square of the step.", CENTRAL),
    bug("difference_second", "test_checker_difference", PAIR, PAIR.replace(
        "(losses[0] - losses[1]) / (2 * step)",
        "(losses[0] - 2 * forward_pass(model, x, y)[3] + losses[1]) / step**2"),
        "The second difference is taken, that of a curvature; the first one is asked for.",
        CENTRAL),
    bug("difference_of_loss_sum", "test_checker_difference", PAIR, PAIR.replace(
        "/ (2 * step)", "* len(y) / (2 * step)"),
        "The difference is larger by the number of rows.", "the loss is a mean"),
    bug("checker_gives_loss", "test_checker_difference", PAIR,
        "return model[layer].gradient[name][index], losses[0]",
        "The second result is a loss instead of a difference of losses.",
        "what the two results are"),
    bug("checker_gradient_of_l1", "test_checker_gradient", PAIR,
        PAIR.replace("model[layer]", 'model["L1"]').replace("[index]", "[tuple(i % n for i, n in "
        'zip(index, model["L1"].gradient[name].shape))]'),
        "The gradient is always that of L1, whichever layer is asked for.", INDEX),
    bug("checker_gradient_mean", "test_checker_gradient", PAIR,
        PAIR.replace("[name][index]", "[name].mean()"),
        "The gradient is the mean of all entries; the one at `index` is asked for.", INDEX),
    bug("checker_gradient_sum", "test_checker_gradient", PAIR,
        PAIR.replace("[name][index]", "[name].sum()"),
        "The gradient is the sum of all entries; the one at `index` is asked for.", INDEX),
    bug("checker_gradient_absolute", "test_checker_gradient", PAIR,
        PAIR.replace("return model[layer].gradient[name][index]",
        "return abs(model[layer].gradient[name][index])"),
        "The gradient lost its sign.", "what the two results are"),
    bug("checker_gradient_turned", "test_checker_gradient", PAIR,
        PAIR.replace("[name][index]", "[name].T[tuple(i % n for i, n in "
        "zip(index, model[layer].gradient[name].T.shape))]"),
        "Row and column of the entry are exchanged for the gradient.", INDEX),
    bug("difference_of_first_entry", "test_checker_difference", VALUE, VALUE
        + "    at, index = index, (0,) * value.ndim\n",
        "The first entry is moved and looked at; `index` says which one is meant.",
        "which entry moves"),
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
)  # fmt: skip

BUGS: tuple[KnownBug, ...] = CHECKERS
