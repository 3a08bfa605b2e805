"""Known bugs of problem 3.4a, momentum, each as a change of neural_networks.py."""

from grader.model import KnownBug


def bug(id: str, check: str, old: str, new: str, sentence: str, hint: str = "") -> KnownBug:
    """A bug of momentum."""
    return KnownBug(
        id=id, problem="3.4a", check=check, file="neural_networks.py", old=old, new=new,
        sentence=sentence, hint=hint,
    )  # fmt: skip


OLD = "velocity.get(module_name + key, 0.0)"
NEW = f"v = _alpha * {OLD} + module.gradient[key]"
MOVE = "module.params[key] -= _learning_rate * v"
PAIR = f"{NEW}\n            {MOVE}"
KEYS = f'for key in getattr(module, "params", {{}}):\n            {NEW}'
MODULES = f"for module_name, module in model.items():\n        {KEYS}"
KEEP = "            moved[module_name + key] = v\n    return moved"
CLIMBS = (
    "Parameters move along the gradient instead of against it: the velocity is added in the step, "
    "or the gradient is subtracted in the velocity."
)
PLAIN = (
    "Every step is that of plain SGD: the velocity of the steps before has no part in it, because "
    "it isn't returned, or not read, or the step takes the gradient."
)
AVERAGE_CLIMBS = (
    "The gradient is weighted by 1 - alpha; and parameters move along it instead of against it: a "
    "sign is the other way round."
)
EQUATION = "the equation of v"
STEP = "the equation of w"

