"""Known bugs of 4.2b: the classifier's gradients."""

from grader.model import KnownBug

from ._lines import E_MINUS, LOSS, LOSS_IS, USE

GRADS2 = 'dactive, grads["W2"], grads["b2"] = fc_backward(dscores, fc2)\n'
GRADS1 = '_, grads["W1"], grads["b1"] = fc_backward(relu_backward(dactive, relu), fc1)\n'
CHAIN = "the steps of the network, from the last to the first"

# fmt: off
BUGS = tuple(
    KnownBug(
        id=f"net_{id}", problem="4.2b", check=f"test_classifier_{check}", file="backprop.py",
        old=old, new=new, sentence=sentence, hint=hint, also=also,
    )
    for id, check, old, new, sentence, hint, also in (
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
         "The gradient is cut off where it is negative itself, instead of where the "
         "hidden layer was.",
         "what relu_backward is given", ()),
        ("w2_from_hidden", "grads", GRADS2, GRADS2.replace("fc2", '(hidden, p["W2"])'),
         "The gradient of W2 uses the hidden layer as it was before ReLU.",
         "what the second layer gets", ()),
        ("relu_arguments", "grads", GRADS1, GRADS1.replace("(dactive, relu)", "(relu, dactive)"),
         "relu_backward gets its arguments in each other's place.", "what relu_backward is given",
         ()),
        ("relu_forward_again", "grads", GRADS1,
         GRADS1.replace("relu_backward(dactive, relu)", "relu_forward(dactive)[0]"),
         "The gradient is cut off where it is negative itself, instead of where the "
         "hidden layer was.", CHAIN,
         ()),
        ("relu_times_active", "grads", GRADS1,
         GRADS1.replace("relu_backward(dactive, relu)", "dactive * active"),
         "The gradient is multiplied by the output of ReLU instead of by its slope.", CHAIN, ()),
        ("w1_from_active", "grads", GRADS1, GRADS1 + "        grads[\"W1\"] = np.maximum(X, 0).T @ "
         "relu_backward(dactive, relu)\n",
         "The gradient of W1 uses the inputs behind a ReLU.", CHAIN, ()),
        ("dscores_relu", "grads", LOSS, LOSS + "        dscores = np.maximum(dscores, 0)\n",
         "Negative entries of the gradient of the scores are cut off.", CHAIN, ()),
        ("dscores_doubled", "grads", LOSS, LOSS + "        dscores = 2 * dscores\n",
         "Every gradient has a factor 2 too many.", "what softmax_loss gives", ()),
        ("dscores_half", "grads", LOSS, LOSS + "        dscores = 0.5 * dscores\n",
         "Every gradient has a factor 1/2 too many.", "what softmax_loss gives", ()),
        ("dscores_by_classes", "grads", LOSS,
         LOSS + "        dscores = dscores / scores.shape[1]\n",
         "Every gradient is divided by the number of classes.", "what softmax_loss gives", ()),
        ("dscores_averaged", "grads", LOSS, LOSS
         + "        dscores = dscores - dscores.mean(axis=0)\n",
         "The mean over the rows is taken off the gradient of the scores.", CHAIN, ()),
        ("dscores_times_probabilities", "grads", LOSS, LOSS + f"        e = {E_MINUS}\n"
         "        q = e / e.sum(axis=1, keepdims=True)\n        dscores = dscores * q * (1 - q)\n",
         "The gradient of the scores is multiplied by the slope of a logistic function: "
         "softmax_loss has differentiated the softmax already.", "what softmax_loss gives", ()),
        ("first_layer_from_scores", "grads", GRADS1,
         GRADS1.replace("relu_backward(dactive, relu)", 'relu_backward(scores @ p["W2"].T, relu)'),
         "The first layer's gradients start from the scores instead of from their gradient.",
         CHAIN, ()),
        ("first_layer_summed", "grads", GRADS1, GRADS1.replace("relu_backward(dactive, relu)",
         "relu_backward(dactive, relu) * len(y)"),
         "The gradients of the first layer are multiplied by the number of rows.", CHAIN, ()),
        ("first_layer_divided", "grads", GRADS1, GRADS1.replace("relu_backward(dactive, relu)",
         "relu_backward(dactive, relu) / len(y)"),
         "The gradients of the first layer are divided by the number of rows once more.", CHAIN,
         ()),
        ("second_layer_summed", "grads", GRADS1, GRADS1
         + '        grads["W2"], grads["b2"] = grads["W2"] * len(y), grads["b2"] * len(y)\n',
         "The gradients of the second layer are multiplied by the number of rows.", CHAIN, ()),
        ("second_layer_divided", "grads", GRADS1, GRADS1
         + '        grads["W2"], grads["b2"] = grads["W2"] / len(y), grads["b2"] / len(y)\n',
         "The gradients of the second layer are divided by the number of rows once more.", CHAIN,
         ()),
        ("second_layer_zero", "grads", GRADS1, GRADS1
         + '        grads["W2"], grads["b2"] = 0 * grads["W2"], 0 * grads["b2"]\n',
         "The gradients of the second layer are never filled: they are zero.", CHAIN, ()),
        ("w1_relu", "grads", GRADS1, GRADS1 + '        grads["W1"] = np.maximum(grads["W1"], 0)\n',
         "Negative entries of the gradient of W1 are cut off.", CHAIN, ()),
        ("w1_negative", "grads", GRADS1, GRADS1 + '        grads["W1"] = -grads["W1"]\n',
         "The gradient of W1 has the wrong sign.", CHAIN, ()),
        ("w2_negative", "grads", GRADS1, GRADS1 + '        grads["W2"] = -grads["W2"]\n',
         "The gradient of W2 has the wrong sign.", CHAIN, ()),
        ("biases_negative", "grads", GRADS1, GRADS1
         + '        grads["b1"], grads["b2"] = -grads["b1"], -grads["b2"]\n',
         "The gradients of the biases have the wrong sign.", CHAIN, ()),
        ("b1_mean", "grads", GRADS1, GRADS1
         + '        grads["b1"] = relu_backward(dactive, relu).mean(axis=0)\n',
         "The gradient of b1 is a mean over the rows where a sum belongs.", CHAIN, ()),
        ("biases_mean", "grads", GRADS1, GRADS1
         + '        grads["b1"], grads["b2"] = grads["b1"] / len(y), grads["b2"] / len(y)\n',
         "The gradients of the biases are means over the rows where sums belong.", CHAIN, ()),
        ("weights_mean", "grads", GRADS1, GRADS1
         + '        grads["W1"], grads["W2"] = grads["W1"] / len(y), grads["W2"] / len(y)\n',
         "The gradients of the weights are divided by the number of rows once more.", CHAIN, ()),
        ("b1_from_b2", "grads", GRADS1, GRADS1 + '        grads["b1"] = dactive.sum(axis=0) * 0 + '
         'dscores.sum()\n', "The gradient of b1 is the sum of that of the scores: it comes from "
         "the hidden layer's.", CHAIN, ()),
        ("through_w2_squared", "grads", GRADS1, GRADS1.replace("relu_backward(dactive, relu)",
         'relu_backward(dscores @ (p["W2"] ** 2).T, relu)'),
         "On the way back W2 is squared.", CHAIN, ()),
        ("without_w2", "grads", GRADS1, GRADS1.replace("relu_backward(dactive, relu)",
         "relu_backward(dscores.sum(axis=1, keepdims=True) * np.ones_like(hidden), relu)"),
         "The gradient goes from the scores to the hidden layer without W2.", CHAIN, ()),
        ("params_updated", "grads", GRADS1, GRADS1
         + "        self.params = {k: v - 0.01 * grads[k] for k, v in p.items()}\n",
         "forwards_backwards changes the parameters itself: updates belong to the optimizer.",
         "what forwards_backwards gives", USE),
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
