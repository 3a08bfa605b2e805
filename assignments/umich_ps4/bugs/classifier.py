"""Known bugs of 4.2b: the classifier's scores."""

from grader.model import KnownBug

from ._lines import E_MINUS, USE

P = "p = self.params\n"
FC1 = 'fc_forward(X, p["W1"], p["b1"])'
RELU = "active, relu = relu_forward(hidden)\n"
FC2 = 'scores, fc2 = fc_forward(active, p["W2"], p["b2"])\n'
BARE = "            return scores\n"
SCORES_ARE = "what comes back without labels"

# fmt: off
BUGS = tuple(
    KnownBug(
        id=f"net_{id}", problem="4.2b", check=f"test_classifier_{check}", file="backprop.py",
        old=old, new=new, sentence=sentence, hint=hint, also=also,
    )
    for id, check, old, new, sentence, hint, also in (
        ("probabilities", "scores", BARE, f"            e = {E_MINUS}\n"
         "            return e / e.sum(axis=1, keepdims=True)\n",
         "Probabilities come back: the scores before the softmax are asked for.", SCORES_ARE, ()),
        ("log_probabilities", "scores", BARE, f"            e = {E_MINUS}\n"
         "            return np.log(e / e.sum(axis=1, keepdims=True))\n",
         "Logarithms of probabilities come back: the scores before the softmax are asked for.",
         SCORES_ARE, ()),
        ("exponentials", "scores", BARE, "            return np.exp(scores)\n",
         "Exponentials of the scores come back.", SCORES_ARE, ()),
        ("shifted", "scores", BARE,
         "            return scores - scores.max(axis=1, keepdims=True)\n",
         "The largest score is taken off each row.", SCORES_ARE, ()),
        ("classes", "scores", BARE, "            return np.argmax(scores, axis=1)\n",
         "The predicted classes come back: the scores are asked for.", SCORES_ARE, USE),
        ("one_hot", "scores", BARE, "            return np.eye(scores.shape[1])[np.argmax(scores, "
         "axis=1)]\n", "The predicted classes come back, as rows with a single 1: the scores are "
         "asked for.", SCORES_ARE, USE),
        ("hidden_returned", "scores", BARE, "            return active\n",
         "The hidden layer comes back: the scores are asked for.", SCORES_ARE, USE),
        ("no_relu", "scores", RELU, "active, relu = hidden, np.ones_like(hidden)\n",
         "The second layer gets the hidden layer as it was before ReLU.",
         "the layers of the network", ()),
        ("no_relu_forward", "scores", FC2, FC2.replace("(active", "(hidden"),
         "The second layer gets the hidden layer as it was before ReLU.",
         "the layers of the network", ()),
        ("relu_on_scores", "scores", BARE, "            return np.maximum(scores, 0)\n",
         "A second ReLU is put on the scores.", "the layers of the network", ()),
        ("relu_on_scores_always", "scores", FC2, FC2 + "        scores, _ = relu_forward(scores)\n",
         "A second ReLU is put on the scores.", "the layers of the network", ()),
        ("relu_on_inputs", "scores", FC1, FC1.replace("X", "relu_forward(X)[0]"),
         "ReLU is put on the inputs as well.", "the layers of the network", ()),
        ("tanh", "scores", FC2, FC2.replace("active", "np.tanh(hidden)"),
         "The hyperbolic tangent stands where ReLU belongs.", "the layers of the network", ()),
        ("sigmoid", "scores", FC2, FC2.replace("active", "1 / (1 + np.exp(-hidden))"),
         "The logistic function stands where ReLU belongs.", "the layers of the network", ()),
        ("relu_first", "scores", "hidden, fc1 = " + FC1 + "\n        " + RELU + "        " + FC2,
         "active, relu = relu_forward(X)\n        hidden, fc1 = " + FC1.replace("X", "active")
         + "\n        " + FC2.replace("(active", "(hidden"),
         "ReLU stands in front of the first layer instead of behind it.",
         "the layers of the network", USE),
        ("relu_last", "scores", "        " + RELU + "        " + FC2,
         '        scores, fc2 = fc_forward(hidden, p["W2"], p["b2"])\n'
         "        scores, relu = relu_forward(scores)\n",
         "ReLU stands behind the second layer instead of behind the first.",
         "the layers of the network", USE),
        ("batch_centred", "scores", FC1, FC1.replace("X", "X - X.mean(axis=0)"),
         "The mean of the batch is taken off the inputs: the scores of a row then depend on the "
         "other rows.", "the layers of the network", ()),
        ("batch_scaled", "scores", FC1,
         FC1.replace("X", "(X - X.mean(axis=0)) / (X.std(axis=0) + 1e-8)"),
         "The inputs are brought to mean 0 and deviation 1 over the batch: the scores of a row "
         "then depend on the other rows.", "the layers of the network", ()),
        ("rows_scaled", "scores", FC1,
         FC1.replace("X", "X / np.linalg.norm(X, axis=1, keepdims=True)"),
         "Each row of inputs is divided by its norm.", "the layers of the network", ()),
        ("rows_centred", "scores", FC1, FC1.replace("X", "X - X.mean(axis=1, keepdims=True)"),
         "The mean of each row is taken off the inputs.", "the layers of the network", ()),
        ("pixels_scaled", "scores", FC1, FC1.replace("X", "X / 255.0"),
         "The inputs are divided by 255 in the network: `prepare` has done that already.",
         "the layers of the network", ()),
        ("leaky", "scores", FC2,
         FC2.replace("active", "np.where(hidden > 0, hidden, 0.01 * hidden)"),
         "A leaky ReLU stands where ReLU belongs.", "the layers of the network", ()),
        ("relu_twice", "scores", RELU, RELU + "        active = active + np.maximum(hidden, 0)\n",
         "The hidden layer is added twice.", "the layers of the network", ()),
        ("dropout", "scores", FC2, FC2.replace("active", "0.5 * active"),
         "The hidden layer is halved, as by dropout.", "the layers of the network", ()),
        ("b2_twice", "scores", BARE, '            return scores + p["b2"]\n',
         "The second biases are added once more.", "the layers of the network", ()),
        ("negative_scores", "scores", BARE, "            return -scores\n",
         "The scores come back with the wrong sign.", SCORES_ARE, ()),
        ("scores_summed", "scores", BARE, "            return scores / len(X)\n",
         "The scores are divided by the number of rows.", SCORES_ARE, ()),
        ("scores_by_column", "scores", BARE,
         "            e = np.exp(scores - scores.max())\n            return e / e.sum(axis=0)\n",
         "Probabilities come back, and they are taken over the rows: the scores before the softmax "
         "are asked for.", SCORES_ARE, ()),
        ("scores_normed", "scores", BARE,
         "            return scores / np.abs(scores).sum(axis=1, keepdims=True)\n",
         "Each row of scores is scaled.", SCORES_ARE, ()),
        ("hidden_before_relu", "scores", BARE, "            return hidden\n",
         "The hidden layer before ReLU comes back: the scores are asked for.", SCORES_ARE, USE),
        ("no_b1", "scores", FC1, FC1.replace(', p["b1"]', ', 0 * p["b1"]'),
         "The first biases are not used.", "the layers of the network", ()),
        ("no_b2", "scores", FC2, FC2.replace(', p["b2"]', ', 0 * p["b2"]'),
         "The second biases are not used.", "the layers of the network", ()),
        ("no_biases", "scores", 'hidden, fc1 = fc_forward(X, p["W1"], p["b1"])\n        ' + RELU
         + "        " + FC2, 'hidden, fc1 = fc_forward(X, p["W1"], 0 * p["b1"])\n        ' + RELU
         + "        " + FC2.replace(', p["b2"]', ', 0 * p["b2"]'),
         "No biases are used.", "the layers of the network", ()),
        ("kept_from_first_call", "scores", P,
         'self.first = getattr(self, "first", dict(self.params))\n        p = self.first\n',
         "The parameters of an earlier time are used: each call has to use what is in params at "
         "that moment.", "what each call uses", (*USE, "4.2g", "4.2h")),
        ("kept_w1_from_first_call", "scores", P,
         'self.first = getattr(self, "first", self.params["W1"])\n'
         '        p = {**self.params, "W1": self.first}\n',
         "W1 of an earlier time is used: each call has to use what is in params at that moment.",
         "what each call uses", (*USE, "4.2g", "4.2h")),
    )
)
