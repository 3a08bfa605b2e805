"""Known bugs of problems 3.3a and 3.4a, each as a change of neural_networks.py.

What goes wrong in the program's training the check of the program finds itself, by replaying it.
"""

from grader.model import KnownBug

Ids = tuple[str, ...]


def bug(id: str, check: str, old: str, new: str, sentence: str, hint: str = "") -> KnownBug:
    """A bug of the problem that its check belongs to."""
    return KnownBug(
        id=id, problem="3.4a" if "momentum" in check else "3.3a", check=check,
        file="neural_networks.py", old=old, new=new, sentence=sentence, hint=hint,
    )  # fmt: skip


BEST = "best = max(range(1, len(val) + 1), key=lambda epoch: (val[epoch - 1], epoch))"
DUE = "return best, len(val) - best >= patience"
WHICH = "which of equally good epochs is the best"
WHEN = "how many epochs have gone by since the best one"
COUNTS = "Epochs are counted from 0; they count from 1."

STOPPING = (
    bug("first_of_equal_epochs", "test_best_epoch", BEST, BEST.replace(", epoch))", ", -epoch))"),
        "Of equally good epochs the first was taken; the last one counts.", WHICH),
    bug("epochs_from_zero", "test_best_epoch", f"{BEST}\n    {DUE}",
        f"{BEST} - 1\n    {DUE}", COUNTS, "how epochs are numbered"),
    bug("epochs_from_zero_at_the_end", "test_best_epoch", DUE, DUE.replace("best,", "best - 1,"),
        COUNTS, "how epochs are numbered"),
    bug("epochs_from_zero_and_first", "test_best_epoch", f"{BEST}\n    {DUE}",
        f"best = int(np.argmax(val))\n    {DUE}",
        COUNTS, "how epochs are numbered"),
    bug("epochs_from_zero_stop_right", "test_best_epoch", f"{BEST}\n    {DUE}",
        f"{BEST} - 1\n    {DUE.replace('- best', '- 1 - best')}", COUNTS,
        "how epochs are numbered"),
    bug("accuracy_minimised", "test_best_epoch", BEST, BEST.replace("(val[", "(-val["),
        "The lowest accuracy is taken for the best, as if it were a loss.", "what val holds"),
    bug("accuracy_minimised_first", "test_best_epoch", BEST,
        "best = 1 + int(np.argmin(val))",
        "The lowest accuracy is taken for the best, as if it were a loss.", "what val holds"),
    bug("best_is_the_accuracy", "test_best_epoch", DUE, DUE.replace("best,", "max(val),"),
        "The accuracy of the best epoch is returned instead of its number.", "what `best` is"),
    bug("best_is_the_accuracy_and_first", "test_best_epoch", DUE,
        "best = 1 + int(np.argmax(val))\n    " + DUE.replace("best,", "max(val),"),
        "The accuracy of the best epoch is returned instead of its number.", "what `best` is"),
    bug("best_is_the_last", "test_best_epoch", BEST, "best = len(val)",
        "The last epoch is always taken for the best.", "what `best` is"),
    bug("best_since_last_rise", "test_best_epoch", BEST,
        "best = max([n for n in range(2, len(val) + 1) if val[n - 1] >= val[n - 2]], default=1)",
        "An epoch counts as the best where it beats the one before; it has to beat all before.",
        "what `best` is"),
    bug("best_since_last_real_rise", "test_best_epoch", BEST,
        "best = max([n for n in range(2, len(val) + 1) if val[n - 1] > val[n - 2]], default=1)",
        "An epoch counts as the best where it beats the one before; it has to beat all before.",
        "what `best` is"),
    bug("best_of_the_last_few", "test_best_epoch", BEST,
        BEST.replace("range(1,", "range(max(1, len(val) - patience + 1),"),
        "Only the latest epochs are looked at; the best is sought among all.", "what `best` is"),
    bug("best_from_end", "test_best_epoch", DUE, DUE.replace("best,", "len(val) - best + 1,"),
        "The best epoch is counted from the end of the list.", "how epochs are numbered"),
    bug("waits_one_more", "test_stop", DUE, DUE.replace(">=", ">"),
        "It stops one epoch too late: it is time when exactly `patience` epochs have gone by.",
        WHEN),
    bug("waits_one_less", "test_stop", DUE, DUE.replace("patience", "patience - 1"),
        "It stops one epoch too early.", WHEN),
    bug("stops_once_only", "test_stop", DUE, DUE.replace(">=", "=="),
        "It says stop when exactly `patience` epochs have gone by, and no longer when there are "
        "more.", WHEN),
    bug("patience_fixed", "test_stop", DUE, DUE.replace("patience", "3"),
        "The patience is 3, whatever is given.", "the parameters of early_stopping"),
    bug("patience_of_all_epochs", "test_stop", DUE, DUE.replace("len(val) - best", "len(val)"),
        "All epochs are counted; those since the best one are meant.", WHEN),
    bug("patience_of_best", "test_stop", DUE, DUE.replace("len(val) - best", "best"),
        "The number of the best epoch is compared with the patience.", WHEN),
    bug("stops_at_first_fall", "test_stop", DUE, DUE.replace("- best >= patience", "> best"),
        "It stops at once when an epoch isn't the best; `patience` epochs have to go by.", WHEN),
    bug("never_stops", "test_stop", DUE, "return best, False",
        "It never says that it is time to stop.", WHEN),
    bug("goes_on_when_due", "test_stop", DUE, DUE.replace(">=", "<"),
        "stop is the wrong way round: it says whether to go on.", "what `stop` is"),
    bug("goes_on_when_just_due", "test_stop", DUE, DUE.replace(">=", "<="),
        "stop is the wrong way round: it says whether to go on.", "what `stop` is"),
    bug("waits_for_falls", "test_stop", DUE,
        "worse = sum(b < a for a, b in zip(val, val[1:]))\n    return best, worse >= patience",
        "Falls of the accuracy are counted; the epochs since the best one are meant.", WHEN),
    bug("waits_for_falls_in_a_row", "test_stop", DUE,
        "row = 0\n    for before, now in zip(val, val[1:]):\n"
        "        row = row + 1 if now < before else 0\n    return best, row >= patience",
        "Falls of the accuracy in a row are counted; the epochs since the best one are meant.",
        WHEN),
)  # fmt: skip

