"""Known bugs of problem 5.2: how steps are taken, and in which order.

Fingerprints are of the small set, two epochs from zero weights, four hidden units, learning rate
0.1: cross-entropy on the training data after the first epoch, and both errors after the last.
"""

from grader.model import KnownBug

from ._lines import CHANGE, EPOCH, FILE, MOVED, STEPS, TAKEN

TINY, SIZE, SMALL = "test_tiny_set", "test_tiny_size", "test_small_set"
ONE, SEVEN = "test_one_hidden_unit", "test_seven_hidden_units"


def fingerprint(loss: float, error_train: float, error_validation: float) -> dict[str, float]:
    """Numbers of a run on the small set, by name."""
    return {
        "crossentropy(train), epoch 1": loss,
        "error(train)": error_train,
        "error(validation)": error_validation,
    }


OUTER = (
    "        np.multiply(d_out[:, np.newaxis], self.x, out=self.dw)  # dJ/dw = dJ/dout [1, x]^T\n"
)
EXAMPLES = (
    "        for number, (pixels, label) in enumerate(zip(x, y.tolist(), strict=True), start=1):\n"
)
READY = "        train_losses, validation_losses = [], []\n"

MOVES = {
    "no_hidden_bias": (
        SMALL,
        STEPS,
        STEPS + "        self.linear2.w[:, 0] = 0.0\n",
        "The output layer has no bias that learns: z misses its constant 1, or column 0 of beta's "
        "gradient is lost.",
        "column 0 of beta on the tiny set, after the first step",
    ),
    "no_input_bias": (
        SMALL,
        STEPS,
        STEPS + "        self.linear1.w[:, 0] = 0.0\n",
        "The hidden layer has no bias that learns, or it is set back in every step.",
        "column 0 of alpha on the tiny set, after the second step",
    ),
    "no_bias_at_all": (
        SMALL,
        STEPS,
        STEPS + "        self.linear1.w[:, 0] = self.linear2.w[:, 0] = 0.0\n",
        "Neither layer has a bias that learns.",
        "column 0 of alpha and beta on the tiny set",
    ),
    "alpha_stays": (
        TINY,
        STEPS,
        "        self.linear2.step()\n",
        "alpha never changes: its step is missing, or its gradient is always 0.",
        "a step changes both layers",
    ),
    "beta_stays": (
        SIZE,
        STEPS,
        "        self.linear1.step()\n",
        "Nothing is learned: beta is never changed, its gradient is 0, or the label isn't in the "
        "gradient by b.",
        "a step changes both layers",
    ),
    "alpha_uphill": (
        ONE,
        "        self.linear1.step()\n",
        "        self.linear1.dw *= -1\n        self.linear1.step()\n",
        "alpha goes up its gradient, by a wrong sign on the way to it or in its step.",
        "w <- w - learning rate times gradient",
    ),
    "beta_uphill": (
        ONE,
        STEPS,
        "        self.linear1.step()\n        self.linear2.dw *= -1\n        self.linear2.step()\n",
        "beta goes up its gradient: its step has the wrong sign.",
        "w <- w - learning rate times gradient",
    ),
    "rate_missing_for_beta": (
        TINY,
        STEPS,
        "        self.linear1.step()\n        self.linear2.w -= self.linear2.dw\n",
        "The step of beta lacks the learning rate.",
        "w <- w - learning rate times gradient",
    ),
    "rate_missing_for_alpha": (
        TINY,
        STEPS,
        "        self.linear1.w -= self.linear1.dw\n        self.linear2.step()\n",
        "The step of alpha lacks the learning rate.",
        "w <- w - learning rate times gradient",
    ),
    "rate_missing": (
        SIZE,
        TAKEN,
        "        self.w -= self.dw\n",
        "The steps lack the learning rate.",
        "w <- w - learning rate times gradient",
    ),
    "rate_fixed_tenth": (
        SIZE,
        CHANGE,
        "        np.multiply(self.dw, 0.1, out=self.change)\n",
        "The steps are those of the learning rate 0.1, not of the one in the arguments.",
        "the order of the arguments",
    ),
    "rate_fixed_hundredth": (
        SIZE,
        CHANGE,
        "        np.multiply(self.dw, 0.01, out=self.change)\n",
        "The steps are those of the learning rate 0.01, not of the one in the arguments.",
        "the order of the arguments",
    ),
    "rate_falls": (
        ONE,
        EPOCH,
        "            for layer in (self.linear1, self.linear2):\n"
        "                layer.first = getattr(layer, 'first', layer.learning_rate)\n"
        "                layer.learning_rate = layer.first / (len(train_losses) + 1)\n" + EPOCH,
        "The learning rate falls from epoch to epoch; it stays the same here.",
        "plain stochastic gradient descent",
    ),
    "adagrad": (
        ONE,
        TAKEN,
        "        self.s = getattr(self, 's', 0.0) + self.dw * self.dw\n"
        "        self.w -= self.learning_rate / np.sqrt(self.s + 1e-5) * self.dw\n",
        "Steps are scaled by what was before, as in Adagrad; plain steps are asked for here.",
        "plain stochastic gradient descent",
    ),
    "momentum": (
        ONE,
        TAKEN,
        "        self.v = 0.9 * getattr(self, 'v', 0.0) + self.learning_rate * self.dw\n"
        "        self.w -= self.v\n",
        "Steps carry on earlier ones, as with a momentum; plain steps are asked for here.",
        "plain stochastic gradient descent",
    ),
    "weight_decay": (
        ONE,
        CHANGE,
        "        np.multiply(self.dw + 0.01 * self.w, self.learning_rate, out=self.change)\n",
        "A penalty on the weights is added to the gradient; plain steps have none.",
        "plain stochastic gradient descent",
    ),
    "gradients_add_up": (
        SEVEN,
        OUTER,
        "        self.dw += d_out[:, np.newaxis] * self.x\n",
        "Gradients are added to those of earlier examples instead of being set back to zero.",
        "a step has the gradient of one example",
    ),
}

