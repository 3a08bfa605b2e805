"""Known bugs of problem 5.2: other rules of updating, other rows, and constants out of place."""

from grader.model import KnownBug

from ._lines import CHANGE, EPOCH, GIVEN, MAIN, MOVED, STEPS, TAKEN

SIZE, SMALL = "test_tiny_size", "test_small_set"
ONE, SEVEN = "test_one_hidden_unit", "test_seven_hidden_units"

LOSSES = (
    "            train_losses.append(self.compute_loss(x_train, y_train))\n"
    "            validation_losses.append(self.compute_loss(x_validation, y_validation))\n"
)
PLAIN = "plain stochastic gradient descent"

TURNED_ROUND = """
def bottom(self, x):
    self.a = self.linear1.forward(x)
    z = self.sigmoid.forward(self.a)
    self.linear2.x = np.append(z, 1.0)
    self.b = self.linear2.w @ self.linear2.x
    return softmax(self.b)


def back(self, y, y_hat):
    self.d_b = d_softmax_cross_entropy(y, y_hat)
    self.d_z = self.linear2.backward(self.d_b)
    z = self.linear2.x[1:]
    self.d_a = self.d_z * z * (1.0 - z)
    self.linear1.weight_gradient(self.d_a)


def scores(self, x):
    z = 1.0 / (1.0 + np.exp(-(x @ self.linear1.w[:, 1:].T + self.linear1.w[:, 0])))
    return z @ self.linear2.w[:, :-1].T + self.linear2.w[:, -1]


NN.forward, NN.backward, NN.scores = bottom, back, scores
"""

RULES = {
    "constant_at_the_end": (
        SMALL,
        MAIN,
        f"{TURNED_ROUND.strip()}\n\n\n{MAIN}",
        "The constant 1 of z stands at its end in one place and at its beginning in another.",
        "the bias is column 0",
    ),
    "weights_replaced": (
        SMALL,
        TAKEN,
        CHANGE + "        self.w = -self.change\n",
        "The weights are replaced by the step instead of changed by it.",
        PLAIN,
    ),
    "momentum_of_mean": (
        ONE,
        TAKEN,
        "        self.v = 0.9 * getattr(self, 'v', 0.0) + 0.1 * self.dw\n"
        "        self.w -= self.learning_rate * self.v\n",
        "Steps carry on earlier ones, as with a momentum; plain steps are asked for here.",
        PLAIN,
    ),
    "adam": (
        ONE,
        TAKEN,
        "        self.t = getattr(self, 't', 0) + 1\n"
        "        self.m = 0.9 * getattr(self, 'm', 0.0) + 0.1 * self.dw\n"
        "        self.s = 0.999 * getattr(self, 's', 0.0) + 0.001 * self.dw**2\n"
        "        m, s = self.m / (1 - 0.9**self.t), self.s / (1 - 0.999**self.t)\n"
        "        self.w -= self.learning_rate * m / (np.sqrt(s) + 1e-8)\n",
        "Steps are scaled by what was before, as in Adam; plain steps are asked for here.",
        PLAIN,
    ),
    "adagrad_without_history": (
        ONE,
        TAKEN,
        "        self.s = getattr(self, 's', 0.0) + self.dw * self.dw\n"
        "        self.w -= self.learning_rate / (np.sqrt(self.s) + 1e-8) * self.dw\n",
        "Steps are scaled by what was before, as in Adagrad; plain steps are asked for here.",
        PLAIN,
    ),
    "rate_squared": (
        ONE,
        CHANGE,
        "        np.multiply(self.dw, self.learning_rate**2, out=self.change)\n",
        "The learning rate is multiplied in twice.",
        "w <- w - learning rate times gradient",
    ),
    "rate_times_epoch": (
        ONE,
        EPOCH,
        "            for layer in (self.linear1, self.linear2):\n"
        "                layer.first = getattr(layer, 'first', layer.learning_rate)\n"
        "                layer.learning_rate = layer.first * (len(train_losses) + 1)\n" + EPOCH,
        "The learning rate grows with the number of the epoch; it stays the same here.",
        PLAIN,
    ),
    "rate_halved_each_epoch": (
        ONE,
        LOSSES,
        LOSSES + "            self.linear1.learning_rate /= 2\n"
        "            self.linear2.learning_rate /= 2\n",
        "The learning rate is halved after each epoch; it stays the same here.",
        PLAIN,
    ),
    "rate_falls_with_the_root": (
        ONE,
        EPOCH,
        "            for layer in (self.linear1, self.linear2):\n"
        "                layer.first = getattr(layer, 'first', layer.learning_rate)\n"
        "                layer.learning_rate = layer.first / np.sqrt(len(train_losses) + 1)\n"
        + EPOCH,
        "The learning rate falls from epoch to epoch; it stays the same here.",
        PLAIN,
    ),
    "gradients_add_up_in_an_epoch": (
        ONE,
        MOVED,
        "            for layer in (self.linear1, self.linear2):\n"
        "                before = getattr(layer, 'sums', 0.0) if number > 1 else 0.0\n"
        "                layer.sums = layer.dw = layer.dw + before\n" + MOVED,
        "Gradients are added to those of earlier examples instead of being set back to zero.",
        "a step has the gradient of one example",
    ),
    "beta_added_after_alpha": (
        SEVEN,
        STEPS,
        "        self.linear1.step()\n"
        "        x = self.linear1.w @ self.linear1.x\n"
        "        self.linear2.weight_gradient(self.d_b)\n"
        "        self.linear2.dw[:, 1:] = np.outer(self.d_b, 1.0 / (1.0 + np.exp(-x)))\n"
        "        self.linear2.step()\n",
        "alpha is updated before the gradient of beta is computed: z is that of new weights.",
        "both gradients of a step belong to the weights before the step",
    ),
    "constant_in_x_twice": (
        SEVEN,
        GIVEN,
        "    return np.insert(rows[:, 1:], 0, 1.0, axis=1), rows[:, 0].astype(int)\n",
        "The constant 1 stands in x twice, so that the hidden layer has two biases.",
        "column 0 of alpha on the tiny set, after the second step",
    ),
    "rows_sorted_by_label": (
        SEVEN,
        EPOCH,
        "            order = np.argsort(y_train, kind='stable')\n"
        "            self.train_epoch(x_train[order], y_train[order], debug)\n",
        "The examples are sorted by their labels before training.",
        "examples come in the order of the file",
    ),
    "first_example_only": (
        SEVEN,
        EPOCH,
        "            self.train_epoch(x_train[:1], y_train[:1], debug)\n",
        "Each epoch takes a step for the first example only.",
        "one step for each example",
    ),
    "every_step_for_the_first": (
        SEVEN,
        EPOCH,
        "            n = len(y_train)\n"
        "            x_first = np.repeat(x_train[:1], n, axis=0)\n"
        "            self.train_epoch(x_first, np.repeat(y_train[:1], n), debug)\n",
        "Every step of an epoch is for the first example.",
        "one step for each example",
    ),
}

BUGS = tuple(
    KnownBug(
        id=name,
        problem="5.2",
        check=check,
        file="neuralnet.py",
        old=old,
        new=new,
        sentence=sentence,
        hint=hint,
        also=("5.1", "5.3", "5.4", "5.5"),
    )
    for name, (check, old, new, sentence, hint) in RULES.items()
)
