"""Known bugs of cmu_10601_hw5: each turns the reference into what students hand in by mistake.

Fingerprints are of the small set, two epochs from zero weights, four hidden units, learning rate
0.1: cross-entropy on the training data after the first epoch, and both errors after the last.
"""

from grader.model import KnownBug

PROGRAM, TIME, ANSWERS = "neuralnet.py", "bptt.py", "answers.toml"


def fingerprint(loss: float, error_train: float, error_validation: float) -> dict[str, float]:
    """Numbers of a run on the small set, by name."""
    return {
        "crossentropy(train), epoch 1": loss,
        "error(train)": error_train,
        "error(validation)": error_validation,
    }


STEPS = "        self.linear1.step()\n        self.linear2.step()\n"
EPOCH = "            self.train_epoch(x_train, y_train, debug)\n"
LOSSES = """\
            self.train_epoch(x_train, y_train, debug)
            train_losses.append(self.compute_loss(x_train, y_train))
"""

TRAINING = (
    KnownBug(
        id="beta_before_hidden_gradient",
        problem="5.2",
        check="test_small_set",
        file=PROGRAM,
        old="        self.d_z = self.linear2.backward(self.d_b)\n",
        new="""\
        self.linear2.weight_gradient(self.d_b)
        self.linear2.step()
        self.d_z = self.linear2.backward(self.d_b)
        self.linear2.dw[:] = 0.0
""",
        sentence="beta is updated before the gradient of the hidden layer is computed with it.",
        hint="All gradients of a step belong to the weights of its forward pass: update last.",
        fingerprint=fingerprint(2.439378147, 0.802, 0.81),
    ),
    KnownBug(
        id="no_hidden_bias",
        problem="5.2",
        check="test_small_set",
        file=PROGRAM,
        old=STEPS,
        new=STEPS + "        self.linear2.w[:, 0] = 0.0\n",
        sentence="The output layer has no bias that learns: z misses its constant 1.",
        hint="Look at column 0 of beta on the tiny set, after the first step.",
        fingerprint=fingerprint(2.250264435, 0.9, 0.9),
    ),
    KnownBug(
        id="no_input_bias",
        problem="5.2",
        check="test_small_set",
        file=PROGRAM,
        old=STEPS,
        new=STEPS + "        self.linear1.w[:, 0] = 0.0\n",
        sentence="The hidden layer has no bias that learns, or it is set back in every step.",
        hint="Look at column 0 of alpha on the tiny set, after the second step.",
        fingerprint=fingerprint(2.173963897, 0.772, 0.78),
    ),
    KnownBug(
        id="shuffled_by_epoch",
        problem="5.2",
        check="test_small_set",
        file=PROGRAM,
        old=EPOCH,
        new="""\
            np.random.seed(len(train_losses))
            order = np.random.permutation(len(y_train))
            self.train_epoch(x_train[order], y_train[order], debug)
""",
        sentence="The examples are shuffled in each epoch.",
        hint="Here examples come in the order of the file, in every epoch.",
        fingerprint=fingerprint(2.141567091, 0.73, 0.72),
    ),
    KnownBug(
        id="sigmoid_slope_missing",
        problem="5.2",
        check="test_small_set",
        file=PROGRAM,
        old="        return d_z * self.z * (1.0 - self.z)  # dz/da = z (1 - z)\n",
        new="        return d_z\n",
        sentence="The gradient passes the sigmoid without its slope.",
        hint="The derivative of the sigmoid can be written with z alone.",
    ),
    KnownBug(
        id="wrong_bias_column",
        problem="5.2",
        check="test_small_set",
        file=PROGRAM,
        old="        return self.w[:, 1:].T @ d_out\n",
        new="        return self.w[:, :-1].T @ d_out\n",
        sentence="The gradient by z leaves out the last column of beta instead of the bias.",
        hint="The bias is column 0.",
    ),
)