MOMENTUM = (
    bug("momentum_lost", "test_momentum_later", NEW, "v = module.gradient[key]",
        PLAIN, EQUATION),
    bug("momentum_step_by_gradient", "test_momentum_later", MOVE,
        MOVE.replace("* v", "* module.gradient[key]"),
        PLAIN, STEP),
    bug("momentum_old_returned", "test_momentum_later", KEEP,
        KEEP.replace("return moved", "return velocity"),
        PLAIN, "what momentum_step returns"),
    bug("momentum_old_velocity", "test_momentum_later", MOVE, MOVE.replace("* v", f"* {OLD}"),
        "The parameters move by the old velocity, before the gradient entered it.",
        "which comes first"),
    bug("momentum_ahead", "test_momentum_later", MOVE,
        MOVE.replace("* v", "* (module.gradient[key] + _alpha * v)"),
        "The step looks ahead, as in Nesterov's momentum; here it is the plain velocity.",
        STEP),
    bug("momentum_rate_twice", "test_momentum_first", NEW,
        NEW.replace("+ module", "+ _learning_rate * module"),
        "The learning rate is in the velocity and in the step; it belongs into the step.",
        "the equations of momentum"),
    bug("momentum_rate_missing", "test_momentum_first", MOVE, MOVE.replace("_learning_rate * ", ""),
        "The learning rate is left out of the step.", STEP),
    bug("momentum_biases_stay", "test_momentum_first", KEYS, KEYS.replace(
        'getattr(module, "params", {})', '["W"] if hasattr(module, "params") else []'),
        "Biases are never updated; every parameter has a velocity and moves.",
        "which parameters move"),
    bug("momentum_gradient_twice", "test_momentum_first", MOVE,
        MOVE.replace("* v", "* (v + module.gradient[key])"),
        "The gradient is in the step twice: by itself and in the velocity.", STEP),
    bug("momentum_velocity_not_returned", "test_momentum_later", KEEP,
        KEEP.replace("return moved", "return None"),
        "momentum_step returns no velocity, so that the next step can't use it.",
        "what momentum_step returns"),
    bug("momentum_sign", "test_momentum_first", NEW, NEW.replace("+ module", "- module"),
        CLIMBS, "the two signs in the equations of momentum"),
    bug("momentum_ascends", "test_momentum_first", MOVE, MOVE.replace("-=", "+="),
        CLIMBS, "the two signs in the equations of momentum"),
    bug("momentum_as_average", "test_momentum_first", NEW, NEW.replace("+ module",
        "+ (1 - _alpha) * module"),
        "The gradient is weighted by 1 - alpha, as in a moving average; here it enters whole.",
        EQUATION),
    bug("momentum_starts_with_weights", "test_momentum_first", NEW,
        NEW.replace(", 0.0)", ", 1.0 * module.params[key])"),
        "The velocity starts as a copy of the parameters; it starts at 0.", "v at the start"),
    bug("momentum_starts_with_ones", "test_momentum_first", NEW, NEW.replace("0.0", "1.0"),
        "The velocity starts as ones; it starts at 0.", "v at the start"),
    bug("momentum_average_added", "test_momentum_first", PAIR,
        f"v = _alpha * {OLD} + (1 - _alpha) * module.gradient[key]\n            "
        + MOVE.replace("-=", "+="),
        AVERAGE_CLIMBS, EQUATION),
    bug("momentum_minus_average", "test_momentum_first", NEW,
        f"v = _alpha * {OLD} - (1 - _alpha) * module.gradient[key]",
        AVERAGE_CLIMBS, EQUATION),
    bug("momentum_exchanged_weights_of_both", "test_momentum_first", NEW,
        f"v = (1 - _alpha) * {OLD} + (1 - _alpha) * module.gradient[key]",
        "Both parts of the velocity are weighted by 1 - alpha.", EQUATION),
    bug("momentum_starts_with_gradient", "test_momentum_later", NEW,
        NEW.replace(", 0.0)", ", module.gradient[key])"),
        "The velocity starts as the first gradient, which is then added once more; it starts at 0.",
        "v at the start"),
    bug("momentum_starts_at_random", "test_momentum_first", NEW,
        NEW.replace(", 0.0)", ", -1.0 * module.params[key])"),
        "The velocity starts as minus the parameters; it starts at 0.", "v at the start"),
    bug("momentum_rate_squared", "test_momentum_first", MOVE,
        MOVE.replace("_rate *", "_rate ** 2 *"),
        "The learning rate is in the step twice.", STEP),
    bug("momentum_moves_twice", "test_momentum_first", MOVE, MOVE.replace("_rate *", "_rate * 2 *"),
        "The step is twice as long as it should be.", STEP),
    bug("momentum_adds_plain_step", "test_momentum_first", MOVE,
        MOVE + "\n            module.params[key] -= _learning_rate * module.gradient[key]",
        "The gradient is in the step twice: by itself and in the velocity.", STEP),
    bug("momentum_alpha_in_step", "test_momentum_first", MOVE,
        MOVE.replace("* v", "* _alpha * v"),
        "alpha is in the step as well; it belongs into the velocity alone.", STEP),
    bug("momentum_signs", "test_momentum_first", NEW,
        f"v = _alpha * {OLD} + np.sign(module.gradient[key])",
        "The signs of the gradient enter the velocity instead of the gradient.", EQUATION),
    bug("momentum_decays", "test_momentum_first", NEW,
        f"{NEW} + 0.01 * module.params[key]",
        "The velocity has a term of weight decay.", EQUATION),
    bug("momentum_weights_move", "test_momentum_first", NEW,
        f"v = _alpha * {OLD} + module.params[key]",
        "The parameter enters the velocity instead of the gradient.", EQUATION),
    bug("momentum_only_biases", "test_momentum_first", KEYS, KEYS.replace(
        'getattr(module, "params", {})', '["b"] if hasattr(module, "params") else []'),
        "W is never updated; every parameter has a velocity and moves.", "which parameters move"),
    bug("momentum_lost_step", "test_momentum_later", MOVE,
        "new = module.params[key] - _learning_rate * v",
        "The moved parameters are never put back into `params`.", "which parameters move"),
    bug("momentum_assigns", "test_momentum_first", MOVE, MOVE.replace("-= ", "= -"),
        "The step replaces the parameters instead of being subtracted from them.", STEP),
    bug("momentum_alpha_fixed", "test_momentum_later", NEW, NEW.replace("_alpha", "0.9"),
        "alpha is 0.9, whatever `_alpha` is.", "the parameters of momentum_step"),
    bug("momentum_alpha_squared", "test_momentum_later", NEW, NEW.replace("_alpha *",
        "_alpha ** 2 *"), "The old velocity is weighted by alpha squared.", EQUATION),
    bug("momentum_rate_for_alpha", "test_momentum_later", NEW, NEW.replace("_alpha *",
        "_learning_rate *"), "The old velocity is weighted by the learning rate instead of alpha.",
        EQUATION),
    bug("momentum_alpha_grows", "test_momentum_later", NEW, NEW.replace("_alpha *",
        "2 * _alpha *"), "The old velocity is weighted by twice alpha.", EQUATION),
    bug("momentum_weights_exchanged", "test_momentum_later", NEW,
        f"v = (1 - _alpha) * {OLD} + _alpha * module.gradient[key]",
        "The weights alpha and 1 - alpha of a moving average are used; here v is alpha v plus the "
        "whole gradient.", EQUATION),
    bug("momentum_of_gradient", "test_momentum_later", NEW,
        f"v = {OLD} + _alpha * module.gradient[key]",
        "alpha weights the gradient instead of the old velocity.", EQUATION),
    bug("momentum_of_both", "test_momentum_later", NEW,
        f"v = _alpha * ({OLD} + module.gradient[key])",
        "alpha weights the gradient as well as the old velocity.", EQUATION),
    bug("momentum_complement", "test_momentum_later", NEW,
        NEW.replace("_alpha *", "(1 - _alpha) *"),
        "The old velocity is weighted by 1 - alpha instead of alpha.", EQUATION),
    bug("momentum_without_alpha", "test_momentum_later", NEW, NEW.replace("_alpha * ", ""),
        "The old velocity is kept whole; alpha is missing.", EQUATION),
    bug("momentum_minus_old", "test_momentum_later", NEW, NEW.replace("v = _alpha", "v = -_alpha"),
        "The old velocity is subtracted instead of added.", EQUATION),
    bug("momentum_exchanged", "test_momentum_first", PAIR,
        PAIR.replace("_alpha", "_other").replace("_learning_rate", "_alpha")
        .replace("_other", "_learning_rate"),
        "Learning rate and alpha are exchanged.", "the equations of momentum"),
    bug("momentum_first_layer_only", "test_momentum_first", MODULES,
        MODULES.replace("model.items()", '[("L1", model["L1"])]'),
        "Only the first layer moves.", "which parameters move"),
    bug("momentum_last_layer_only", "test_momentum_first", MODULES,
        MODULES.replace("model.items()", '[("L2", model["L2"])]'),
        "Only the last layer moves.", "which parameters move"),
    bug("momentum_gradient_kept", "test_momentum_later", KEEP, KEEP.replace("= v",
        "= module.gradient[key]"),
        "The gradient is kept for the next step instead of the velocity.", EQUATION),
    bug("momentum_step_kept", "test_momentum_later", KEEP,
        KEEP.replace("= v", "= _learning_rate * v"),
        "What is kept for the next step has the learning rate in it, which the step multiplies "
        "once more.", EQUATION),
)  # fmt: skip

BUGS: tuple[KnownBug, ...] = MOMENTUM
