"""Known bugs of 4.2g and 4.2h: what reg adds to the loss and to the gradients."""

from grader.model import KnownBug

TERM = 'return self.reg * (np.sum(self.params["W1"] ** 2) + np.sum(self.params["W2"] ** 2))'
W1, W2 = 'np.sum(self.params["W1"] ** 2)', 'np.sum(self.params["W2"] ** 2)'
B1, B2 = 'np.sum(self.params["b1"] ** 2)', 'np.sum(self.params["b2"] ** 2)'
WEIGHTS = '(self.params["W1"], self.params["W2"])'
ADDED = "        if self.reg:\n            loss = loss + self.penalty()\n"
OWN = "return 2.0 * self.reg * w"
LOOP = 'for name in ("W1", "W2"):'
ADD = "grads[name] = grads[name] + self.penalty_gradient(self.params[name])"
FORMULA = "the term that 4.2g adds to the loss"
SLOPE = "what 4.2h adds to the gradients"

# fmt: off
LOSS = tuple(
    KnownBug(
        id=f"l2_{id}", problem="4.2g", check="test_penalty_loss", file="backprop.py", old=old,
        new=new, sentence=sentence, hint=hint or FORMULA, also=also,
    )
    for id, old, new, sentence, hint, also in (
        ("half", TERM, TERM.replace("self.reg *", "0.5 * self.reg *"),
         "The penalty has a factor 1/2, which this assignment doesn't have.", "", ("4.2h",)),
        ("twice", TERM, TERM.replace("self.reg *", "2 * self.reg *"),
         "The penalty has a factor 2: that belongs to its gradient.", "", ("4.2h",)),
        ("missing", TERM, "return 0.0",
         "The penalty is missing from the loss.", "", ()),
        ("negative", TERM, TERM.replace("self.reg *", "-self.reg *"),
         "The penalty is subtracted from the loss, not added.", "", ()),
        ("w1_alone", TERM, f"return self.reg * {W1}",
         "The penalty has the first weights alone: W2 is left out.", "", ("4.2h",)),
        ("w2_alone", TERM, f"return self.reg * {W2}",
         "The penalty has the second weights alone: W1 is left out.", "", ("4.2h",)),
        ("w1_twice", TERM, f"return self.reg * ({W1} + {W1})",
         "The penalty has W1 twice: W2 is left out.", "", ()),
        ("w2_twice", TERM, f"return self.reg * ({W2} + {W2})",
         "The penalty has W2 twice: W1 is left out.", "", ()),
        ("w2_unscaled", TERM, f"return self.reg * {W1} + {W2}",
         "Lambda multiplies the squares of W1 alone, not those of W2.", "brackets", ()),
        ("w1_minus_w2", TERM, f"return self.reg * ({W1} - {W2})",
         "The squares of W2 are subtracted from those of W1.", "", ()),
        ("product", TERM, f"return self.reg * {W1} * {W2}",
         "The sums of squares are multiplied, not added.", "", ()),
        ("absolute", TERM,
         f"return self.reg * sum(np.sum(np.abs(w)) for w in {WEIGHTS})",
         "The penalty sums absolute values, that of L1: L2 has squares.", "", ("4.2h",)),
        ("plain_sum", TERM, f"return self.reg * sum(np.sum(w) for w in {WEIGHTS})",
         "The penalty sums the weights without squaring them.", "", ("4.2h",)),
        ("norms", TERM, f"return self.reg * sum(np.linalg.norm(w) for w in {WEIGHTS})",
         "The penalty takes norms, the roots of the sums of squares, without squaring them.", "",
         ("4.2h",)),
        ("norm_of_all", TERM, f"return self.reg * np.sqrt({W1} + {W2})",
         "The penalty takes the root of the sum of squares.", "", ("4.2h",)),
        ("means", TERM, f"return self.reg * sum(np.mean(w**2) for w in {WEIGHTS})",
         "The penalty takes the mean of the squares instead of their sum.", "", ("4.2h",)),
        ("sum_squared", TERM, f"return self.reg * sum(np.sum(w) ** 2 for w in {WEIGHTS})",
         "The weights are summed first and squared then.", "", ("4.2h",)),
        ("cubes", TERM, f"return self.reg * sum(np.sum(w**3) for w in {WEIGHTS})",
         "The penalty has third powers.", "", ("4.2h",)),
        ("variance", TERM, f"return self.reg * sum(np.sum((w - w.mean()) ** 2) for w in {WEIGHTS})",
         "The mean of the weights is taken off before they are squared.", "", ()),
        ("matrix_product", TERM, f"return self.reg * sum(np.sum(w @ w.T) for w in {WEIGHTS})",
         "The entries of a matrix product of the weights are summed instead of their squares.", "",
         ()),
        ("largest", TERM, f"return self.reg * sum(np.max(w**2) for w in {WEIGHTS})",
         "The penalty takes the largest square instead of the sum of all.", "", ()),
        ("spectral", TERM, f"return self.reg * sum(np.linalg.norm(w, 2) ** 2 for w in {WEIGHTS})",
         "The penalty takes the spectral norm of the matrix: the sum of squares is asked for.", "",
         ()),
        ("lambda_squared", TERM, TERM.replace("self.reg", "self.reg**2"),
         "Lambda itself is squared.", "", ("4.2h",)),
        ("lambda_divides", TERM, TERM.replace("self.reg *", "1 / self.reg *"),
         "The squares are divided by lambda.", "", ("4.2h",)),
        ("batch_mean", ADDED, ADDED.replace("self.penalty()", "self.penalty() / len(X)"),
         "The penalty is divided by the number of rows: only the cross-entropy is a mean.", "",
         ("4.2h",)),
        ("batch_half_mean", ADDED, ADDED.replace("self.penalty()", "self.penalty() / (2 * len(X))"),
         "The penalty is divided by twice the number of rows: this assignment has no such factor.",
         "", ("4.2h",)),
        ("batch_sum", ADDED, ADDED.replace("self.penalty()", "self.penalty() * len(X)"),
         "The penalty is multiplied by the number of rows: it is added once.", "", ("4.2h",)),
        ("replaces_loss", ADDED, ADDED.replace("loss + ", ""),
         "The penalty takes the place of the cross-entropy instead of being added to it.", "", ()),
        ("multiplies_loss", ADDED, ADDED.replace("loss + ", "loss * "),
         "The penalty multiplies the loss; it is added.", "", ()),
        ("lambda_missing", ADDED, f"        loss = loss + sum(np.sum(w**2) for w in {WEIGHTS})\n"
         "        if self.reg:\n", "The penalty lacks lambda, so that it is there with reg 0 too.",
         "", ("4.2b", "4.2h")),
        ("lambda_fixed", ADDED,
         f"        loss = loss + 0.01 * sum(np.sum(w**2) for w in {WEIGHTS})\n"
         "        if self.reg:\n",
         "Lambda is a fixed number, whatever reg says.", "what reg is", ("4.2b", "4.2h")),
        ("not_kept", "self.reg = reg\n", "self.reg = 0.0\n",
         "The argument reg isn't kept: loss and gradients use lambda 0.", "the constructor",
         ("4.2h",)),
        ("stale", TERM, 'self.kept = getattr(self, "kept", self.reg * '
         f"sum(np.sum(w**2) for w in {WEIGHTS}))\n        return self.kept",
         "The penalty is computed once and kept, although the weights change.",
         "that each call uses what is in params at that moment", ()),
    )
)

