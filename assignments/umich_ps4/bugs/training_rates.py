"""Known bugs of 4.2c and 4.2d that both optimizers can have: how the rate decays."""

from grader.model import KnownBug

from ._lines import BATCHES, CHECKS, DECAY, HEAD, PROBLEMS, WHOLE

START = "    begin = learning_rate\n"
NUMBERED = (HEAD, HEAD.replace("for _", "for epoch"))


RATE = "when the learning rate decays, and how"

# fmt: off
CHANGES: tuple[tuple[str, str, tuple[tuple[str, str], ...], str, str], ...] = (
    ("no_decay", "decay", ((DECAY, ""),), "lr_decay isn't used.", RATE),
    ("decay_per_step", "epochs", ((DECAY, f"    {DECAY}"),),
     "The learning rate decays after each batch instead of after each epoch.", RATE),
    ("decay_first", "decay", ((DECAY, ""), (BATCHES, DECAY + BATCHES)),

         "The steps of the first epoch have lr_decay in them already: its rate is "
         "learning_rate itself.", RATE),
    ("decay_late", "decay", (NUMBERED, (DECAY, "        if epoch:\n    " + DECAY)),

         "The rate of an epoch is the one that belongs to the epoch before: the first "
         "decay comes an epoch late.", RATE),
    ("decay_fixed", "decay", ((DECAY, DECAY.replace("lr_decay", "0.95")),),
     "The learning rate is multiplied by a fixed number, whatever lr_decay says.", RATE),
    ("decay_fixed_nine", "decay", ((DECAY, DECAY.replace("lr_decay", "0.9")),),
     "The learning rate is multiplied by a fixed number, whatever lr_decay says.", RATE),
    ("decay_fixed_99", "decay", ((DECAY, DECAY.replace("lr_decay", "0.99")),),
     "The learning rate is multiplied by a fixed number, whatever lr_decay says.", RATE),
    ("decay_root", "decay", ((DECAY, DECAY.replace("lr_decay", "np.sqrt(lr_decay)")),),
     "The root of lr_decay multiplies the learning rate.", RATE),
    ("decay_hyperbolic_late", "decay", ((HEAD, START + HEAD), NUMBERED, (DECAY,
     "        learning_rate = begin / (1 + lr_decay * epoch)\n")),
     "The rate is divided by a number that grows with the epochs instead of being multiplied by "
     "lr_decay.", RATE),
    ("decay_hyperbolic_kept", "decay", (NUMBERED, (DECAY,
     "        learning_rate = learning_rate / (1 + lr_decay * (epoch + 1))\n")),
     "The rate is divided by a number that grows with the epochs instead of being multiplied by "
     "lr_decay.", RATE),
    ("decay_hyperbolic_each", "decay", ((DECAY,
     "        learning_rate = learning_rate / (1 + lr_decay)\n"),),
     "The rate is divided by 1 + lr_decay instead of being multiplied by lr_decay.", RATE),
    ("decay_plus", "decay", ((DECAY, DECAY.replace("* lr_decay", "* (1 + lr_decay)")),),
     "The rate is multiplied by 1 + lr_decay: it grows.", RATE),
    ("decay_exponential_kept", "decay", ((DECAY, DECAY.replace("lr_decay", "np.exp(-lr_decay)")),),
     "The rate follows an exponential function of lr_decay instead of being multiplied by it.",
     RATE),
    ("decay_last_epoch", "decay", (NUMBERED, (DECAY, "        if epoch == num_epochs - 2:\n    "
     + DECAY)), "The learning rate decays once only, before the last epoch.", RATE),
    ("decay_every_second", "decay", (NUMBERED, (DECAY, "        if epoch % 2:\n    " + DECAY)),
     "The learning rate decays after every second epoch only.", RATE),
    ("decay_linear", "decay", ((HEAD, START + HEAD), NUMBERED, (DECAY,
     "        learning_rate = begin * (1 - lr_decay * (epoch + 1))\n")),
     "The rate falls by a fixed part of the first one each epoch instead of being multiplied by "
     "lr_decay.", RATE),
    ("decay_from_first_late", "decay", ((HEAD, START + HEAD), NUMBERED, (DECAY,
     "        learning_rate = begin * lr_decay**epoch\n")),

         "The rate of an epoch is the one that belongs to the epoch before: the first "
         "decay comes an epoch late.", RATE),
    ("decay_from_first_early", "decay", ((HEAD, START + HEAD), NUMBERED, (DECAY,
     "        learning_rate = begin * lr_decay ** (epoch + 2)\n")),
     "The rate of an epoch has the power of lr_decay that belongs to the next epoch.", RATE),
    ("decay_divides", "decay", ((DECAY, DECAY.replace("*", "/")),),
     "The learning rate is divided by lr_decay.", RATE),
    ("decay_subtracts", "decay", ((DECAY, DECAY.replace("*", "-")),),
     "lr_decay is taken off the learning rate instead of multiplying it.", RATE),
    ("decay_assigned", "decay", ((DECAY, "        learning_rate = lr_decay\n"),),
     "lr_decay becomes the learning rate instead of multiplying it.", RATE),
    ("decay_lost_part", "decay",
     ((DECAY, "        learning_rate = learning_rate * (1 - lr_decay)\n"),),
     "lr_decay is taken for the part that the learning rate loses: it is the part that is left.",
     RATE),
    ("decay_power", "decay",
     (NUMBERED, (DECAY, DECAY.replace("lr_decay", "lr_decay ** (epoch + 1)"))),
     "The learning rate, decayed already, is multiplied by a power of lr_decay.", RATE),
    ("decay_power_from_zero", "decay",
     (NUMBERED, (DECAY, DECAY.replace("lr_decay", "lr_decay**epoch"))),
     "The learning rate, decayed already, is multiplied by a power of lr_decay.", RATE),
    ("decay_times_epoch", "decay",
     (NUMBERED, (DECAY, DECAY.replace("lr_decay", "lr_decay * (epoch + 1)"))),
     "The learning rate is multiplied by the number of the epoch too.", RATE),
    ("decay_squared", "decay", ((DECAY, DECAY + DECAY),),
     "The learning rate decays twice after each epoch.", RATE),
    ("decay_once", "decay",
     ((HEAD, START + HEAD), (DECAY, "        learning_rate = begin * lr_decay\n")),
     "Each epoch's rate is computed from the first one: the rate decays once only.", RATE),
    ("decay_exponential", "decay", ((HEAD, START + HEAD), NUMBERED, (DECAY,
     "        learning_rate = begin * np.exp(-lr_decay * (epoch + 1))\n")),
     "The rate follows an exponential function of lr_decay instead of being multiplied by it.",
     RATE),
    ("decay_hyperbolic", "decay", ((HEAD, START + HEAD), NUMBERED, (DECAY,
     "        learning_rate = begin / (1 + lr_decay * (epoch + 1))\n")),
     "The rate is divided by a number that grows with the epochs instead of being multiplied by "
     "lr_decay.", RATE),
)
# fmt: on


def changed(text: str, changes: tuple[tuple[str, str], ...]) -> str:
    """The text with all changes made."""
    for old, new in changes:
        text = text.replace(old, new)
    return text


BOTH = {"no_decay", "decay_per_step", "decay_first", "decay_late", "decay_divides"}
BOTH |= {"decay_subtracts", "decay_assigned", "decay_lost_part", "decay_power", "decay_fixed"}
BOTH |= {"decay_squared", "decay_once", "decay_hyperbolic", "decay_from_first_late"}
"""Those of SGD_Momentum as well; of others its check of epochs tells the rates themselves."""
BUGS = tuple(
    KnownBug(
        id=f"{name}_{id}",
        problem=problem,
        check=f"test_{name}_{CHECKS.get((name, check), check)}",
        file="backprop.py",
        old=WHOLE[name],
        new=changed(WHOLE[name], changes),
        sentence=sentence,
        hint=hint,
    )
    for name, problem in PROBLEMS.items()
    for id, check, changes, sentence, hint in CHANGES
    if name == "sgd" or id in BOTH
)
