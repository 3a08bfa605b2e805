"""Known bugs of 4.2b: the classifier's scores, loss and gradients."""

from grader.model import KnownBug

P = "p = self.params\n"
FC1 = 'fc_forward(X, p["W1"], p["b1"])'
RELU = "active, relu = relu_forward(hidden)\n"
FC2 = 'scores, fc2 = fc_forward(active, p["W2"], p["b2"])\n'
BARE = "            return scores\n"
LOSS = "loss, dscores = softmax_loss(scores, y)\n"
GRADS2 = 'dactive, grads["W2"], grads["b2"] = fc_backward(dscores, fc2)\n'
GRADS1 = '_, grads["W1"], grads["b1"] = fc_backward(relu_backward(dactive, relu), fc1)\n'
SCORES_ARE = "what comes back without labels"
LOSS_IS = "what the loss is"
CHAIN = "the steps of the network, from the last to the first"
USE = ("4.2c", "4.2d")
E_MINUS = "np.exp(scores - scores.max(axis=1, keepdims=True))"

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
         "ReLU is left out: two layers in a row without it are a single linear one.",
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
        ("loss_summed", "loss", LOSS, LOSS + "        loss = loss * len(y)\n",
         "The loss is the sum over the batch instead of the mean.", LOSS_IS, ()),
        ("loss_divided_twice", "loss", LOSS, LOSS + "        loss = loss / len(y)\n",
         "The loss is divided by the number of rows once more: it is a mean already.",
         "what softmax_loss gives", ()),
        ("loss_by_classes", "loss", LOSS, LOSS + "        loss = loss / scores.shape[1]\n",
         "The loss is divided by the number of classes.", LOSS_IS, ()),
        ("loss_negative", "loss", LOSS, LOSS + "        loss = -loss\n",
         "The loss has the wrong sign.", LOSS_IS, ()),
        ("loss_doubled", "loss", LOSS, LOSS + "        loss = 2 * loss\n",
         "The loss is counted twice.", LOSS_IS, ()),
        ("loss_base_two", "loss", LOSS, LOSS + "        loss = loss / np.log(2.0)\n",
         "The loss takes the logarithm to base 2 instead of the natural one.", LOSS_IS, ()),
        ("loss_base_ten", "loss", LOSS, LOSS + "        loss = loss / np.log(10.0)\n",
         "The loss takes the logarithm to base 10 instead of the natural one.", LOSS_IS, ()),
        ("loss_perplexity", "loss", LOSS, LOSS + "        loss = np.exp(loss)\n",
         "The exponential of the loss comes back.", LOSS_IS, ()),
        ("loss_of_class_zero", "loss", LOSS,
         LOSS + "        loss, _ = softmax_loss(scores, 0 * y)\n",
         "The loss is that of class 0 in every row: the labels aren't used.", LOSS_IS, ()),
        ("labels_ignored", "loss", LOSS, LOSS.replace(", y)", ", 0 * y)"),
         "Class 0 is taken for every row: the labels aren't used.", LOSS_IS, ()),
        ("labels_predicted", "loss", LOSS, LOSS.replace(", y)", ", np.argmax(scores, axis=1))"),
         "The predicted classes are taken for the labels.", LOSS_IS, ()),
        ("loss_of_probabilities", "loss", LOSS, f"e = {E_MINUS}\n"
         "        probs = e / e.sum(axis=1, keepdims=True)\n"
         "        loss, dscores = softmax_loss(probs, y)\n",
         "The softmax is applied twice: softmax_loss gets probabilities instead of the scores.",
         "what softmax_loss is given", ()),
        ("loss_probability", "loss", LOSS, LOSS + f"        e = {E_MINUS}\n"
         "        loss = -np.mean((e / e.sum(axis=1, keepdims=True))[np.arange(len(y)), y])\n",
         "The loss averages probabilities without taking their logarithm.", LOSS_IS, ()),
        ("loss_squares", "loss", LOSS, LOSS + "        loss = np.mean((scores - "
         "np.eye(scores.shape[1])[y]) ** 2)\n",
         "The loss is the mean square: the cross-entropy is asked for.", LOSS_IS, ()),
        ("loss_first_row", "loss", LOSS,
         LOSS + "        loss, _ = softmax_loss(scores[:1], y[:1])\n",
         "The loss is that of the first row alone.", LOSS_IS, ()),
        ("loss_last_row", "loss", LOSS, LOSS + "        loss, _ = softmax_loss(scores[-1:], "
         "y[-1:])\n", "The loss is that of the last row alone.", LOSS_IS, ()),
        ("grads_divided_twice", "grads", LOSS, LOSS + "        dscores = dscores / len(y)\n",
         "The gradients are divided by the number of rows once more: softmax_loss has done that.",
         "what softmax_loss gives", ()),
        ("grads_summed", "grads", LOSS, LOSS + "        dscores = dscores * len(y)\n",
         "The gradients are those of the sum over the batch: the mean is missing.", LOSS_IS, ()),
        ("grads_negative", "grads", LOSS, LOSS + "        dscores = -dscores\n",
         "Every gradient has the wrong sign.", "what softmax_loss gives", ()),
        ("grads_times_loss", "grads", LOSS, LOSS + "        dscores = dscores * loss\n",
         "Every gradient is multiplied by the loss, which has no place there.", CHAIN, ()),
        ("grads_of_raw_scores", "grads", LOSS, LOSS + "        dscores = (scores - "
         "np.eye(scores.shape[1])[y]) / len(y)\n",
         "The gradient of the scores has scores where probabilities belong.",
         "what softmax_loss gives", ()),
        ("grads_of_raw_scores_summed", "grads", LOSS, LOSS + "        dscores = scores - "
         "np.eye(scores.shape[1])[y]\n",
         "The gradient of the scores has scores where probabilities belong, and isn't averaged.",
         "what softmax_loss gives", ()),
        ("grads_without_one", "grads", LOSS,
         LOSS + "        dscores[np.arange(len(y)), y] += 1.0 / len(y)\n",
         "The gradient of the scores holds the probabilities alone: the right class "
         "lacks its -1.", "what softmax_loss gives", ()),
        ("grads_scores_for_dscores", "grads", LOSS, LOSS + "        dscores = scores\n",
         "The backward pass starts from the scores instead of from their gradient.",
         "what softmax_loss gives", ()),
        ("relu_skipped", "grads", GRADS1, GRADS1.replace("relu_backward(dactive, relu)", "dactive"),
         "The backward pass skips ReLU: units that are off get a gradient.", CHAIN, ()),
        ("relu_of_scores", "grads", GRADS2, "dactive, grads[\"W2\"], grads[\"b2\"] = "
         "fc_backward(relu_backward(dscores, scores), fc2)\n",
         "The gradient of the scores goes through a ReLU: there is none behind the second layer.",
         CHAIN, ()),
        ("relu_mask_of_gradient", "grads", GRADS1, GRADS1.replace("relu)", "dactive)"),
         "The mask of ReLU is taken of the gradient instead of the hidden layer.",
         "what relu_backward is given", ()),
        ("w2_from_hidden", "grads", GRADS2, GRADS2.replace("fc2", '(hidden, p["W2"])'),
         "The gradient of W2 uses the hidden layer as it was before ReLU.",
         "what the second layer gets", ()),
        ("w2_zero", "grads", GRADS2, GRADS2 + '        grads["W2"] = 0 * p["W2"]\n',
         "The gradient of W2 is never filled: it is zero.", CHAIN, ()),
        ("b2_zero", "grads", GRADS2, GRADS2 + '        grads["b2"] = 0 * p["b2"]\n',
         "The gradient of b2 is never filled: it is zero.", CHAIN, ()),
        ("b2_mean", "grads", GRADS2, GRADS2 + '        grads["b2"] = dscores.mean(axis=0)\n',
         "The gradient of b2 is a mean over the rows where a sum belongs.", CHAIN, ()),
        ("w1_zero", "grads", GRADS1, GRADS1 + '        grads["W1"] = 0 * p["W1"]\n',
         "The gradient of W1 is never filled: it is zero.", CHAIN, ()),
        ("b1_zero", "grads", GRADS1, GRADS1 + '        grads["b1"] = 0 * p["b1"]\n',
         "The gradient of b1 is never filled: it is zero.", CHAIN, ()),
        ("biases_zero", "grads", GRADS1, GRADS1 + '        grads["b1"] = 0 * p["b1"]\n'
         '        grads["b2"] = 0 * p["b2"]\n',
         "The gradients of the biases are never filled: they are zero.", CHAIN, ()),
        ("b1_before_relu", "grads", GRADS1, GRADS1 + '        grads["b1"] = dactive.sum(axis=0)\n',
         "The gradient of b1 lacks the mask of ReLU.", CHAIN, ()),
        ("w1_before_relu", "grads", GRADS1, GRADS1 + '        grads["W1"] = X.T @ dactive\n',
         "The gradient of W1 lacks the mask of ReLU.", CHAIN, ()),
        ("first_layer_zero", "grads", GRADS1, GRADS1 + '        grads["W1"] = 0 * p["W1"]\n'
         '        grads["b1"] = 0 * p["b1"]\n',
         "The gradients of the first layer are never filled: they are zero.", CHAIN, ()),
        ("biases_crossed", "grads", GRADS1, GRADS1
         + '        grads["b1"], grads["b2"] = grads["b2"], grads["b1"]\n',
         "The gradients of b1 and b2 stand under each other's key.", "the keys of grads",
         (*USE, "4.2h")),
        ("weights_crossed", "grads", GRADS1, GRADS1
         + '        grads["W1"], grads["W2"] = grads["W2"], grads["W1"]\n',
         "The gradients of W1 and W2 stand under each other's key.", "the keys of grads",
         (*USE, "4.2h")),
        ("layers_crossed", "grads", GRADS1, GRADS1
         + '        grads = {k[0] + "21"[int(k[1]) - 1]: g for k, g in grads.items()}\n',
         "The gradients of the two layers stand under each other's keys.", "the keys of grads",
         (*USE, "4.2h")),
        ("grads_are_params", "grads", GRADS1, GRADS1 + "        grads = dict(p)\n",
         "The parameters themselves come back as gradients.", CHAIN, ()),
        ("weights_decay_always", "grads", GRADS1, GRADS1 + '        grads["W1"] = grads["W1"] + '
         'p["W1"]\n        grads["W2"] = grads["W2"] + p["W2"]\n',
         "The weights are added to their gradients although reg is 0.", "4.2h, with lambda 0", ()),
        ("accumulated", "grads", GRADS1, GRADS1 + "        self.sums = {k: "
         'getattr(self, "sums", {}).get(k, 0) + g for k, g in grads.items()}\n'
         "        grads = dict(self.sums)\n",
         "The gradients are added up from call to call.", "what grads holds", USE),
    )
)
