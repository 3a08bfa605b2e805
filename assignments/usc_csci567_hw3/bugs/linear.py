"""Known bugs of problem 3.1.1, a linear layer's passes, each a change of neural_networks.py."""

from grader.model import KnownBug

from ._lines import BETWEEN, INDENT, Ids


def bug(
    id: str, check: str, old: str, new: str, sentence: str, hint: str = "", also: Ids = ()
) -> KnownBug:
    """A bug of the problem that its check belongs to."""
    return KnownBug(
        id=id, problem="3.1.1", check=check,
        file="neural_networks.py", old=old, new=new, sentence=sentence, hint=hint, also=also,
    )  # fmt: skip


U = 'return X @ self.params["W"] + self.params["b"]'
DW = 'self.gradient["W"] = X.T @ grad'
DB = 'self.gradient["b"] = grad.sum(axis=0, keepdims=True)'
DX = 'return grad @ self.params["W"].T'
MIDDLE = "  # dl/dW = X^T dl/du\n" + INDENT
TWICE = "divided by the batch size, although the loss is a mean already"
KEPT = "what backward does with what is in `gradient` already"
SAME_B = "every row used the same b: what do its gradients do?"
ADDED = "The gradient of a batch is added to that of the batches before instead of replacing it."
NOT_THERE = (
    "backward puts gradients into `params`; they belong into `gradient`, and `params` stays."
)
FOLLOWS = ("3.1.5",)

FROM_START = '''        self.gradient["b"] = np.zeros((1, output_D))
        # END SOLUTION

    def forward(self, X):
        """X (N, D) gives u (N, K)."""
        # BEGIN SOLUTION 3.1.1
        return X @ self.params["W"] + self.params["b"]'''
BUILT_ON_IT = ("3.1.3", "3.1.4", "3.1.5", "3.3a", "3.4a")
DECAY = "The gradient of W has a multiple of W in it, as with weight decay; the loss has none."

LAST = 'if __name__ == "__main__":\n'
OF_START = """
def start(self, *sizes, made=linear_layer.__init__):
    made(self, *sizes)
    self.start = dict(self.params)


def forward(self, X):
    return X @ self.start["W"] + self.start["b"]


def backward(self, X, grad, right=linear_layer.backward):
    right(self, X, grad)
    return grad @ self.start["W"].T


linear_layer.__init__, linear_layer.forward, linear_layer.backward = start, forward, backward


"""

