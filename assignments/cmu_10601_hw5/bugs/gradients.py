"""Known bugs of problem 5.2: how gradients are computed.

Fingerprints are those of training.py, in the same folder.
"""

from grader.model import KnownBug

from ._lines import FILE

TINY, SIZE, SMALL = "test_tiny_set", "test_tiny_size", "test_small_set"
ONE = "test_one_hidden_unit"


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
BACK = "        self.d_z = self.linear2.backward(self.d_b)\n"

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
        "alpha never changes: its step is missing, or its gradient is always 0.",
        "the gradient by z, and a step that changes both layers",
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
        "Nothing is learned: beta is never changed, its gradient is 0, or the label isn't in the "
        "gradient by b.",
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
        SIZE,
        ONE_HOT,
        ONE_HOT + "    d_b /= CLASSES\n",
        "The gradient is divided by the number of classes.",
        "J belongs to one example, and nothing is averaged",
    ),
    "one_hot_later": (
        SMALL,
        "    d_b[y] -= 1.0  #",
        "    d_b[(y + 1) % len(d_b)] -= 1.0  #",
        "The one of the one-hot vector stands one place too late.",
        "labels go from 0 to 9",
    ),
    "label_as_number": (
        SMALL,
        ONE_HOT,
        "    d_b = y_hat - y\n",
        "The number of the label is subtracted from all probabilities, not its one-hot vector.",
        "the gradient of cross-entropy through softmax",
    ),
    "probabilities_missing": (
        SMALL,
        ONE_HOT,
        "    d_b = np.zeros_like(y_hat)\n    d_b[y] = -1.0\n",
        "The gradient by b is minus the one-hot vector: the probabilities are missing in it.",
        "the gradient of cross-entropy through softmax",
    ),
    "only_right_probability": (
        SMALL,
        ONE_HOT,
        "    d_b = np.zeros_like(y_hat)\n    d_b[y] = -y_hat[y]\n",
        "The gradient by b is the probability at the label alone.",
        "the gradient of cross-entropy through softmax",
    ),
    "squared_error_without_softmax": (
        SMALL,
        ONE_HOT,
        ONE_HOT + "    d_b *= 2.0 * y_hat * (1.0 - y_hat)\n",
        "The gradient by b is that of a squared error with sigmoid outputs.",
        "the gradient of cross-entropy through softmax",
    ),
    "gradient_halved": (
        "test_seven_hidden_units",
        ONE_HOT,
        ONE_HOT + "    d_b *= 0.5\n",
        "Each step is half as large as it should be: the gradient, or the step, is halved.",
        "the gradient of cross-entropy through softmax",
    ),
    "sigmoid_slope_of_input": (
        SMALL,
        SLOPE,
        "        a = -np.log(1.0 / self.z - 1.0)\n        return d_z * a * (1.0 - a)\n",
        "The slope of the sigmoid is written with its input a instead of its output z.",
        "the derivative of the sigmoid, written with z",
    ),
    "sigmoid_slope_twice": (
        SMALL,
        SLOPE,
        "        return d_z * (self.z * (1.0 - self.z)) ** 2\n",
        "The slope of the sigmoid is multiplied in twice.",
        "the derivative of the sigmoid, written with z",
    ),
    "sigmoid_value_for_slope": (
        SMALL,
        SLOPE,
        "        return d_z * self.z * self.z\n",
        "The slope of the sigmoid has z where 1 - z belongs.",
        "the derivative of the sigmoid, written with z",
    ),
    "gradient_through_whole_beta": (
        "test_seven_hidden_units",
        PRODUCT,
        "        return self.w[:, 1:].T @ d_out + self.w[:, 0] @ d_out\n",
        "The bias of beta goes into the gradient by each hidden unit.",
        "the bias is column 0",
    ),
    "beta_gradient_of_a": (
        "test_seven_hidden_units",
        BACK,
        BACK + "        self.linear2.dw[:, 1:] = np.outer(self.d_b, self.a)\n",
        "Hidden units count as 0 where the sigmoid gives 1/2: it is missing, something else "
        "stands in its place, or beta's gradient takes a instead of z.",
        "what beta is multiplied by",
    ),
    "alpha_gradient_of_z": (
        "test_seven_hidden_units",
        "        self.linear1.weight_gradient(self.d_a)\n",
        "        self.linear1.weight_gradient(self.d_a * (self.linear2.x[1:] > 0.5))\n",
        "Hidden units whose a is not positive get no gradient, as with ReLU.",
        "the derivative of the sigmoid, written with z",
    ),
    "beta_gradient_doubled": (
        "test_seven_hidden_units",
        BACK,
        BACK + "        self.linear2.dw *= 2.0\n",
        "The step of beta is twice as large as it should be.",
        "the gradients of both layers",
    ),
    "alpha_gradient_doubled": (
        "test_seven_hidden_units",
        "        self.linear1.weight_gradient(self.d_a)\n",
        "        self.linear1.weight_gradient(2.0 * self.d_a)\n",
        "The step of alpha is twice as large as it should be.",
        "the gradients of both layers",
    ),
    "gradient_doubled": (
        SIZE,
        ONE_HOT,
        ONE_HOT + "    d_b *= 2.0\n",
        "Each step is twice as large as it should be: the gradient, or the step, is doubled.",
        "the gradient of cross-entropy through softmax",
    ),
}

PRINTS = {
    "beta_before_hidden_gradient": fingerprint(2.439378147, 0.802, 0.81),
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
    for name, (check, old, new, sentence, hint) in CHAIN.items()
)
