"""Known bugs of 4.2g: what reg adds to the loss."""

from grader.model import KnownBug

from ._lines import ADDED

TERM = 'return self.reg * (np.sum(self.params["W1"] ** 2) + np.sum(self.params["W2"] ** 2))'
W1, W2 = 'np.sum(self.params["W1"] ** 2)', 'np.sum(self.params["W2"] ** 2)'
B1, B2 = 'np.sum(self.params["b1"] ** 2)', 'np.sum(self.params["b2"] ** 2)'
WEIGHTS = '(self.params["W1"], self.params["W2"])'
FORMULA = "the term that 4.2g adds to the loss"

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
         "With reg the loss is what it is without: the penalty never gets into it.", "", ()),
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
        ("stale", TERM, 'self.kept = getattr(self, "kept", self.reg * '
         f"sum(np.sum(w**2) for w in {WEIGHTS}))\n        return self.kept",
         "The penalty is computed once and kept, although the weights change.",
         "that each call uses what is in params at that moment", ()),
        ("half_w1", TERM, f"return 0.5 * self.reg * {W1}",
         "The penalty has a factor 1/2, which this assignment doesn't have, and W2 is left out.",
         "", ("4.2h",)),
        ("half_w2", TERM, f"return 0.5 * self.reg * {W2}",
         "The penalty has a factor 1/2, which this assignment doesn't have, and W1 is left out.",
         "", ("4.2h",)),
        ("half_of_w1", TERM, f"return self.reg * (0.5 * {W1} + {W2})",
         "The squares of W1 have a factor 1/2.", "", ()),
        ("half_of_w2", TERM, f"return self.reg * ({W1} + 0.5 * {W2})",
         "The squares of W2 have a factor 1/2.", "", ()),
        ("quarter", TERM, TERM.replace("self.reg *", "0.25 * self.reg *"),
         "The penalty has a factor 1/4, which this assignment doesn't have.", "", ("4.2h",)),
        ("w2_unscaled_always", ADDED,
         f"        loss = loss + self.reg * {W1} + {W2}\n        if self.reg:\n",
         "Lambda multiplies the squares of W1 alone: those of W2 are added without it, with reg 0 "
         "too.", "brackets", ("4.2b",)),
        ("w1_unscaled_always", ADDED,
         f"        loss = loss + {W1} + self.reg * {W2}\n        if self.reg:\n",
         "Lambda multiplies the squares of W2 alone: those of W1 are added without it, with reg 0 "
         "too.", "brackets", ("4.2b",)),
        ("w1_unscaled", TERM, f"return {W1} + self.reg * {W2}",
         "Lambda multiplies the squares of W2 alone, not those of W1.", "brackets", ()),
        ("on_activations", ADDED, "        if self.reg:\n            loss = loss + self.reg * "
         f"(np.sum(active**2) + {W2})\n",
         "The penalty takes the hidden activations in place of W1.", "", ()),
        ("on_both_activations", ADDED, "        if self.reg:\n            loss = loss + self.reg * "
         "(np.sum(active**2) + np.sum(scores**2))\n",
         "The penalty takes activations and scores in place of the weights.", "", ()),
        ("on_scores", ADDED, "        if self.reg:\n            loss = loss + self.reg * "
         "np.sum(scores**2)\n", "The penalty takes the scores in place of the weights.", "", ()),
        ("on_inputs", ADDED, "        if self.reg:\n            loss = loss + self.reg * "
         f"(np.sum(X**2) + {W2})\n",
         "The penalty takes the inputs in place of W1.", "", ()),
        ("on_gradients", ADDED, "        if self.reg:\n            loss = loss + self.reg * "
         '(np.sum(grads["W1"] ** 2) + np.sum(grads["W2"] ** 2))\n',
         "The penalty takes the gradients in place of the weights.", "", ()),
        ("on_biases_only", TERM, f"return self.reg * ({B1} + {B2})",
         "The penalty takes the biases in place of the weights.", "", ("4.2h",)),
        ("square_of_sum", TERM, f"return self.reg * (np.sqrt({W1}) + np.sqrt({W2})) ** 2",
         "The norms of W1 and W2 are added before they are squared.", "", ()),
        ("square_of_all", TERM, f"return (self.reg * ({W1} + {W2})) ** 2",
         "The whole penalty is squared.", "", ()),
        ("root_of_mean", TERM, f"return self.reg * sum(np.sqrt(np.mean(w**2)) for w in {WEIGHTS})",
         "The penalty takes roots of mean squares.", "", ("4.2h",)),
        ("by_parameters", TERM,
         f"return self.reg * ({W1} + {W2}) / sum(w.size for w in {WEIGHTS})",
         "The penalty is divided by the number of weights.", "", ("4.2h",)),
        ("absolute_largest", TERM, f"return self.reg * sum(np.abs(w).max() for w in {WEIGHTS})",
         "The penalty takes the largest absolute value.", "", ("4.2h",)),
        ("lambda_plus", TERM, f"return self.reg + ({W1} + {W2})",
         "Lambda is added to the squares instead of multiplying them.", "", ()),
        ("lambda_root", TERM, TERM.replace("self.reg *", "np.sqrt(self.reg) *"),
         "The root of lambda is taken.", "", ("4.2h",)),
        ("only_lambda", TERM, "return self.reg", "Lambda alone is added to the loss.", "", ()),
        ("complement", ADDED, "        if self.reg:\n            loss = (1 - self.reg) * loss + "
         "self.penalty()\n", "The cross-entropy is multiplied by 1 - lambda: it stays as it is.",
         "", ()),
        ("twice_added", ADDED, ADDED.replace("self.penalty()", "2.0 * self.penalty()"),
         "The penalty has a factor 2: that belongs to its gradient.", "", ("4.2h",)),
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

BUGS = (*LOSS, *BIASES)