RESULTS = (
    KnownBug(
        id="loss_during_epoch",
        problem="5.3",
        check="test_losses_after_the_epoch",
        file=PROGRAM,
        old=LOSSES,
        new="""\
            total = 0.0
            for pixels, label in zip(x_train, y_train, strict=True):
                total += cross_entropy(label, self.forward(pixels))
                self.train_epoch(pixels[np.newaxis], label[np.newaxis])
            train_losses.append(float(total) / len(y_train))
""",
        sentence="The training cross-entropy is added up during the epoch, while weights change.",
        hint="Both cross-entropies are of the network after the epoch: go through the data again.",
        fingerprint={
            **fingerprint(2.30697795, 0.77, 0.78),
            "crossentropy(validation), epoch 1": 2.18827302588,
        },
    ),
    KnownBug(
        id="loss_is_a_sum",
        problem="5.3",
        check="test_losses_are_means",
        file=PROGRAM,
        old="        return float(np.mean(np.log(",
        new="        return float(np.sum(np.log(",
        sentence="The cross-entropies are summed over the rows instead of averaged.",
        hint="Divide by the number of rows of the set.",
        also=("5.1", "5.5"),
    ),
    KnownBug(
        id="labels_without_sigmoid",
        problem="5.4",
        check="test_labels",
        file=PROGRAM,
        old="        labels = self.scores(x).argmax(axis=1)\n",
        new="""\
        a = x @ self.linear1.w[:, 1:].T + self.linear1.w[:, 0]
        labels = (a @ self.linear2.w[:, 1:].T + self.linear2.w[:, 0]).argmax(axis=1)
""",
        sentence="Labels are predicted without the sigmoid of the hidden layer.",
        hint="Prediction goes through the same forward pass as training.",
        fingerprint=fingerprint(2.18506276114, 0.802, 0.81),
    ),
    KnownBug(
        id="largest_index_on_ties",
        problem="5.4",
        check="test_ties",
        file=PROGRAM,
        old="        labels = self.scores(x).argmax(axis=1)\n",
        new="        labels = CLASSES - 1 - self.scores(x)[:, ::-1].argmax(axis=1)\n",
        sentence="Of equally probable classes the largest index is predicted.",
        hint="The task text asks for the smallest.",
    ),
    KnownBug(
        id="error_is_accuracy",
        problem="5.4",
        check="test_errors",
        file=PROGRAM,
        old="float(np.mean(labels != y))",
        new="float(np.mean(labels == y))",
        sentence="The error is the fraction of right labels.",
        hint="The error is the fraction of wrong ones.",
    ),
)

DATA = (
    KnownBug(
        id="random_bias",
        problem="5.1",
        check="test_random_bias",
        file=PROGRAM,
        old="        self.w[:, 1:] = weight_init_fn((output_size, input_size))\n",
        new="        self.w[:] = weight_init_fn((output_size, input_size + 1))\n",
        sentence="Random initialisation fills the bias column too.",
        hint="The bias, column 0 of alpha and beta, begins at zero with both flags.",
    ),
    KnownBug(
        id="one_sided_weights",
        problem="5.1",
        check="test_random_weights",
        file=PROGRAM,
        old="uniform(-0.1, 0.1, shape)",
        new="uniform(0.0, 0.1, shape)",
        sentence="Random weights don't come from the whole interval.",
        hint="They are uniform between -0.1 and 0.1.",
    ),
    KnownBug(
        id="columns_129",
        problem="5.5",
        check="test_other_widths",
        file=PROGRAM,
        old="    return np.ascontiguousarray(rows[:, 1:]), rows[:, 0].astype(int)\n",
        new="""\
    x = np.zeros((len(rows), 128))
    x[:] = rows[:, 1:129]
    return x, rows[:, 0].astype(int)
""",
        sentence="The number of columns, 129, is written into the program.",
        hint="Take the number of pixels from the file.",
        also=("5.2",),
    ),
    KnownBug(
        id="classes_from_data",
        problem="5.5",
        check="test_absent_classes",
        file=PROGRAM,
        old="    net = NN(x.shape[1], args.hidden_units, CLASSES, init, args.learning_rate)\n",
        new="""\
    classes = int(max(y.max(), y_validation.max())) + 1
    net = NN(x.shape[1], args.hidden_units, classes, init, args.learning_rate)
""",
        sentence="The number of classes is taken from the labels in the data.",
        hint="There are always ten, also where some don't occur.",
    ),
    KnownBug(
        id="integer_pixels",
        problem="5.5",
        check="test_fractional_pixels",
        file=PROGRAM,
        old='    rows = np.loadtxt(path, delimiter=",", ndmin=2)\n',
        new='    rows = np.floor(np.loadtxt(path, delimiter=",", ndmin=2))\n',
        sentence="Pixels are read as whole numbers.",
        hint="A pixel may be a fraction.",
    ),
    KnownBug(
        id="one_row_read_flat",
        problem="5.5",
        check="test_one_row",
        file=PROGRAM,
        old='    rows = np.loadtxt(path, delimiter=",", ndmin=2)\n',
        new='    rows = np.loadtxt(path, delimiter=",")\n',
        sentence="A file with one row is read as a vector.",
        hint="Look at the shape of what the reading function gives for one row.",
    ),
    KnownBug(
        id="named_test",
        problem="5.6",
        check="test_metrics_format",
        file=PROGRAM,
        old='    names = ("train", "validation")\n',
        new='    names = ("train", "test")\n',
        sentence="The metrics say (test) where (validation) is asked for.",
        hint="Compare with the lines in the task text, letter by letter.",
    ),
)

