"""Known bugs of 2.3: training from other parameters than those in params."""

from grader.model import KnownBug

from ._lines import SEED

ANEW = "train draws new weights at its start, instead of going on from what is in params."


def _bugs(
    check: str, old: str, table: dict[str, tuple[str, str, str]], *also: str
) -> tuple[KnownBug, ...]:
    """The bugs of one place in the file: by name, what stands there, sentence and hint."""
    return tuple(
        KnownBug(
            id=name,
            problem="2.3",
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
        "test_update",
        SEED,
        {
            "start_anew_0": (
                "        np.random.seed(1)\n"
                "        for k in ('W1', 'W2'):\n"
                "            self.params[k] = 0.1 * "
                "np.random.randn(*self.params[k].shape)\n"
                "        for k in ('b1', 'b2'):\n"
                "            self.params[k] = np.zeros_like(self.params[k])\n"
                "        for epoch in range(num_epochs):\n",
                ANEW,
                "what 2.3 says of params at the end, and question 2 of every call",
            ),
            "start_anew_1": (
                "        np.random.seed(1)\n"
                "        for k in ('W1', 'W2'):\n"
                "            self.params[k] = 0.1 * "
                "np.random.randn(*self.params[k].shape)\n"
                "        for epoch in range(num_epochs):\n",
                ANEW,
                "what 2.3 says of params at the end, and question 2 of every call",
            ),
            "start_anew_2": (
                "        for k in ('W1', 'W2'):\n"
                "            self.params[k] = 0.1 * "
                "np.random.randn(*self.params[k].shape)\n"
                "        for k in ('b1', 'b2'):\n"
                "            self.params[k] = np.zeros_like(self.params[k])\n"
                "        np.random.seed(1)\n"
                "        for epoch in range(num_epochs):\n",
                ANEW,
                "what 2.3 says of params at the end, and question 2 of every call",
            ),
            "start_anew_3": (
                "        for k in ('W1', 'W2'):\n"
                "            self.params[k] = 0.1 * "
                "np.random.randn(*self.params[k].shape)\n"
                "        np.random.seed(1)\n"
                "        for epoch in range(num_epochs):\n",
                ANEW,
                "what 2.3 says of params at the end, and question 2 of every call",
            ),
            "start_anew_4": (
                "        np.random.seed(1)\n"
                "        for k in ('W1', 'W2'):\n"
                "            self.params[k] = 1e-4 * "
                "np.random.randn(*self.params[k].shape)\n"
                "        for k in ('b1', 'b2'):\n"
                "            self.params[k] = np.zeros_like(self.params[k])\n"
                "        for epoch in range(num_epochs):\n",
                ANEW,
                "what 2.3 says of params at the end, and question 2 of every call",
            ),
            "start_anew_5": (
                "        np.random.seed(1)\n"
                "        for k in ('W1', 'W2'):\n"
                "            self.params[k] = 1e-4 * "
                "np.random.randn(*self.params[k].shape)\n"
                "        for epoch in range(num_epochs):\n",
                ANEW,
                "what 2.3 says of params at the end, and question 2 of every call",
            ),
            "start_anew_6": (
                "        for k in ('W1', 'W2'):\n"
                "            self.params[k] = 1e-4 * "
                "np.random.randn(*self.params[k].shape)\n"
                "        for k in ('b1', 'b2'):\n"
                "            self.params[k] = np.zeros_like(self.params[k])\n"
                "        np.random.seed(1)\n"
                "        for epoch in range(num_epochs):\n",
                ANEW,
                "what 2.3 says of params at the end, and question 2 of every call",
            ),
            "start_anew_7": (
                "        for k in ('W1', 'W2'):\n"
                "            self.params[k] = 1e-4 * "
                "np.random.randn(*self.params[k].shape)\n"
                "        np.random.seed(1)\n"
                "        for epoch in range(num_epochs):\n",
                ANEW,
                "what 2.3 says of params at the end, and question 2 of every call",
            ),
            "start_anew_8": (
                "        np.random.seed(1)\n"
                "        for k in ('W1', 'W2'):\n"
                "            self.params[k] = 0.01 * "
                "np.random.randn(*self.params[k].shape)\n"
                "        for k in ('b1', 'b2'):\n"
                "            self.params[k] = np.zeros_like(self.params[k])\n"
                "        for epoch in range(num_epochs):\n",
                ANEW,
                "what 2.3 says of params at the end, and question 2 of every call",
            ),
            "start_anew_9": (
                "        np.random.seed(1)\n"
                "        for k in ('W1', 'W2'):\n"
                "            self.params[k] = 0.01 * "
                "np.random.randn(*self.params[k].shape)\n"
                "        for epoch in range(num_epochs):\n",
                ANEW,
                "what 2.3 says of params at the end, and question 2 of every call",
            ),
            "start_anew_10": (
                "        for k in ('W1', 'W2'):\n"
                "            self.params[k] = 0.01 * "
                "np.random.randn(*self.params[k].shape)\n"
                "        for k in ('b1', 'b2'):\n"
                "            self.params[k] = np.zeros_like(self.params[k])\n"
                "        np.random.seed(1)\n"
                "        for epoch in range(num_epochs):\n",
                ANEW,
                "what 2.3 says of params at the end, and question 2 of every call",
            ),
            "start_anew_11": (
                "        for k in ('W1', 'W2'):\n"
                "            self.params[k] = 0.01 * "
                "np.random.randn(*self.params[k].shape)\n"
                "        np.random.seed(1)\n"
                "        for epoch in range(num_epochs):\n",
                ANEW,
                "what 2.3 says of params at the end, and question 2 of every call",
            ),
            "start_anew_12": (
                "        np.random.seed(1)\n"
                "        for k in ('W1', 'W2'):\n"
                "            self.params[k] = 1.0 * "
                "np.random.randn(*self.params[k].shape)\n"
                "        for k in ('b1', 'b2'):\n"
                "            self.params[k] = np.zeros_like(self.params[k])\n"
                "        for epoch in range(num_epochs):\n",
                ANEW,
                "what 2.3 says of params at the end, and question 2 of every call",
            ),
            "start_anew_13": (
                "        np.random.seed(1)\n"
                "        for k in ('W1', 'W2'):\n"
                "            self.params[k] = 1.0 * "
                "np.random.randn(*self.params[k].shape)\n"
                "        for epoch in range(num_epochs):\n",
                ANEW,
                "what 2.3 says of params at the end, and question 2 of every call",
            ),
            "start_anew_14": (
                "        for k in ('W1', 'W2'):\n"
                "            self.params[k] = 1.0 * "
                "np.random.randn(*self.params[k].shape)\n"
                "        for k in ('b1', 'b2'):\n"
                "            self.params[k] = np.zeros_like(self.params[k])\n"
                "        np.random.seed(1)\n"
                "        for epoch in range(num_epochs):\n",
                ANEW,
                "what 2.3 says of params at the end, and question 2 of every call",
            ),
            "start_anew_15": (
                "        for k in ('W1', 'W2'):\n"
                "            self.params[k] = 1.0 * "
                "np.random.randn(*self.params[k].shape)\n"
                "        np.random.seed(1)\n"
                "        for epoch in range(num_epochs):\n",
                ANEW,
                "what 2.3 says of params at the end, and question 2 of every call",
            ),
        },
    ),
)
