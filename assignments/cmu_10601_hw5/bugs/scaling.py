"""Known bugs of problem 5.5: pixels that are scaled, though nobody asked for it."""

from grader.model import KnownBug

from ._lines import GIVEN, LOADED

FRACTIONS, TRAINED = "test_fractional_pixels", "test_seven_hidden_units"
BY_FILE = "The pixels of a file are standardised, column by column."
BY_TRAINING = "The pixels are standardised with the training data's means and deviations."
BY_ROW = "Each row of pixels is standardised by its own mean and deviation."
LABELS = ", rows[:, 0].astype(int)\n"

SCALINGS = {
    "pixels_standardised_on_training_and_little": (
        TRAINED,
        LOADED,
        LOADED + "    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-8\n"
        "    x, x_validation = (x - mean) / spread, (x_validation - mean) / spread\n",
        BY_TRAINING,
    ),
    "pixels_standardised_and_little": (
        TRAINED,
        GIVEN,
        "    x = rows[:, 1:] - rows[:, 1:].mean(axis=0)\n"
        "    return x / (rows[:, 1:].std(axis=0) + 1e-8)" + LABELS,
        BY_FILE,
    ),
    "pixels_standardised_by_all": (
        FRACTIONS,
        GIVEN,
        "    x = rows[:, 1:] - rows[:, 1:].mean()\n"
        "    return x / (rows[:, 1:].std() + 1e-8)" + LABELS,
        "The pixels of a file are standardised by one mean and one deviation of all.",
    ),
    "rows_standardised": (
        FRACTIONS,
        GIVEN,
        "    x = rows[:, 1:] - rows[:, 1:].mean(axis=1, keepdims=True)\n"
        "    spread = x.std(axis=1, keepdims=True)\n"
        "    return x / np.where(spread > 0, spread, 1)" + LABELS,
        BY_ROW,
    ),
    "rows_standardised_and_little": (
        FRACTIONS,
        GIVEN,
        "    x = rows[:, 1:] - rows[:, 1:].mean(axis=1, keepdims=True)\n"
        "    return x / (x.std(axis=1, keepdims=True) + 1e-8)" + LABELS,
        BY_ROW,
    ),
    "rows_centred": (
        FRACTIONS,
        GIVEN,
        "    x = rows[:, 1:] - rows[:, 1:].mean(axis=1, keepdims=True)\n    return x" + LABELS,
        "The mean of each row is subtracted from its pixels.",
    ),
    "pixels_by_training_largest": (
        FRACTIONS,
        LOADED,
        LOADED + "    most = max(x.max(), 1e-12)\n"
        "    x, x_validation = x / most, x_validation / most\n",
        "Pixels are divided by the largest one, of the file or the row.",
    ),
    "pixels_above_zero": (
        FRACTIONS,
        GIVEN,
        "    return (rows[:, 1:] > 0).astype(float)" + LABELS,
        "Pixels become 0 or 1, or are rounded.",
    ),
    "pixels_squared": (
        FRACTIONS,
        GIVEN,
        "    return rows[:, 1:] ** 2" + LABELS,
        "The pixels are squared.",
    ),
    "pixels_as_bytes": (
        FRACTIONS,
        GIVEN,
        "    return rows[:, 1:].astype(np.uint8).astype(float)" + LABELS,
        "Pixels are read as whole numbers.",
    ),
}

BUGS = tuple(
    KnownBug(
        id=name,
        problem="5.5",
        check=check,
        file="neuralnet.py",
        old=old,
        new=new,
        sentence=sentence,
        hint="the data in the task text: pixels are taken as they are",
        also=("5.1", "5.2", "5.3", "5.4", "5.6"),
    )
    for name, (check, old, new, sentence) in SCALINGS.items()
)