THROUGH_TIME = (
    KnownBug(
        id="bptt_first_state_too_early",
        problem="3.4",
        check="test_bptt_many_steps",
        file=TIME,
        old="    h = h0 + np.cumsum(x @ U.T, axis=0)  # h(n) = h(0) + U (x(1) + ... + x(n))\n",
        new="    h = np.vstack([h0, h0 + np.cumsum(x @ U.T, axis=0)])[:-1]\n",
        sentence="dV is built from the states one step too early.",
        hint="o(n) comes from h(n), not from h(n-1).",
    ),
    KnownBug(
        id="bptt_forgets_later_steps",
        problem="3.4",
        check="test_bptt_many_steps",
        file=TIME,
        old="    dh = np.cumsum((do @ V)[::-1], axis=0)[::-1]\n",
        new="    dh = do @ V\n",
        sentence="dh leaves out that later states depend on h(n).",
        hint="h(n) goes into o(n) and into h(n+1).",
    ),
    KnownBug(
        id="bptt_sums_forward",
        problem="3.4",
        check="test_bptt_many_steps",
        file=TIME,
        old="    dh = np.cumsum((do @ V)[::-1], axis=0)[::-1]\n",
        new="    dh = np.cumsum(do @ V, axis=0)\n",
        sentence="The gradient runs with time instead of backward.",
        hint="Begin at the last step, which nothing comes after.",
    ),
    KnownBug(
        id="recurrence_not_transposed",
        problem="3.5",
        check="test_bptt_general_steps",
        file=TIME,
        old="        dh[n] = V.T @ do[n] + W.T @ dh[n + 1]\n",
        new="        dh[n] = V.T @ do[n] + W @ dh[n + 1]\n",
        sentence="The gradient goes back through W without its transpose.",
        hint="Write one entry of h(n+1) as a sum and differentiate it.",
    ),
    KnownBug(
        id="recurrent_gradient_with_new_state",
        problem="3.5",
        check="test_bptt_general_steps",
        file=TIME,
        old="dh.T @ h[:-1], dh.T @ x, dh\n",
        new="dh.T @ h[1:], dh.T @ x, dh\n",
        sentence="dW pairs the gradient of a state with the state itself.",
        hint="W is multiplied by the state before.",
    ),
)

ON_PAPER = (
    KnownBug(
        id="three_filters_counted",
        problem="1.7",
        check="test_unshared_colour",
        file=ANSWERS,
        old='"1.7" = 17328',
        new='"1.7" = 51984',
        sentence="This counts three filters.",
        hint="The layer has one filter, which spans all three colours.",
    ),
    KnownBug(
        id="sine_sign_lost",
        problem="2.3",
        check="test_dz2",
        file=ANSWERS,
        old='"2.3" = "-dJ/dy2 * m22 * sin(z2)"',
        new='"2.3" = "dJ/dy2 * m22 * sin(z2)"',
        sentence="The derivative of the cosine has another sign.",
        hint="cos falls from 0 on.",
    ),
    KnownBug(
        id="outer_product_turned",
        problem="3.3b",
        check="test_any_steps_v",
        file=ANSWERS,
        old='"3.3b" = "sum(n=1..N, do(n) h(n).T)"',
        new='"3.3b" = "sum(n=1..N, h(n) do(n).T)"',
        sentence="The transpose stands at the wrong factor of the outer product.",
        hint="The gradient has the shape of V.",
    ),
    KnownBug(
        id="sum_from_n",
        problem="3.3c",
        check="test_any_steps_u",
        file=ANSWERS,
        old='"3.3c" = "sum(n=1..N, dh(n) x(n).T)"',
        new='"3.3c" = "sum(n=2..N, dh(n) x(n).T)"',
        sentence="The sum leaves out steps.",
        hint="U is used in every step from 1 to N.",
    ),
)

BUGS = (*TRAINING, *RESULTS, *DATA, *THROUGH_TIME, *ON_PAPER)
