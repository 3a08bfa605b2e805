"""Known bugs of 4.2h: what reg adds to the gradients."""

from grader.model import KnownBug

from ._lines import ADDED

W1, W2 = 'np.sum(self.params["W1"] ** 2)', 'np.sum(self.params["W2"] ** 2)'
B1, B2 = 'np.sum(self.params["b1"] ** 2)', 'np.sum(self.params["b2"] ** 2)'
OWN = "return 2.0 * self.reg * w"
LOOP = 'for name in ("W1", "W2"):'
ADD = "grads[name] = grads[name] + self.penalty_gradient(self.params[name])"
SLOPE = "what 4.2h adds to the gradients"

# fmt: off
BUGS = tuple(
    KnownBug(
        id=f"l2_gradient_{id}", problem="4.2h", check="test_penalty_grads", file="backprop.py",
        old=old, new=new, sentence=sentence, hint=hint or SLOPE, also=also,
    )
    for id, old, new, sentence, hint, also in (
        ("without_two", OWN, "return self.reg * w",
         "The factor 2 that comes from differentiating a square is missing.", "", ()),
        ("doubled", OWN, "return 4.0 * self.reg * w",
         "The gradient of the penalty is added twice.", "", ()),
        ("half", OWN, "return 0.5 * self.reg * w",
         "The gradient of the penalty has a factor 1/2 where the square gives a 2.", "", ()),
        ("missing", OWN, "return 0.0 * w",
         "With reg the gradients are what they are without: the penalty's part never "
         "gets into them.", "", ()),
        ("negative", OWN, "return -2.0 * self.reg * w",
         "The gradient of the penalty is subtracted, not added.", "", ()),
        ("squared", OWN, "return 2.0 * self.reg * w**2",
         "The weights are still squared in the gradient of the penalty.", "", ()),
        ("squared_alone", OWN, "return self.reg * w**2",
         "The penalty itself, entry by entry, is added to the gradient: it isn't differentiated.",
         "", ()),
        ("sign", OWN, "return self.reg * np.sign(w)",
         "The gradient has the sign of the weights: that is an L1 penalty's.", "", ()),
        ("sign_twice", OWN, "return 2.0 * self.reg * np.sign(w)",
         "The gradient has the sign of the weights: that is an L1 penalty's.", "", ()),
        ("absolute", OWN, "return 2.0 * self.reg * np.abs(w)",
         "The gradient of the penalty takes absolute values and so loses the sign.", "", ()),
        ("no_weights", OWN, "return 2.0 * self.reg * np.ones_like(w)",
         "The gradient of the penalty lacks the weights: a constant is added.", "", ()),
        ("lambda_squared", OWN, "return 2.0 * self.reg**2 * w", "Lambda is squared in the "
         "gradient of the penalty.", "", ()),
        ("no_lambda", OWN, "return 2.0 * w",
         "The gradient of the penalty lacks lambda.", "", ("4.2b",)),
        ("lambda_plus", OWN, "return 2.0 * self.reg + w", "Lambda and the weights are added, not "
         "multiplied.", "", ()),
        ("summed", OWN, "return 2.0 * self.reg * np.sum(w)",
         "The weights are summed in the gradient of the penalty: each has its own part.", "", ()),
        ("summed_squares", OWN, "return self.reg * np.sum(w**2)",
         "The penalty itself, one number, is added to every gradient: it isn't differentiated.",
         "", ()),
        ("norm", OWN, "return self.reg * w / np.linalg.norm(w)",
         "The gradient is that of the norm, not of its square.", "", ()),
        ("norm_times", OWN, "return 2.0 * self.reg * np.linalg.norm(w)",
         "The norm of the weights stands where the weights themselves belong.", "", ()),
        ("mean", OWN, "return 2.0 * self.reg * w / w.size",
         "The gradient is divided by the number of weights.", "", ()),
        ("batch_mean", ADD, ADD.replace(
         "self.penalty_gradient(self.params[name])",
         "self.penalty_gradient(self.params[name]) / len(X)"),
         "The gradient of the penalty is divided by the number of rows.", "", ()),
        ("batch_mean_no_two", ADD, ADD.replace(
         "self.penalty_gradient(self.params[name])", "self.reg * self.params[name] / len(X)"),
         "The gradient of the penalty is divided by the number of rows and lacks its factor 2.",
         "", ()),
        ("batch_sum", ADD, ADD.replace(
         "self.penalty_gradient(self.params[name])",
         "self.penalty_gradient(self.params[name]) * len(X)"),
         "The gradient of the penalty is multiplied by the number of rows.", "", ()),
        ("assigned", ADD, "grads[name] = self.penalty_gradient(self.params[name])",
         "The gradient of the penalty replaces that of the cross-entropy.", "", ("4.2b",)),
        ("assigned_always", f"{ADDED}            {LOOP}\n                {ADD}\n",
         f"{ADDED}        {LOOP}\n            grads[name] = self.penalty_gradient("
         "self.params[name])\n",
         "The gradient of the penalty replaces that of the cross-entropy.", "", ("4.2b",)),
        ("multiplied", ADD, "grads[name] = grads[name] * self.penalty_gradient(self.params[name])",
         "The gradient of the penalty multiplies that of the cross-entropy; it is added.", "", ()),
        ("of_gradient", ADD, "grads[name] = grads[name] + self.penalty_gradient(grads[name])",
         "The gradient itself stands where the weights belong.", "", ()),
        ("w1_alone", LOOP, 'for name in ("W1",):',
         "The gradient of the penalty is added for W1 alone.", "", ()),
        ("w2_alone", LOOP, 'for name in ("W2",):',
         "The gradient of the penalty is added for W2 alone.", "", ()),
        ("by_weights_too", OWN, "return 2.0 * self.reg * w * np.abs(w)",
         "The gradient of the penalty has the weights twice.", "", ()),
        ("shrunk", ADD, "grads[name] = (1 - self.reg) * grads[name] + "
         "self.penalty_gradient(self.params[name])",
         "The gradient of the cross-entropy is multiplied by 1 - lambda: it stays as it is.", "",
         ()),
        ("subtracted_half", OWN, "return -self.reg * w",
         "The gradient of the penalty is subtracted, and its factor 2 is missing.", "", ()),
        ("params_added", OWN, "return w", "The weights are added without 2 and lambda.", "",
         ("4.2b",)),
        ("third", OWN, "return 3.0 * self.reg * w**2",
         "The gradient is that of third powers.", "", ()),
        ("lambda_alone", OWN, "return self.reg * np.ones_like(w)",
         "The gradient of the penalty lacks the weights and the 2: lambda alone is added.", "",
         ()),
        ("lambda_divides", OWN, "return 2.0 * w / self.reg",
         "The gradient of the penalty is divided by lambda.", "", ()),
        ("rows_summed", OWN, "return 2.0 * self.reg * w.sum(axis=0)",
         "The weights are summed over an axis in the gradient of the penalty.", "", ()),
        ("mean_weight", OWN, "return 2.0 * self.reg * w.mean()",
         "The mean of the weights stands where the weights themselves belong.", "", ()),
        ("norm_two", OWN, "return 2.0 * self.reg * w / np.linalg.norm(w)",
         "The gradient of the penalty is divided by the norm of the weights.", "", ()),
        ("of_gradient_once", ADD, "grads[name] = grads[name] + self.reg * grads[name]",
         "The gradient itself stands where the weights belong, and the factor 2 is missing.", "",
         ()),
        ("w1_minus", OWN, "return (-2.0 if w is self.params[\"W1\"] else 2.0) * self.reg * w",
         "The gradient of the penalty is subtracted for W1.", "", ()),
        ("w2_minus", OWN, "return (-2.0 if w is self.params[\"W2\"] else 2.0) * self.reg * w",
         "The gradient of the penalty is subtracted for W2.", "", ()),
        ("w1_alone_half", LOOP + "\n                " + ADD,
         'for name in ("W1",):\n                grads[name] = grads[name] + self.reg * '
         "self.params[name]",
         "The gradient of the penalty is added for W1 alone, and its factor 2 is missing.", "",
         ()),
        ("w2_alone_half", LOOP + "\n                " + ADD,
         'for name in ("W2",):\n                grads[name] = grads[name] + self.reg * '
         "self.params[name]",
         "The gradient of the penalty is added for W2 alone, and its factor 2 is missing.", "",
         ()),
        ("no_lambda_always", f"{ADDED}            {LOOP}\n                {ADD}\n",
         f"{ADDED}        {LOOP}\n            grads[name] = grads[name] + 2.0 * "
         "self.params[name]\n",
         "The gradient of the penalty lacks lambda, so that it is there with reg 0 too.", "",
         ("4.2b",)),
        ("b1_too_without_two", LOOP + "\n                " + ADD,
         "for name in self.params:\n                grads[name] = grads[name] + self.reg * "
         "self.params[name]",
         "The gradient of the penalty lacks its factor 2, and the biases get one too.", "", ()),
        ("biases_too", LOOP, "for name in self.params:",
         "The biases get a gradient of the penalty too.", "", ()),
        ("b1_too", LOOP, 'for name in ("W1", "W2", "b1"):',
         "The first biases get a gradient of the penalty too.", "", ()),
        ("b2_too", LOOP, 'for name in ("W1", "W2", "b2"):',
         "The second biases get a gradient of the penalty too.", "", ()),
        ("biases_alone", LOOP, 'for name in ("b1", "b2"):',
         "The gradient of the penalty is added for the biases instead of for the weights.", "", ()),
        ("w2_doubled", LOOP, 'for name in ("W1", "W2", "W2"):',
         "The gradient of the penalty is added twice for W2.", "", ()),
        ("w1_doubled", LOOP, 'for name in ("W1", "W1", "W2"):',
         "The gradient of the penalty is added twice for W1.", "", ()),
        ("w1_squared", OWN, "return 2.0 * self.reg * (w**2 if w is self.params[\"W1\"] else w)",
         "W1 is still squared in the gradient of the penalty.", "", ()),
        ("w2_squared", OWN, "return 2.0 * self.reg * (w**2 if w is self.params[\"W2\"] else w)",
         "W2 is still squared in the gradient of the penalty.", "", ()),
        ("w1_without_two", OWN, "return (1.0 if w is self.params[\"W1\"] else 2.0) * self.reg * w",
         "The factor 2 is missing in the gradient of the penalty of W1.", "", ()),
        ("w2_without_two", OWN, "return (1.0 if w is self.params[\"W2\"] else 2.0) * self.reg * w",
         "The factor 2 is missing in the gradient of the penalty of W2.", "", ()),
        ("on_scores",
         "loss, dscores = softmax_loss(scores, y)\n        grads = {}\n        dactive, "
         'grads["W2"], grads["b2"] = fc_backward(dscores, fc2)\n'
         '        _, grads["W1"], grads["b1"] = fc_backward(relu_backward(dactive, relu), fc1)\n'
         "        # END SOLUTION\n" + ADDED + f"            {LOOP}\n                {ADD}\n",
         "loss, dscores = softmax_loss(scores, y)\n        grads = {}\n        dscores = dscores "
         '+ 2 * self.reg\n        dactive, grads["W2"], grads["b2"] = fc_backward(dscores, fc2)\n'
         '        _, grads["W1"], grads["b1"] = fc_backward(relu_backward(dactive, relu), fc1)\n'
         + ADDED,
         "Lambda is added to the gradient of the scores instead of to those of the weights.", "",
         ()),
    )
)
