"""Known bugs of problem 5.2: how gradients are computed and steps are taken.

Fingerprints are of the small set, two epochs from zero weights, four hidden units, learning rate
0.1: cross-entropy on the training data after the first epoch, and both errors after the last.
"""

from grader.model import KnownBug

FILE = "neuralnet.py"
TINY, SIZE, SMALL = "test_tiny_set", "test_tiny_size", "test_small_set"
ONE, SEVEN = "test_one_hidden_unit", "test_seven_hidden_units"


def fingerprint(loss: float, error_train: float, error_validation: float) -> dict[str, float]:
    """Numbers of a run on the small set, by name."""
    return {
        "crossentropy(train), epoch 1": loss,
        "error(train)": error_train,
        "error(validation)": error_validation,
    }


SLOPE = "        return d_z * self.z * (1.0 - self.z)  # dz/da = z (1 - z)\n"
AT_Z = "        z = 1.0 / (1.0 + np.exp(-self.z))\n        return d_z * z * (1.0 - z)\n"
PRODUCT = "        return self.w[:, 1:].T @ d_out\n"
ONE_HOT = "    d_b = y_hat.copy()\n    d_b[y] -= 1.0  # dJ/db_k = y_hat_k - [k = y]\n"
OUTER = (
    "        np.multiply(d_out[:, np.newaxis], self.x, out=self.dw)  # dJ/dw = dJ/dout [1, x]^T\n"
)
CHANGE = "        np.multiply(self.dw, self.learning_rate, out=self.change)\n"
TAKEN = CHANGE + "        self.w -= self.change\n"
STEPS = "        self.linear1.step()\n        self.linear2.step()\n"
BACK = "        self.d_z = self.linear2.backward(self.d_b)\n"
FIRST = "        self.linear1.weight_gradient(self.d_a)\n"
EXAMPLES = (
    "        for number, (pixels, label) in enumerate(zip(x, y.tolist(), strict=True), start=1):\n"
)
MOVED = "            self.step()\n            if debug:\n"
EPOCH = "            self.train_epoch(x_train, y_train, debug)\n"
READY = "        train_losses, validation_losses = [], []\n"