ORDER = {
    "step_after_the_loop": (
        SEVEN,
        MOVED,
        "            if number == len(x):\n                self.step()\n            if debug:\n",
        "The step stands after the loop over examples: only the last of an epoch counts.",
        "one step for each example",
    ),
    "whole_batch": (
        TINY,
        MOVED,
        "            sums = getattr(self, 'sums', [0.0, 0.0])\n"
        "            sums = [sums[0] + self.linear1.dw, sums[1] + self.linear2.dw]\n"
        "            self.sums = sums\n"
        "            if number == len(x):\n"
        "                self.linear1.dw[:], self.linear2.dw[:] = sums\n"
        "                self.step()\n                self.sums = [0.0, 0.0]\n"
        "            if debug:\n",
        "One step an epoch is taken, with the sum of all gradients.",
        "one step for each example",
    ),
    "whole_batch_mean": (
        SEVEN,
        MOVED,
        "            sums = getattr(self, 'sums', [0.0, 0.0])\n"
        "            sums = [sums[0] + self.linear1.dw, sums[1] + self.linear2.dw]\n"
        "            self.sums = sums\n"
        "            if number == len(x):\n"
        "                self.linear1.dw[:], self.linear2.dw[:] = (s / len(x) for s in sums)\n"
        "                self.step()\n                self.sums = [0.0, 0.0]\n"
        "            if debug:\n",
        "One step an epoch is taken, with the mean of all gradients.",
        "one step for each example",
    ),
    "gradient_by_rows": (
        SEVEN,
        MOVED,
        "            self.linear1.dw /= len(x)\n            self.linear2.dw /= len(x)\n" + MOVED,
        "The step of each example is divided by the number of examples.",
        "one step for each example, with its own gradient",
    ),
    "last_example_missing": (
        TINY,
        EXAMPLES,
        "        x, y = x[:-1], y[:-1]\n" + EXAMPLES,
        "The last example is left out of every epoch.",
        "one step for each example",
    ),
    "first_example_missing": (
        SMALL,
        EXAMPLES,
        "        x, y = x[1:], y[1:]\n" + EXAMPLES,
        "The first example is left out of every epoch.",
        "one step for each example",
    ),
    "backward_order": (
        TINY,
        EPOCH,
        "            self.train_epoch(x_train[::-1], y_train[::-1], debug)\n",
        "The examples are taken from the last to the first.",
        "the order of the file",
    ),
    "shuffled_by_epoch": (
        SMALL,
        EPOCH,
        "            np.random.seed(len(train_losses))\n"
        "            order = np.random.permutation(len(y_train))\n"
        "            self.train_epoch(x_train[order], y_train[order], debug)\n",
        "The examples are shuffled in each epoch.",
        "examples come in the order of the file, in every epoch",
    ),
    "one_epoch_too_many": (
        ONE,
        READY,
        "        self.train_epoch(x_train, y_train, debug)\n" + READY,
        "There is an epoch too many before the first cross-entropy.",
        "how many epochs are asked for",
    ),
    "every_epoch_twice": (
        ONE,
        EPOCH,
        EPOCH + EPOCH,
        "Each example is trained on twice in an epoch.",
        "one step for each example",
    ),
    "weights_set_back": (
        SIZE,
        EPOCH,
        "            self.linear1.w[:], self.linear2.w[:] = 0.0, 0.0\n" + EPOCH,
        "The weights are set back to their first values in every epoch.",
        "weights are drawn once",
    ),
    "trained_on_validation": (
        SIZE,
        EPOCH,
        "            self.train_epoch(x_validation, y_validation, debug)\n",
        "The network is trained on the validation data.",
        "which file is for training",
    ),
    "trained_on_both": (
        SIZE,
        EPOCH,
        EPOCH + "            self.train_epoch(x_validation, y_validation, debug)\n",
        "The network is trained on the validation data, too.",
        "which file is for training",
    ),
}

PRINTS = {
    "no_hidden_bias": fingerprint(2.250264435, 0.9, 0.9),
    "no_input_bias": fingerprint(2.173963897, 0.772, 0.78),
    "shuffled_by_epoch": fingerprint(2.141567091, 0.73, 0.72),
}

BUGS = tuple(
    KnownBug(
        id=name,
        problem="5.2",
        check=check,
        file=FILE,
        old=old,
        new=new,
        sentence=sentence,
        hint=hint,
        fingerprint=PRINTS.get(name, {}),
    )
    for name, (check, old, new, sentence, hint) in {**MOVES, **ORDER}.items()
)
