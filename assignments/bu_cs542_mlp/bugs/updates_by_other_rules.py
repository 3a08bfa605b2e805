"""Known bugs of 2.3: other rules than plain gradient descent, and another start."""

from grader.model import KnownBug

from ._lines import RULE, STEP

MOMENTUM = "The step has momentum: gradients of earlier updates go on in it."

ADAPTED = (
    "The step is divided by a size of earlier gradients, as in AdaGrad, RMSProp "
    "or Adam: this is plain descent."
)


def _bugs(
    check: str, old: str, table: dict[str, tuple[str, str, str]], *also: str
) -> tuple[KnownBug, ...]:
    """The bugs of one place in the file: by name, what stands there, sentence and hint."""
    return tuple(
        KnownBug(
            id=name,
            problem="2.3",
            check=check,
            file="two_layer_mlp.py",
            old=old,
            new=new,
            sentence=sentence,
            hint=hint,
            also=also,
        )
        for name, (new, sentence, hint) in table.items()
    )


BUGS: tuple[KnownBug, ...] = (
    *_bugs(
        "test_update",
        STEP,
        {
            "momentum_velocity": (
                "v = {} if len(loss_history) == 1 and name == 'W1' else v; v[name] = "
                "0.9 * v.get(name, 0) - learning_rate * grads[name]; self.params[name] "
                "= self.params[name] + v[name]",
                MOMENTUM,
                RULE,
            ),
            "momentum_half": (
                "v = {} if len(loss_history) == 1 and name == 'W1' else v; v[name] = "
                "0.5 * v.get(name, 0) + grads[name]; self.params[name] = "
                "self.params[name] - learning_rate * v[name]",
                MOMENTUM,
                RULE,
            ),
            "momentum_strong": (
                "v = {} if len(loss_history) == 1 and name == 'W1' else v; v[name] = "
                "0.99 * v.get(name, 0) + grads[name]; self.params[name] = "
                "self.params[name] - learning_rate * v[name]",
                MOMENTUM,
                RULE,
            ),
            "momentum_averaged": (
                "v = {} if len(loss_history) == 1 and name == 'W1' else v; v[name] = "
                "0.9 * v.get(name, 0) + 0.1 * grads[name]; self.params[name] = "
                "self.params[name] - learning_rate * v[name]",
                "The step takes a running average of the gradients instead of that of the batch.",
                RULE,
            ),
            "momentum_nesterov": (
                "v = {} if len(loss_history) == 1 and name == 'W1' else v; v[name] = "
                "0.9 * v.get(name, 0) + grads[name]; self.params[name] = "
                "self.params[name] - learning_rate * (grads[name] + 0.9 * v[name])",
                MOMENTUM,
                RULE,
            ),
            "adagrad": (
                "v = {} if len(loss_history) == 1 and name == 'W1' else v; v[name] = "
                "v.get(name, 0) + grads[name] ** 2; self.params[name] = "
                "self.params[name] - learning_rate * grads[name] / (np.sqrt(v[name]) + "
                "1e-8)",
                ADAPTED,
                RULE,
            ),
            "rmsprop": (
                "v = {} if len(loss_history) == 1 and name == 'W1' else v; v[name] = "
                "0.9 * v.get(name, 0) + 0.1 * grads[name] ** 2; self.params[name] = "
                "self.params[name] - learning_rate * grads[name] / (np.sqrt(v[name]) + "
                "1e-8)",
                ADAPTED,
                RULE,
            ),
            "rmsprop_slow": (
                "v = {} if len(loss_history) == 1 and name == 'W1' else v; v[name] = "
                "0.99 * v.get(name, 0) + 0.01 * grads[name] ** 2; self.params[name] = "
                "self.params[name] - learning_rate * grads[name] / (np.sqrt(v[name]) + "
                "1e-8)",
                ADAPTED,
                RULE,
            ),
            "adam": (
                "m = {} if len(loss_history) == 1 and name == 'W1' else m; v = {} if "
                "len(loss_history) == 1 and name == 'W1' else v; t = "
                "len(loss_history); m[name] = 0.9 * m.get(name, 0) + 0.1 * "
                "grads[name]; v[name] = 0.999 * v.get(name, 0) + 0.001 * grads[name] "
                "** 2; self.params[name] = self.params[name] - learning_rate * m[name] "
                "/ (1 - 0.9**t) / (np.sqrt(v[name] / (1 - 0.999**t)) + 1e-8)",
                ADAPTED,
                RULE,
            ),
            "gradient_sign_only": (
                "self.params[name] = self.params[name] - learning_rate * np.sign(grads[name])",
                "The step has only the signs of the gradient.",
                RULE,
            ),
            "gradient_normed": (
                "self.params[name] = self.params[name] - learning_rate * grads[name] / "
                "np.linalg.norm(grads[name])",
                "The gradient is divided by its norm.",
                RULE,
            ),
            "gradient_normed_small": (
                "self.params[name] = self.params[name] - learning_rate * grads[name] / "
                "(np.linalg.norm(grads[name]) + 1e-8)",
                "The gradient is divided by its norm.",
                RULE,
            ),
            "gradient_clipped_1": (
                "self.params[name] = self.params[name] - learning_rate * "
                "np.clip(grads[name], -0.5, 0.5)",
                "The gradient is cut off (clipped) before the step.",
                RULE,
            ),
            "gradient_clipped_2": (
                "self.params[name] = self.params[name] - learning_rate * "
                "np.clip(grads[name], -0.1, 0.1)",
                "The gradient is cut off (clipped) before the step.",
                RULE,
            ),
            "gradient_clipped_3": (
                "self.params[name] = self.params[name] - learning_rate * "
                "np.clip(grads[name], -0.01, 0.01)",
                "The gradient is cut off (clipped) before the step.",
                RULE,
            ),
        },
    ),
)
