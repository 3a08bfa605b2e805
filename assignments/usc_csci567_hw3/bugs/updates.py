"""Known bugs of problem 3.1.3, the update, each as a change of neural_networks.py."""

from grader.model import KnownBug


def bug(id: str, check: str, old: str, new: str, sentence: str, hint: str = "") -> KnownBug:
    """A bug of the update."""
    return KnownBug(
        id=id, problem="3.1.3", check=check, file="neural_networks.py", old=old, new=new,
        sentence=sentence, hint=hint,
    )  # fmt: skip


MOVE = "module.params[key] -= _learning_rate * module.gradient[key]"
KEYS = '        for key in getattr(module, "params", {}):\n            module.params[key] -='
MODULES = f"    for module in model.values():\n{KEYS}"
RULE = "w <- w - _learning_rate * gradient"
EVERY = "which parameters move"
BIASES = "Biases are never updated; every entry of `params` moves."
UNIT = "The gradient is divided by its norm; the step is the learning rate times the gradient."

UPDATE = (
    bug("update_of_copies", "test_update", MODULES, "    import copy\n\n"
        f"    model = copy.deepcopy(model)\n{MODULES}",
        "The step is made on a copy; the modules of the model that came in have to change.",
        "what the function changes"),
    bug("update_lost", "test_update", MOVE,
        "moved = module.params[key] - _learning_rate * module.gradient[key]",
        "The moved parameters are never put back into `params`.", "what the function changes"),
    bug("update_of_gradient", "test_update", MOVE,
        "module.gradient[key] -= _learning_rate * module.params[key]",
        "Parameters and gradients are exchanged in the update.", RULE),
    bug("update_without_rate", "test_update", MOVE, MOVE.replace("_learning_rate * ", ""),
        "The learning rate is left out of the step.", RULE),
    bug("update_assigns", "test_update", MOVE, MOVE.replace("-= ", "= -"),
        "The step replaces the parameters instead of being subtracted from them.", RULE),
    bug("update_by_gradient_of_b", "test_update", MOVE, MOVE.replace("gradient[key]",
        'gradient["b"]'), "W moves by the gradient of b, which broadcasting lets pass.", RULE),
    bug("update_by_signs", "test_update", MOVE, MOVE.replace("module.gradient[key]",
        "np.sign(module.gradient[key])"), "The step uses the signs of the gradient only.", RULE),
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
    bug("update_of_w_by_rate_of_rows", "test_update", MOVE, MOVE.replace("_learning_rate",
        "_learning_rate * len(module.gradient[key])"),
        "The step is multiplied by the number of rows of the gradient.", RULE),
    bug("update_rate_fixed", "test_update", MOVE, MOVE.replace("_learning_rate", "0.01"),
        "The learning rate is 0.01, whatever `_learning_rate` is.", RULE),
    bug("update_squares", "test_update", MOVE, MOVE + " ** 2",
        "The gradient is squared in the step.", RULE),
    bug("update_rate_squared", "test_update", MOVE, MOVE.replace("_rate *", "_rate ** 2 *"),
        "The learning rate is multiplied in twice.", RULE),
    bug("update_doubled", "test_update", MOVE, MOVE.replace("_rate *", "_rate * 2 *"),
        "The step is twice as long as it should be.", RULE),
    bug("update_by_size", "test_update", MOVE, MOVE + " / module.gradient[key].size",
        "The gradient is divided by its number of entries.", RULE),
    bug("update_of_absolute", "test_update", MOVE, MOVE.replace("module.gradient[key]",
        "abs(module.gradient[key])"), "The step uses absolute values of the gradient.", RULE),
    bug("update_clipped", "test_update", MOVE, MOVE.replace("module.gradient[key]",
        "np.clip(module.gradient[key], -1, 1)"), "The gradient is cut off at -1 and 1.", RULE),
    *(
        bug(f"update_decays_{times}", "test_update", MOVE, MOVE.replace("module.gradient[key]",
            f"(module.gradient[key] + {times} * module.params[key])"),
            "The parameter itself is in the step, as with weight decay.", RULE)
        for times in (0.01, 0.001, 0.1)
    ),
    bug("update_by_mean", "test_update", MOVE, MOVE.replace("module.gradient[key]",
        "module.gradient[key].mean()"),
        "Every entry moves by the mean of the gradient; each has its own.", RULE),
    bug("update_by_sum", "test_update", MOVE, MOVE.replace("module.gradient[key]",
        "module.gradient[key].sum(axis=0)"),
        "The gradient is summed over its rows before the step.", RULE),
    bug("update_w_of_first", "test_update", MODULES, MODULES.replace("model.values()",
        '[model["L1"]]').replace('getattr(module, "params", {})', '["W"]'),
        "Only W of the first layer is updated.", EVERY),
    bug("update_of_unit_length", "test_update", MOVE, MOVE + " / (np.linalg.norm(module.gradient"
        "[key]) + 1e-12)", UNIT, RULE),
    bug("update_of_unit_length_exactly", "test_update", MOVE, MOVE + " / np.linalg.norm(module."
        "gradient[key])", UNIT, RULE),
    bug("update_by_rows", "test_update", MOVE, MOVE + " / len(module.gradient[key])",
        "The gradient is divided once more, by its number of rows.", RULE),
    bug("update_assigns_positive", "test_update", MOVE, MOVE.replace("-=", "="),
        "The step replaces the parameters instead of being subtracted from them.", RULE),
    bug("update_averages", "test_update", MOVE,
        "module.params[key] = (1 - _learning_rate) * module.params[key] + _learning_rate * "
        "module.gradient[key]",
        "The parameter becomes an average of itself and the gradient; it moves against it.", RULE),
    bug("update_decays_by_rate", "test_update", MOVE,
        "module.params[key] = (1 - _learning_rate) * module.params[key] - _learning_rate * "
        "module.gradient[key]", "The parameter is made smaller by the learning rate as well, as "
        "with weight decay.", RULE),
    bug("update_within_one", "test_update", MOVE, "module.params[key] = np.clip(module.params[key]"
        " - _learning_rate * module.gradient[key], -1, 1)",
        "The parameters are cut off at -1 and 1 after the step.", RULE),
    bug("update_twice", "test_update", MOVE, f"{MOVE}\n            {MOVE}",
        "Every parameter moves twice.", RULE),
    bug("update_half", "test_update", MOVE, MOVE.replace("_rate *", "_rate / 2 *"),
        "The step is half as long as it should be.", RULE),
    bug("update_divides", "test_update", MOVE, MOVE.replace("_rate *", "_rate /"),
        "The learning rate is divided by the gradient.", RULE),
    bug("update_scales", "test_update", MOVE, "module.params[key] *= 1 - _learning_rate * "
        "module.gradient[key]", "The step is multiplied by the parameter.", RULE),
    bug("update_decays", "test_update", MOVE,
        "module.params[key] -= _learning_rate * (module.gradient[key] + module.params[key])",
        "The parameter itself is in the step, as with weight decay.", RULE),
    bug("update_changes_gradient", "test_update", MOVE,
        MOVE + "\n            module.gradient[key] *= -_learning_rate\n"
        "            module.params[key] += module.gradient[key]",
        "Every parameter moves twice.", RULE),
)  # fmt: skip

BUGS: tuple[KnownBug, ...] = UPDATE
