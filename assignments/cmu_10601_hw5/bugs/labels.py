"""Known bugs of problem 5.4: predicted labels.

Wrong rules that show where probabilities differ are in the hidden tests: one network, which needs
no training for each, tells them apart. Fingerprints are those of training.py, in the same folder.
"""

from grader.model import KnownBug

from ._lines import FILE

LABELS, TIES = "test_labels", "test_ties"

PREDICTED = "        labels = self.scores(x).argmax(axis=1)\n"
LINEAR = """\
        a = x @ self.linear1.w[:, 1:].T + self.linear1.w[:, 0]
        labels = (a @ self.linear2.w[:, 1:].T + self.linear2.w[:, 0]).argmax(axis=1)
"""

PREDICTIONS = {
    "labels_without_sigmoid": (
        LABELS,
        PREDICTED,
        LINEAR,
        "Labels are predicted without the sigmoid of the hidden layer.",
    ),
    "labels_without_first_output_but_counted": (
        TIES,
        PREDICTED,
        "        labels = 1 + self.scores(x)[:, 1:].argmax(axis=1)\n",
        "The first output is left out when the largest is looked for.",
    ),
    "labels_counted_from_one": (
        TIES,
        PREDICTED,
        "        labels = 1 + self.scores(x).argmax(axis=1)\n",
        "Labels are counted from 1; the first class is 0.",
    ),
    "labels_largest_of_equals": (
        TIES,
        PREDICTED,
        "        labels = CLASSES - 1 - self.scores(x)[:, ::-1].argmax(axis=1)\n",
        "Of equally probable classes the largest index is predicted.",
    ),
    "labels_random_of_equals": (
        TIES,
        PREDICTED,
        "        b = self.scores(x)\n"
        "        best = b == b.max(axis=1, keepdims=True)\n"
        "        labels = np.array([np.random.choice(np.flatnonzero(row)) for row in best])\n",
        "Of equally probable classes one is drawn at random.",
    ),
}

PRINTS = {
    "labels_without_sigmoid": {
        "crossentropy(train), epoch 1": 2.18506276114,
        "error(train)": 0.802,
        "error(validation)": 0.81,
    },
}


def bug(name: str, told: tuple[str, str, str, str]) -> KnownBug:
    """A bug of labels; told: check, text, what it becomes, sentence."""
    check, old, new, sentence = told
    return KnownBug(
        id=name,
        problem="5.4",
        check=check,
        file=FILE,
        old=old,
        new=new,
        sentence=sentence,
        hint="labels and errors in the task text",
        also=("5.1", "5.6"),
        fingerprint=PRINTS.get(name, {}),
    )


BUGS = tuple(bug(*each) for each in PREDICTIONS.items())