OLD = "velocity.get(module_name + key, 0.0)"
NEW = f"v = _alpha * {OLD} + module.gradient[key]"
MOVE = "module.params[key] -= _learning_rate * v"
PAIR = f"{NEW}\n            {MOVE}"
KEYS = f'for key in getattr(module, "params", {{}}):\n            {NEW}'
MODULES = f"for module_name, module in model.items():\n        {KEYS}"
KEEP = "            moved[module_name + key] = v\n    return moved"
EQUATION = "the equation of v"
STEP = "the equation of w"

MOMENTUM = (
    bug("momentum_sign", "test_momentum_first", NEW, NEW.replace("+ module", "- module"),
        "The gradient enters the velocity with a minus sign, and the step subtracts it again: "
        "together they climb.", "the two signs in the equations of momentum"),
    bug("momentum_ascends", "test_momentum_first", MOVE, MOVE.replace("-=", "+="),
        "The velocity is added to the parameters instead of subtracted.",
        "the two signs in the equations of momentum"),
    bug("momentum_as_average", "test_momentum_first", NEW, NEW.replace("+ module",
        "+ (1 - _alpha) * module"),
        "The gradient is weighted by 1 - alpha, as in a moving average; here it enters whole.",
        EQUATION),
    bug("momentum_starts_with_weights", "test_momentum_first", NEW,
        NEW.replace(", 0.0)", ", 1.0 * module.params[key])"),
        "The velocity starts as a copy of the parameters; it starts at 0.", "v at the start"),
    bug("momentum_weights_exchanged", "test_momentum_first", NEW,
        f"v = (1 - _alpha) * {OLD} + _alpha * module.gradient[key]",
        "The weights alpha and 1 - alpha of a moving average are used; here v is alpha v plus the "
        "whole gradient.", EQUATION),
    bug("momentum_of_gradient", "test_momentum_first", NEW,
        f"v = {OLD} + _alpha * module.gradient[key]",
        "alpha weights the gradient instead of the old velocity.", EQUATION),
    bug("momentum_of_both", "test_momentum_first", NEW,
        f"v = _alpha * ({OLD} + module.gradient[key])",
        "alpha weights the gradient as well as the old velocity.", EQUATION),
    bug("momentum_complement", "test_momentum_later", NEW,
        NEW.replace("_alpha *", "(1 - _alpha) *"),
        "The old velocity is weighted by 1 - alpha instead of alpha.", EQUATION),
    bug("momentum_without_alpha", "test_momentum_later", NEW, NEW.replace("_alpha * ", ""),
        "The old velocity is kept whole; alpha is missing.", EQUATION),
    bug("momentum_minus_old", "test_momentum_later", NEW, NEW.replace("v = _alpha", "v = -_alpha"),
        "The old velocity is subtracted instead of added.", EQUATION),
    bug("momentum_rate_twice", "test_momentum_first", NEW,
        NEW.replace("+ module", "+ _learning_rate * module"),
        "The learning rate is in the velocity and in the step; it belongs into the step.",
        "the equations of momentum"),
    bug("momentum_rate_missing", "test_momentum_first", MOVE, MOVE.replace("_learning_rate * ", ""),
        "The learning rate is left out of the step.", STEP),
    bug("momentum_exchanged", "test_momentum_first", PAIR,
        PAIR.replace("_alpha", "_other").replace("_learning_rate", "_alpha")
        .replace("_other", "_learning_rate"),
        "Learning rate and alpha are exchanged.", "the equations of momentum"),
    bug("momentum_lost", "test_momentum_later", NEW, "v = module.gradient[key]",
        "The velocity starts anew at each step: what was kept isn't used.", EQUATION),
    bug("momentum_step_by_gradient", "test_momentum_later", MOVE,
        MOVE.replace("* v", "* module.gradient[key]"),
        "The step uses the gradient; the velocity is kept but never used.", STEP),
    bug("momentum_old_velocity", "test_momentum_first", MOVE, MOVE.replace("* v", f"* {OLD}"),
        "The parameters move by the old velocity, before the gradient entered it.",
        "which comes first"),
    bug("momentum_ahead", "test_momentum_first", MOVE,
        MOVE.replace("* v", "* (module.gradient[key] + _alpha * v)"),
        "The step looks ahead, as in Nesterov's momentum; here it is the plain velocity.",
        STEP),
    bug("momentum_gradient_twice", "test_momentum_first", MOVE,
        MOVE.replace("* v", "* (v + module.gradient[key])"),
        "The gradient is in the step twice: by itself and in the velocity.", STEP),
    bug("momentum_biases_stay", "test_momentum_first", KEYS, KEYS.replace(
        'getattr(module, "params", {})', '["W"] if hasattr(module, "params") else []'),
        "Biases are never updated; every parameter has a velocity and moves.",
        "which parameters move"),
    bug("momentum_first_layer_only", "test_momentum_first", MODULES,
        MODULES.replace("model.items()", '[("L1", model["L1"])]'),
        "Only the first layer moves.", "which parameters move"),
    bug("momentum_last_layer_only", "test_momentum_first", MODULES,
        MODULES.replace("model.items()", '[("L2", model["L2"])]'),
        "Only the last layer moves.", "which parameters move"),
    bug("momentum_velocity_not_returned", "test_momentum_first", KEEP,
        KEEP.replace("return moved", "return None"),
        "momentum_step returns no velocity, so that the next step can't use it.",
        "what momentum_step returns"),
    bug("momentum_old_returned", "test_momentum_later", KEEP,
        KEEP.replace("return moved", "return velocity"),
        "The old velocity is returned instead of the new one.", "what momentum_step returns"),
    bug("momentum_gradient_kept", "test_momentum_later", KEEP, KEEP.replace("= v",
        "= module.gradient[key]"),
        "The gradient is kept for the next step instead of the velocity.", EQUATION),
    bug("momentum_step_kept", "test_momentum_later", KEEP,
        KEEP.replace("= v", "= _learning_rate * v"),
        "What is kept for the next step has the learning rate in it, which the step multiplies "
        "once more.", EQUATION),
)  # fmt: skip

BUGS: tuple[KnownBug, ...] = (*STOPPING, *MOMENTUM)
