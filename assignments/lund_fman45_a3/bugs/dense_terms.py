"""Known bugs of 2d: other terms and factors of the output and of the gradients."""

from functools import partial

from grader.model import KnownBug

from ._lines import DB, DW, DX, OUT

bug = partial(KnownBug, problem="2d", file="cnn_layers.py")
FORWARD, BY_X = "test_dense_forward", "test_dense_dldx"
BY_W, BY_B = "test_dense_dldw", "test_dense_dldb"


FIRST_LINE = "the first line of exercise 2"
SQUASHED = (
    "The dense layer applies another function to W X + b. It is linear: such functions are layers "
    "of their own."
)
SIGN = "is turned round. The step against it is taken later, in `momentum_step`."
MANY = "is multiplied by the number of samples. What comes back is a gradient of L as it is."
SLOPE = "W and X have no part in the gradient by b: it is added to the product."

FORWARD_TERMS = (
    ("first_bias", "W @ columns + b[0]", "Only the first entry of b is used, for every unit."),
    ("last_bias", "W @ columns + b[-1]", "Only the last entry of b is used, for every unit."),
    ("mean_bias", "W @ columns + b.mean()", "The mean of b is added. Each unit has its own entry."),
    ("bias_by_samples", "W @ columns + b / X.shape[-1]", "b is divided by the number of samples."),
    ("bias_times_samples", "W @ columns + b * X.shape[-1]", "b is added once for each sample, "
     "in every column. It is "
     "added once."),
    ("bias_factor", "W @ columns * b", "b is multiplied with the product. It is added."),
    ("inner_bias", "W @ (columns + b.sum())", "b is added to X before the product. It comes "
     "after."),
    ("sign", "-(W @ columns) + b", "The product W X is subtracted. It is added to b."),
    ("sigmoid", "1 / (1 + np.exp(-(W @ columns + b)))", SQUASHED),
    ("tanh", "np.tanh(W @ columns + b)", SQUASHED),
    ("absolute", "np.abs(W @ columns + b)", SQUASHED),
    ("by_features", "W @ columns / len(columns) + b", "The product is divided by the number of "
     "inputs. "
     "Nothing is averaged here."),
    ("rounded", "np.floor(W @ columns + b)", "The output is rounded, or kept in integers."),
    ("twice", "2 * (W @ columns) + b", "The product W X is added twice."),
)  # fmt: skip
INPUT_TERMS = (
    ("sign", "(-W.T @ dldZ)", f"The sign of the gradient by X {SIGN}"),
    ("times_samples", "(W.T @ dldZ * X.shape[-1])", f"The gradient by X {MANY}"),
    ("times_input", "(W.T @ dldZ * columns)", "The gradient by X is multiplied by X. X is gone "
     "from the derivative of W X by X."),
    ("of_output", "(W.T @ (W @ columns + b))", "The layer's output goes back through the weights. "
     "What goes back is dldZ."),
    ("of_product", "(W.T @ (W @ columns))", "The layer's output goes back through the weights. "
     "What goes back is dldZ."),
    ("rectified_upstream", "(W.T @ np.maximum(dldZ, 0))", "Negative entries of dldZ are set to 0. "
     "Every entry goes back."),
    ("masked_by_output", "(W.T @ (dldZ * (W @ columns + b > 0)))", "dldZ is set to 0 where the "
     "output is negative. That is the work of the ReLU layer, which goes back by itself."),
    ("bias_taken_off", "(W.T @ (dldZ - b))", "b takes part in the gradient by X. It is a constant "
     "for X, and drops out."),
    ("by_units", "(W.T @ dldZ / len(W))", "The gradient by X is divided by the number of units. "
     "What they hand back adds up."),
    ("summed", "((W.T @ dldZ).sum(axis=1, keepdims=True) + 0 * columns)", "The gradient by X is "
     "summed over the samples. Each sample has its own."),
    ("weights_alone", "(W.sum(axis=0)[:, None] + 0 * columns)", "dldZ has no part in the gradient "
     "by X: the chain rule multiplies the weights by it."),
)  # fmt: skip
WEIGHT_TERMS = (
    ("sign", "-(dldZ @ columns.T)", f"The sign of the gradient by W {SIGN}"),
    ("times_samples", "dldZ @ columns.T * X.shape[-1]", f"The gradient by W {MANY}"),
    ("of_output", "(W @ columns + b) @ columns.T", "The layer's output stands where dldZ belongs "
     "in the gradient by W."),
    ("of_product", "W @ columns @ columns.T", "The layer's output stands where dldZ belongs in the "
     "gradient by W."),
    ("of_gradient", "dldZ @ (W.T @ dldZ).T", "The gradient by X stands where X belongs in the "
     "gradient by W; is the name of X used for both?"),
    ("rectified_input", "dldZ @ np.maximum(columns, 0).T", "Negative entries of X are set to 0 in "
     "the gradient by W. That is the work of the ReLU layer."),
    ("rectified_upstream", "np.maximum(dldZ, 0) @ columns.T", "Negative entries of dldZ are set to "
     "0 in the gradient by W. Every entry counts."),
    ("input_alone", "np.ones_like(dldZ) @ columns.T", "dldZ has no part in the gradient by W: the "
     "chain rule multiplies X by it."),
    ("upstream_alone", "dldZ @ np.ones_like(columns).T", "X has no part in the gradient by W: W is "
     "multiplied by it in the forward pass."),
    ("weights", "W * 1.0", "What is returned as gradient by W is W itself."),
    ("step", "W - dldZ @ columns.T", "What is returned as gradient by W are weights after a step. "
     "The gradient itself was asked."),
    ("by_features", "dldZ @ columns.T / len(columns)", "The gradient by W is divided by the number "
     "of inputs. Nothing is averaged here."),
    ("decayed_whole", "dldZ @ columns.T + W", "W is added to the gradient by W, as weight decay "
     "does. The decay is the work of `momentum_step`."),
    ("with_bias", "(dldZ + b) @ columns.T", "b takes part in the gradient by W. It is a constant "
     "for W, and drops out."),
)  # fmt: skip
BIAS_TERMS = (
    ("sign", "-dldZ.sum(axis=1, keepdims=True)", f"The sign of the gradient by b {SIGN}"),
    ("times_samples", "dldZ.sum(axis=1, keepdims=True) * X.shape[-1]", f"The gradient by b {MANY}"),
    ("mean_everywhere", "dldZ.mean() * np.ones(b.shape)", "The gradient by b is a mean over "
     "everything. It is to be summed over the samples alone."),
    ("mean", "dldZ.mean()", "The gradient by b is a mean over everything. It is to be summed over "
     "the samples alone."),
    ("units_mean", "dldZ.mean(axis=0, keepdims=True)", "The gradient by b is a mean over the "
     "units. It "
     "is to be summed over the samples."),
    ("flat_mean", "dldZ.mean(axis=1)", "The gradient by b is a mean over the samples, and has lost "
     "its second axis. It is a sum, and a column."),
    ("by_units", "dldZ.sum(axis=1, keepdims=True) / len(b)", "The gradient by b is divided by the "
     "number of units. It is a sum over the samples."),
    ("bias", "b * 1.0", "What is returned as gradient by b is b itself."),
    ("step", "b - dldZ.sum(axis=1, keepdims=True)", "What is returned as gradient by b are biases "
     "after a step. The gradient itself was asked."),
    ("zeros", "np.zeros(b.shape)", "The gradient by b is 0: is it computed, or still as it was "
     "made? The slope of Z by b is 1."),
    ("of_output", "(W @ columns + b).sum(axis=1, keepdims=True)", "The layer's output is summed "
     "where dldZ belongs in the gradient by b."),
    ("of_input", "columns.sum(axis=1, keepdims=True)", "The gradient by b sums the inputs. It sums "
     "dldZ over the samples."),
    ("through_weights", "(W.T @ dldZ).sum(axis=1, keepdims=True)", SLOPE),
    ("of_weights", "(dldZ @ columns.T).sum(axis=1, keepdims=True)", SLOPE),
    ("rectified", "np.maximum(dldZ, 0).sum(axis=1, keepdims=True)", "Negative entries of dldZ are "
     "set to 0 in the gradient by b. Every entry counts."),
    ("largest", "dldZ.max(axis=1, keepdims=True)", "The largest entry over the samples is taken. "
     "They are to be summed."),
)  # fmt: skip


def listed(kind, check, old, form, terms):
    """Bugs from rows of (name, what stands there, sentence)."""
    return [
        bug(id=f"dense_{kind}_{name}", check=check, old=old, new=form.format(new), sentence=words)
        for name, new, words in terms
    ]


BUGS = (
    *listed("forward", FORWARD, OUT, "return {}", FORWARD_TERMS),
    *listed("dldx", BY_X, DX, '{}.reshape(X.shape, order="F")', INPUT_TERMS),
    *listed("dldw", BY_W, DW, "dldW = {}", WEIGHT_TERMS),
    *listed("dldb", BY_B, DB, "dldb = {}", BIAS_TERMS),
)