LINEAR = (
    *(
        bug(f"backward_moves_{what}", check, DX, f"""for key in {keys}:
            self.params[key] = self.params[key] - {rate} * self.gradient[key]
        {DX}""", "backward moves the parameters as well; that is the update's part.",
            "what backward changes", ("3.1.4", "3.1.5"))
        for what, check, keys, rate in (
            ("both", "test_linear_dw", '"Wb"', 0.01), ("both_far", "test_linear_dw", '"Wb"', 0.1),
            ("w", "test_linear_dw", '"W"', 0.01), ("b", "test_linear_db", '"b"', 0.01),
        )
    ),
    bug("dw_of_sums", "test_linear_dw", DW,
        'self.gradient["W"] = np.outer(X.sum(axis=0), grad.sum(axis=0))',
        "X and grad are summed over the rows before they are multiplied; each row is multiplied "
        "with its own.", "u as a function of W"),
    bug("dw_of_means", "test_linear_dw", DW,
        'self.gradient["W"] = np.outer(X.mean(axis=0), grad.mean(axis=0))',
        "X and grad are averaged over the rows before they are multiplied; each row is multiplied "
        "with its own.", "u as a function of W"),
    bug("dx_is_grad", "test_linear_dx", DX, "return grad",
        "backward returns the gradient that came in; it has to go through W.",
        "u as a function of X"),
    bug("u_of_start", "test_linear_forward", FROM_START,
        FROM_START.replace("        # END", "        self.start = dict(self.params)\n        # END",
        1).replace('X @ self.params["W"] + self.params', 'X @ self.start["W"] + self.start'),
        "forward uses the arrays that the layer was made with, not what is in `params` now.",
        "what every call uses", BUILT_ON_IT),
    bug("u_of_start_w", "test_linear_forward", FROM_START,
        FROM_START.replace("        # END", "        self.start = dict(self.params)\n        # END",
        1).replace('X @ self.params["W"]', 'X @ self.start["W"]'),
        "forward uses the W that the layer was made with, not what is in `params` now.",
        "what every call uses", BUILT_ON_IT),
    bug("passes_of_start", "test_linear_forward", LAST, OF_START + LAST,
        "forward and backward use the arrays that the layer was made with, not what is in `params` "
        "now.", "what every call uses", BUILT_ON_IT),
    bug("u_without_b", "test_linear_forward", U, U.replace(' + self.params["b"]', ""),
        "The bias b is left out of the output of the linear layer.", "u = X W + b"),
    bug("u_minus_b", "test_linear_forward", U, U.replace("+", "-"),
        "The bias b is subtracted instead of added.", "u = X W + b"),
    bug("u_rectified", "test_linear_forward", U,
        U.replace("return ", "return np.maximum(0, ") + ")",
        "The linear layer sets negative outputs to 0; that is what the ReLU after it does.",
        "u = X W + b"),
    bug("u_bias_for_each_product", "test_linear_forward", U,
        U.replace("X @ self", "X @ (self") + ")",
        "The bias is added to W before the product, so that it is multiplied by X as well.",
        "u = X W + b"),
    bug("dw_sign", "test_linear_dw", DW, DW.replace("X.T", "-X.T"),
        "The gradient of W has the wrong sign.", "", FOLLOWS),
    bug("db_sign", "test_linear_db", DB, DB.replace("= grad", "= -grad"),
        "The gradient of b has the wrong sign.", "", FOLLOWS),
    bug("dx_sign", "test_linear_dx", DX, DX.replace("grad @", "-grad @"),
        "The gradient of X has the wrong sign.", "", FOLLOWS),
    bug("dw_averaged", "test_linear_dw", DW, f"{DW} / len(X)",
        f"The gradient of W is {TWICE}.", "where the mean over the batch is taken", FOLLOWS),
    bug("bias_gradient_averaged", "test_linear_db", DB, DB.replace("sum", "mean"),
        f"The gradient of the bias is {TWICE}.", SAME_B, FOLLOWS),
    bug("dx_averaged", "test_linear_dx", DX, f"{DX} / len(X)",
        f"The gradient of X is {TWICE}.", "where the mean over the batch is taken"),
    bug("dw_db_averaged", "test_linear_dw", DW + MIDDLE + DB,
        f"{DW} / len(X){BETWEEN}{DB} / len(X)",
        f"The gradients of W and b are {TWICE}.", "where the mean over the batch is taken"),
    bug("gradients_accumulated", "test_linear_again", DW, DW.replace("=", '= self.gradient["W"] +'),
        ADDED, KEPT),
    bug("bias_gradients_accumulated", "test_linear_again", DB,
        DB.replace("=", '= self.gradient["b"] +', 1), ADDED, KEPT),
    bug("all_gradients_accumulated", "test_linear_again", DW + MIDDLE + DB,
        DW.replace("=", '= self.gradient["W"] +') + BETWEEN
        + DB.replace("=", '= self.gradient["b"] +', 1), ADDED, KEPT),
    *(
        bug(f"dw_decays_{times}", "test_linear_dw", DW, f'{DW} + {times} * self.params["W"]', DECAY,
            "what backward puts there", FOLLOWS)
        for times in (0.01, 0.001, 0.1, 1.0)
    ),
    bug("dw_reshaped", "test_linear_dw", DW,
        DW.replace("X.T @ grad", "(grad.T @ X).reshape(X.shape[1], grad.shape[1])"),
        "The transposed product is bent into the shape of W by reshape, which mixes its entries.",
        "reshape does not transpose"),
    bug("dw_times_batch", "test_linear_dw", DW, f"{DW} * len(X)",
        "The gradient of W is multiplied by the batch size.", "u = X W + b", FOLLOWS),
    bug("dw_doubled", "test_linear_dw", DW, f"2 * ({DW})".replace("2 * (self", "self").replace(
        "= X", "= 2 * X").rstrip(")"), "The gradient of W is twice what it should be.",
        "u = X W + b", FOLLOWS),
    bug("dw_halved", "test_linear_dw", DW, DW.replace("= X", "= 0.5 * X"),
        "The gradient of W is half of what it should be.", "u = X W + b", FOLLOWS),
    bug("dw_first_row", "test_linear_dw", DW, DW.replace("X.T @ grad", "X[:1].T @ grad[:1]"),
        "The gradient of W is that of the first row alone.", SAME_B, FOLLOWS),
    bug("dw_last_row", "test_linear_dw", DW, DW.replace("X.T @ grad", "X[-1:].T @ grad[-1:]"),
        "The gradient of W is that of the last row alone.", SAME_B, FOLLOWS),
    bug("dw_by_inputs", "test_linear_dw", DW, f"{DW} / X.shape[1]",
        "The gradient of W is divided by the number of inputs.", "u = X W + b", FOLLOWS),
    bug("dw_transposed", "test_linear_dw", DW, DW.replace("X.T @ grad", "grad.T @ X"),
        "The gradient of W is transposed: it has the shape of W.", "the shape of each gradient"),
    bug("dw_rectified", "test_linear_dw", DW, DW.replace("X.T", "np.maximum(X, 0).T"),
        "The gradient of W leaves out the negative entries of X.", ""),
    bug("dw_sign_of_input", "test_linear_dw", DW, DW.replace("X.T", "np.abs(X).T"),
        "The gradient of W is taken with the absolute values of X.", "", FOLLOWS),
    bug("dw_without_input", "test_linear_dw", DW, DW.replace("X.T", "np.ones(X.shape).T"),
        "The gradient of W lacks X: W is multiplied by it.", "u = X W + b"),
    bug("dw_in_params", "test_linear_dw", DW, DW.replace("gradient", "params"), NOT_THERE, ""),
    bug("db_in_params", "test_linear_db", DB, DB.replace("gradient", "params"), NOT_THERE, ""),
    bug("b_overwritten", "test_linear_db", DB, DB.replace("] = ", '] = self.params["b"] = '),
        "backward overwrites b in `params` by its gradient.", "what backward changes", FOLLOWS),
    bug("w_overwritten", "test_linear_dw", DW, DW.replace("] = ", '] = self.params["W"] = '),
        "backward overwrites W in `params` by its gradient.", "what backward changes", FOLLOWS),
    bug("db_over_outputs", "test_linear_db", DB, DB.replace("axis=0", "axis=1"),
        "The gradient of b is summed over the outputs instead of over the rows of the batch.",
        SAME_B),
    bug("db_total", "test_linear_db", DB, DB.replace("axis=0, keepdims=True", "") + " * np.ones("
        'self.params["b"].shape)',
        "The gradient of b is summed over rows and outputs; each output has a bias of its own.",
        SAME_B),
    bug("db_not_summed", "test_linear_db", DB, DB.replace(".sum(axis=0, keepdims=True)", ""),
        "The gradient of b isn't summed over the rows of the batch.", SAME_B),
    bug("db_first_row", "test_linear_db", DB, DB.replace(".sum(axis=0, keepdims=True)", "[:1]"),
        "The gradient of b is that of the first row alone.", SAME_B),
    bug("db_last_row", "test_linear_db", DB, DB.replace(".sum(axis=0, keepdims=True)", "[-1:]"),
        "The gradient of b is that of the last row alone.", SAME_B),
    bug("db_doubled", "test_linear_db", DB, DB.replace("= grad", "= 2 * grad"),
        "The gradient of b is twice what it should be.", SAME_B, FOLLOWS),
    bug("db_halved", "test_linear_db", DB, DB.replace("= grad", "= 0.5 * grad"),
        "The gradient of b is half of what it should be.", SAME_B, FOLLOWS),
    bug("db_times_b", "test_linear_db", DB, DB + ' * self.params["b"]',
        "The gradient of b is multiplied by b.", "u = X W + b", FOLLOWS),
    bug("db_decays", "test_linear_db", DB, DB + ' + 0.01 * self.params["b"]',
        "The gradient of b has a multiple of b added to it, as with weight decay; the loss has "
        "none.", "what backward puts there", FOLLOWS),
    bug("db_mean_of_all", "test_linear_db", DB, DB.replace("axis=0, keepdims=True", "").replace(
        "sum", "mean") + " * np.ones(self.params[\"b\"].shape)",
        "The gradient of b is averaged over rows and outputs; each output has a bias of its own.",
        SAME_B),
    bug("db_ones", "test_linear_db", DB,
        DB.replace("grad.sum(axis=0, keepdims=True)", "np.ones((1, grad.shape[1]))"),
        "The gradient of b is 1 everywhere: the gradient that came in is missing.", SAME_B,
        FOLLOWS),
    bug("db_of_count", "test_linear_db", DB,
        DB.replace("grad.sum(axis=0, keepdims=True)", "np.full((1, grad.shape[1]), len(X))"),
        "The gradient of b is the number of rows: the gradient that came in is missing.", SAME_B,
        FOLLOWS),
    bug("db_largest", "test_linear_db", DB, DB.replace("sum(", "max("),
        "The gradient of b takes the largest row instead of the sum of the rows.", SAME_B),
    bug("db_with_inputs", "test_linear_db", DB,
        DB.replace("grad.sum", "(grad * X.sum(axis=1, keepdims=True)).sum"),
        "The gradient of b has X in it; b is multiplied by nothing.", "u = X W + b"),
    bug("db_stays", "test_linear_db", DB, "pass",
        "The gradient of b is never set.", "which gradients backward puts there"),
    bug("dw_stays", "test_linear_dw", DW, "pass",
        "The gradient of W is never set.", "which gradients backward puts there"),
    bug("dw_db_stay", "test_linear_dw", DW + MIDDLE + DB, "pass",
        "The gradients of W and b are never set.", "which gradients backward puts there"),
    bug("dw_db_last_row", "test_linear_dw", DW + MIDDLE + DB,
        'self.gradient["W"] = X[-1:].T @ grad[-1:]\n        self.gradient["b"] = grad[-1:]',
        "The gradients of W and b are those of the last row alone.", SAME_B, FOLLOWS),
    bug("dx_with_bias", "test_linear_dx", DX, DX + ' + self.params["b"].sum()',
        "The gradient of X has b in it; X isn't multiplied by b.", "u as a function of X"),
    bug("dx_by_outputs", "test_linear_dx", DX, f"{DX} / grad.shape[1]",
        "The gradient of X is divided by the number of outputs.", "u as a function of X"),
    bug("dx_doubled", "test_linear_dx", DX, f"{DX} * 2",
        "The gradient of X is twice what it should be.", "u as a function of X"),
    bug("dx_summed", "test_linear_dx", DX,
        f"return np.ones((len(X), 1)) * ({DX.removeprefix('return ')}).sum(axis=0)",
        "The gradient of X is summed over the rows of the batch; each row of X has its own.",
        "the shape of each gradient"),
    bug("dx_meaned", "test_linear_dx", DX,
        f"return np.ones((len(X), 1)) * ({DX.removeprefix('return ')}).mean(axis=0)",
        "The gradient of X is averaged over the rows of the batch; each row of X has its own.",
        "the shape of each gradient"),
    bug("dx_of_signs", "test_linear_dx", DX, 'return grad @ np.abs(self.params["W"]).T',
        "The gradient of X is taken with the absolute values of W.", "u as a function of X"),
    bug("dx_is_dw", "test_linear_dx", DX, 'return self.gradient["W"]',
        "backward returns the gradient of W; that of X is asked for.", "what backward returns"),
    bug("dx_rectified", "test_linear_dx", DX, f"{DX} * (X > 0)",
        "The gradient of X has the slope of ReLU in it; the linear layer has none.",
        "u as a function of X"),
    bug("dx_not_negative", "test_linear_dx", DX,
        DX.replace("return ", "return np.maximum(0, ") + ")",
        "Negative entries of the gradient of X are set to 0.", "u as a function of X"),
    bug("dx_with_input", "test_linear_dx", DX, f"{DX} * X",
        "The gradient of X is multiplied by X once more.", "u as a function of X"),
    bug("dx_with_dw", "test_linear_dx", DX, 'return grad @ self.gradient["W"].T',
        "The gradient of X is taken with the gradient of W instead of W.",
        "u as a function of X"),
    bug("dx_moved_w", "test_linear_dx", DX,
        'return grad @ (self.params["W"] - self.gradient["W"]).T',
        "The gradient of X is taken with weights that moved already.", "what backward changes"),
)  # fmt: skip

BUGS: tuple[KnownBug, ...] = LINEAR