CHAIN = {
    "beta_before_hidden_gradient": (
        SMALL,
        BACK,
        "        self.linear2.weight_gradient(self.d_b)\n"
        "        self.linear2.step()\n"
        "        self.d_z = self.linear2.backward(self.d_b)\n"
        "        self.linear2.dw[:] = 0.0\n",
        "beta is updated before the gradient of the hidden layer is computed with it.",
        "both gradients of a step belong to the weights before the step",
    ),
    "sigmoid_slope_missing": (
        TINY,
        SLOPE,
        "        return d_z\n",
        "The gradient passes the sigmoid without its slope.",
        "the derivative of the sigmoid, written with z",
    ),
    "sigmoid_slope_at_z": (
        TINY,
        SLOPE,
        AT_Z,
        "The slope of the sigmoid is taken at z as if z were a: the sigmoid is applied twice.",
        "the derivative of the sigmoid, written with z",
    ),
    "sigmoid_slope_of_tanh": (
        TINY,
        SLOPE,
        "        return d_z * (1.0 - self.z * self.z)\n",
        "The slope of tanh is taken for that of the sigmoid.",
        "the derivative of the sigmoid, written with z",
    ),
    "sigmoid_slope_half_z": (
        SIZE,
        SLOPE,
        "        return d_z * self.z\n",
        "The slope of the sigmoid has lost its factor 1 - z.",
        "the derivative of the sigmoid, written with z",
    ),
    "sigmoid_slope_half_one": (
        SIZE,
        SLOPE,
        "        return d_z * (1.0 - self.z)\n",
        "The slope of the sigmoid has lost its factor z.",
        "the derivative of the sigmoid, written with z",
    ),
    "sigmoid_slope_sign": (
        SIZE,
        SLOPE,
        "        return d_z * self.z * (self.z - 1.0)\n",
        "The gradient passes the sigmoid with the wrong sign, of its slope or of its exponent.",
        "the derivative of the sigmoid, written with z",
    ),
    "sigmoid_slope_plus": (
        SIZE,
        SLOPE,
        "        return d_z * self.z * (1.0 + self.z)\n",
        "The slope of the sigmoid has a plus where a minus belongs.",
        "the derivative of the sigmoid, written with z",
    ),
    "wrong_bias_column": (
        SMALL,
        PRODUCT,
        "        return self.w[:, :-1].T @ d_out\n",
        "The gradient by z leaves out the last column of beta instead of the bias.",
        "the bias is column 0",
    ),
    "hidden_without_beta": (
        SIZE,
        PRODUCT,
        "        return np.full(self.w.shape[1] - 1, d_out.sum())\n",
        "The gradient by z is summed over the classes without the weights beta.",
        "how b depends on z",
    ),
    "one_hot_shifted": (
        TINY,
        "    d_b[y] -= 1.0  #",
        "    d_b[y - 1] -= 1.0  #",
        "The one of the one-hot vector stands one place too early, as if labels began at 1.",
        "labels go from 0 to 9",
    ),
    "one_hot_missing": (
        TINY,
        ONE_HOT,
        "    d_b = y_hat.copy()\n",
        "The gradient by b leaves out the one-hot vector: the label is not in it.",
        "the gradient of cross-entropy through softmax",
    ),
    "one_hot_alone": (
        SIZE,
        ONE_HOT,
        "    d_b = np.zeros_like(y_hat)\n    d_b[y] = y_hat[y] - 1.0\n",
        "The gradient by b is zero for all classes but the right one.",
        "the gradient of cross-entropy through softmax",
    ),
    "uphill": (
        TINY,
        ONE_HOT,
        "    d_b = -y_hat\n    d_b[y] += 1.0\n",
        "Every step goes up the gradient: a sign is turned.",
        "w <- w - learning rate times gradient",
    ),
    "only_cross_entropy": (
        SIZE,
        ONE_HOT,
        "    d_b = np.zeros_like(y_hat)\n    d_b[y] = -1.0 / y_hat[y]\n",
        "The gradient by yhat is taken for that by b: the softmax isn't differentiated.",
        "the gradient of cross-entropy through softmax",
    ),
    "softmax_slope_on_top": (
        TINY,
        ONE_HOT,
        ONE_HOT + "    d_b *= y_hat * (1.0 - y_hat)\n",
        "The gradient by b is multiplied by the diagonal of the softmax's derivative once more; "
        "yhat minus one-hot has it already.",
        "the gradient of cross-entropy through softmax",
    ),
    "softmax_jacobian_on_top": (
        ONE,
        ONE_HOT,
        ONE_HOT + "    d_b = y_hat * (d_b - y_hat @ d_b)\n",
        "The gradient by b is that of a squared error, or goes through the softmax twice.",
        "the gradient of cross-entropy through softmax",
    ),
    "gradient_by_classes": (
        TINY,
        ONE_HOT,
        ONE_HOT + "    d_b /= CLASSES\n",
        "The gradient is divided by the number of classes.",
        "J belongs to one example, and nothing is averaged",
    ),
    "gradient_doubled": (
        SIZE,
        ONE_HOT,
        ONE_HOT + "    d_b *= 2.0\n",
        "The gradient is twice as large as it should be.",
        "the gradient of cross-entropy through softmax",
    ),
}

MOVES = {
    "no_hidden_bias": (
        SMALL,
        STEPS,
        STEPS + "        self.linear2.w[:, 0] = 0.0\n",
        "The output layer has no bias that learns: z misses its constant 1.",
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
        "beta is never changed: the output layer doesn't learn.",
        "a step changes both layers",
    ),
    "alpha_uphill": (
        ONE,
        "        self.linear1.step()\n",
        "        self.linear1.dw *= -1\n        self.linear1.step()\n",
        "alpha goes up its gradient, by a wrong sign on the way or in the step.",
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
        ONE,
        CHANGE,
        "        np.multiply(self.dw, 0.1, out=self.change)\n",
        "The learning rate is fixed at 0.1 and not taken from the arguments.",
        "the order of the arguments",
    ),
    "rate_fixed_hundredth": (
        ONE,
        CHANGE,
        "        np.multiply(self.dw, 0.01, out=self.change)\n",
        "The learning rate is fixed at 0.01 and not taken from the arguments.",
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
        TINY,
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
        TINY,
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
        TINY,
        MOVED,
        "            self.linear1.dw /= len(x)\n            self.linear2.dw /= len(x)\n" + MOVED,
        "The gradient of each example is divided by the number of examples.",
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
        TINY,
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
    "beta_before_hidden_gradient": fingerprint(2.439378147, 0.802, 0.81),
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
    for name, (check, old, new, sentence, hint) in {**CHAIN, **MOVES, **ORDER}.items()
)
