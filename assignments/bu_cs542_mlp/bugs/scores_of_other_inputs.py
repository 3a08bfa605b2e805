"""Known bugs of 2.1: other numbers than X and params."""

from grader.model import KnownBug

from ._lines import INPUTS, NETWORK

SCALED = "what 2.1 says of the images"
CENTRED = (
    "A mean is subtracted from the inputs X in loss: nothing is to be centred or scaled there."
)

START = (
    'self.params["b2"] = np.zeros(output_size)\n'
    "\n"
    "    def loss(self, X, y=None, reg=0.0):\n"
    '        """X (N, D). Without y: scores (N, C). With labels y (N,): loss, grads."""\n'
    '        W1, b1 = self.params["W1"], self.params["b1"]\n'
    '        W2, b2 = self.params["W2"], self.params["b2"]\n'
)
COPIES = (
    "loss computes with arrays that the constructor kept, not with what is in params at the call."
)
MOMENT = "what the start of question 2 says of params"


def _bugs(
    check: str, old: str, table: dict[str, tuple[str, str, str]], *also: str
) -> tuple[KnownBug, ...]:
    """The bugs of one place in the file: by name, what stands there, sentence and hint."""
    return tuple(
        KnownBug(
            id=name,
            problem="2.1",
            check=check,
            file="two_layer_mlp.py",
            old=old,
            new=new,
            sentence=sentence,
            hint=hint,
            also=also,
        )
        for name, (new, sentence, hint) in table.items()
    )


BUGS: tuple[KnownBug, ...] = (
    *_bugs(
        "test_scores_sigmoid",
        INPUTS,
        {
            "x_by_255": (
                "X = X / 255.0; inputs = X @ W1 + b1",
                "The inputs X are divided by 255: nothing is to be scaled.",
                SCALED,
            ),
            "x_by_256": (
                "X = X / 256.0; inputs = X @ W1 + b1",
                "The inputs X are divided by 256: nothing is to be scaled.",
                SCALED,
            ),
            "x_by_127": (
                "X = X / 127.5 - 1.0; inputs = X @ W1 + b1",
                "The inputs X are scaled from -1 to 1: nothing is to be scaled.",
                SCALED,
            ),
            "x_centred": (
                "X = X - X.mean(axis=0); inputs = X @ W1 + b1",
                CENTRED,
                SCALED,
            ),
            "x_centred_all": (
                "X = X - X.mean(); inputs = X @ W1 + b1",
                CENTRED,
                SCALED,
            ),
            "x_centred_row": (
                "X = X - X.mean(axis=1, keepdims=True); inputs = X @ W1 + b1",
                CENTRED,
                SCALED,
            ),
            "x_standardised": (
                "X = (X - X.mean(axis=0)) / X.std(axis=0); inputs = X @ W1 + b1",
                CENTRED,
                SCALED,
            ),
            "x_standardised_small": (
                "X = (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-8); inputs = X @ W1 + b1",
                CENTRED,
                SCALED,
            ),
            "x_normalised": (
                "X = X / np.linalg.norm(X, axis=1, keepdims=True); inputs = X @ W1 + b1",
                "Each row of X is divided by its length: nothing is to be scaled.",
                SCALED,
            ),
            "x_by_max": (
                "X = X / X.max(); inputs = X @ W1 + b1",
                "The inputs X are divided by their largest: nothing is to be scaled.",
                SCALED,
            ),
            "b1_twice": (
                "inputs = X @ W1 + 2 * b1",
                "The bias b1 is added twice.",
                NETWORK,
            ),
        },
        "2.2",
        "2.3",
    ),
    *_bugs(
        "test_scores_sigmoid",
        START,
        {
            "own_copies": (
                'self.params["b2"] = np.zeros(output_size)\n'
                "        self.kept = {k: v.copy() for k, v in self.params.items()}\n"
                "\n"
                "    def loss(self, X, y=None, reg=0.0):\n"
                '        """X (N, D). Without y: scores (N, C). With labels y (N,): '
                'loss, grads."""\n'
                '        W1, b1, W2, b2 = (self.kept[k] for k in ("W1", "b1", "W2", '
                '"b2"))\n',
                COPIES,
                MOMENT,
            ),
            "own_copies_of_weights": (
                'self.params["b2"] = np.zeros(output_size)\n'
                "        self.kept = {k: v.copy() for k, v in self.params.items()}\n"
                "\n"
                "    def loss(self, X, y=None, reg=0.0):\n"
                '        """X (N, D). Without y: scores (N, C). With labels y (N,): '
                'loss, grads."""\n'
                '        W1, b1 = self.kept["W1"], self.params["b1"]\n'
                '        W2, b2 = self.kept["W2"], self.params["b2"]\n',
                COPIES,
                MOMENT,
            ),
        },
        "2.2",
        "2.3",
    ),
)