BIASES = tuple(
    KnownBug(
        id=f"l2_on_{id}", problem="4.2g", check="test_penalty_spares_biases", file="backprop.py",
        old=TERM, new=f"return self.reg * ({W1} + {W2} + {more})", sentence=sentence,
        hint="which parameters the penalty has", also=("4.2h",),
    )
    for id, more, sentence in (
        ("biases", f"{B1} + {B2}", "The biases are penalised too."),
        ("b1", B1, "The first biases are penalised too."),
        ("b2", B2, "The second biases are penalised too."),
    )
)

GRADIENTS = tuple(
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
         "The gradients lack the penalty's part.", "", ()),
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
        ("multiplied", ADD, "grads[name] = grads[name] * self.penalty_gradient(self.params[name])",
         "The gradient of the penalty multiplies that of the cross-entropy; it is added.", "", ()),
        ("of_gradient", ADD, "grads[name] = grads[name] + self.penalty_gradient(grads[name])",
         "The gradient itself stands where the weights belong.", "", ()),
        ("w1_alone", LOOP, 'for name in ("W1",):',
         "The gradient of the penalty is added for W1 alone.", "", ()),
        ("w2_alone", LOOP, 'for name in ("W2",):',
         "The gradient of the penalty is added for W2 alone.", "", ()),
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

BUGS = (*LOSS, *BIASES, *GRADIENTS)
