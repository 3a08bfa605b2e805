"""Known bugs of 2.3: the learning rate and its decay."""

from grader.model import KnownBug

from ._lines import STEP

DECAY = "learning_rate = learning_rate * learning_rate_decay\n"

RATE = "Print the rate at the start of each epoch, and read point 4 of 2.3"
OTHER_RULE = (
    "The rate decays by another rule than a factor an epoch: a hyperbola, "
    "exponential, line or root."
)

TWICE = (
    "The rate decays twice where it should once: in two places, such as after an update and after "
    "the epoch, or by its square."
)
LATE = (
    "After the first epoch the rate isn't multiplied by the decay: that begins an epoch late, "
    "happens in some epochs only, or takes a power of the decay that starts at 0."
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
        "test_decay",
        DECAY,
        {
            "decay_twice": (
                "learning_rate = learning_rate * learning_rate_decay**2\n",
                TWICE,
                RATE,
            ),
            "decay_forgotten": (
                "pass\n",
                "The learning rate never decays.",
                RATE,
            ),
            "decay_subtracted": (
                "learning_rate = learning_rate - learning_rate_decay\n",
                "The decay is subtracted from the rate instead of multiplied.",
                RATE,
            ),
            "decay_divides": (
                "learning_rate = learning_rate / learning_rate_decay\n",
                "The rate is divided by its decay, so that it grows.",
                RATE,
            ),
            "decay_complement": (
                "learning_rate = learning_rate * (1 - learning_rate_decay)\n",
                "The rate is multiplied by 1 minus the decay.",
                RATE,
            ),
            "decay_replaces": (
                "learning_rate = learning_rate_decay\n",
                "The rate is replaced by its decay.",
                RATE,
            ),
            "decay_powers": (
                "learning_rate = learning_rate * learning_rate_decay ** (epoch + 1)\n",
                "A power of the decay multiplies a rate that has decayed already.",
                RATE,
            ),
            "decay_first_only": (
                "learning_rate = learning_rate * (learning_rate_decay if epoch == 0 else 1)\n",
                "The rate decays once in all, after the first epoch.",
                RATE,
            ),
            "decay_on_params": (
                "self.params = {k: v * learning_rate_decay for k, v in self.params.items()}\n",
                "The decay is applied to the parameters instead of the rate.",
                RATE,
            ),
            "decay_on_reg": (
                "reg = reg * learning_rate_decay\n",
                "The learning rate never decays.",
                RATE,
            ),
        },
    ),
    *_bugs(
        "test_decay",
        STEP,
        {
            "decay_each_update": (
                "self.params[name] = self.params[name] - learning_rate * learning_rate_decay "
                "** (update + epoch * (updates - 1)) * grads[name]",
                "The rate decays after each update instead of each epoch.",
                RATE,
            ),
            "decay_before": (
                "self.params[name] = self.params[name] - learning_rate * learning_rate_decay * "
                "grads[name]",
                "The rate decays before the first epoch, or update: training begins with the "
                "rate as it is given.",
                RATE,
            ),
        },
    ),
    *_bugs(
        "test_decay",
        DECAY,
        {
            "decay_powers_from_zero": (
                "learning_rate = learning_rate * learning_rate_decay**epoch\n",
                LATE,
                RATE,
            ),
            "decay_hyperbola": (
                "learning_rate = learning_rate / (1 + learning_rate_decay * (epoch + 1))\n",
                OTHER_RULE,
                RATE,
            ),
            "decay_hyperbola_from_zero": (
                "learning_rate = learning_rate / (1 + learning_rate_decay * epoch)\n",
                OTHER_RULE,
                RATE,
            ),
            "decay_hyperbola_each": (
                "learning_rate = learning_rate / (1 + learning_rate_decay)\n",
                OTHER_RULE,
                RATE,
            ),
            "decay_exponential": (
                "learning_rate = learning_rate * np.exp(-learning_rate_decay)\n",
                OTHER_RULE,
                RATE,
            ),
            "decay_exponential_powers": (
                "learning_rate = learning_rate * np.exp(-learning_rate_decay * (epoch + 1))\n",
                OTHER_RULE,
                RATE,
            ),
            "decay_linear": (
                "learning_rate = learning_rate * (1 - (epoch + 1) / num_epochs)\n",
                OTHER_RULE,
                RATE,
            ),
            "decay_linear_complement": (
                "learning_rate = learning_rate * (1 - learning_rate_decay * (epoch + 1))\n",
                OTHER_RULE,
                RATE,
            ),
            "decay_root": (
                "learning_rate = learning_rate / np.sqrt(epoch + 2)\n",
                OTHER_RULE,
                RATE,
            ),
            "decay_plus": (
                "learning_rate = learning_rate * (1 + learning_rate_decay)\n",
                "The rate is multiplied by 1 plus the decay.",
                RATE,
            ),
            "decay_added": (
                "learning_rate = learning_rate + learning_rate_decay\n",
                "The decay is added to the rate instead of multiplied.",
                RATE,
            ),
            "decay_second": (
                "learning_rate = learning_rate * (learning_rate_decay if epoch % 2 else 1)\n",
                LATE,
                RATE,
            ),
            "decay_from_second": (
                "learning_rate = learning_rate * (learning_rate_decay if epoch > 0 else 1)\n",
                LATE,
                RATE,
            ),
            "decay_fixed": (
                "learning_rate = learning_rate * 0.95\n",
                "The rate is multiplied by a number of its own instead of learning_rate_decay.",
                RATE,
            ),
            "decay_fixed_half": (
                "learning_rate = learning_rate * 0.5\n",
                "The rate is multiplied by a number of its own instead of learning_rate_decay.",
                RATE,
            ),
            "decay_fixed_ninety": (
                "learning_rate = learning_rate * 0.9\n",
                "The rate is multiplied by a number of its own instead of learning_rate_decay.",
                RATE,
            ),
            "decay_squared_rate": (
                "learning_rate = learning_rate**2 * learning_rate_decay\n",
                "The rate is squared when it decays.",
                RATE,
            ),
        },
    ),
    *_bugs(
        "test_decay",
        STEP,
        {
            "decay_hyperbola_start": (
                "self.params[name] = self.params[name] - learning_rate / "
                "learning_rate_decay**epoch / (1 + learning_rate_decay * epoch) * "
                "grads[name]",
                OTHER_RULE,
                RATE,
            ),
            "decay_hyperbola_start_one": (
                "self.params[name] = self.params[name] - learning_rate / "
                "learning_rate_decay**epoch / (1 + learning_rate_decay * (epoch + 1)) "
                "* grads[name]",
                OTHER_RULE,
                RATE,
            ),
            "decay_exponential_start": (
                "self.params[name] = self.params[name] - learning_rate / "
                "learning_rate_decay**epoch * np.exp(-learning_rate_decay * epoch) * "
                "grads[name]",
                OTHER_RULE,
                RATE,
            ),
            "decay_squared_power": (
                "self.params[name] = self.params[name] - learning_rate * "
                "learning_rate_decay**epoch * grads[name]",
                TWICE,
                RATE,
            ),
            "decay_counts_updates": (
                "self.params[name] = self.params[name] - learning_rate / "
                "learning_rate_decay**epoch * learning_rate_decay ** "
                "(len(loss_history) - 1) * grads[name]",
                "The rate decays after each update instead of each epoch.",
                RATE,
            ),
            "decay_counts_updates_before": (
                "self.params[name] = self.params[name] - learning_rate / "
                "learning_rate_decay**epoch * learning_rate_decay ** len(loss_history) "
                "* grads[name]",
                "The rate decays before the first epoch, or update: training begins with the "
                "rate as it is given.",
                RATE,
            ),
        },
    ),
)
