"""Known bugs of problem 5.5: any data set."""

from grader.model import KnownBug

from ._lines import FILE, GIVEN, LOADED, TINY

WIDTHS, FRACTIONS = "test_other_widths", "test_fractional_pixels"
CLASSES, ROW = "test_absent_classes", "test_one_row"

READ = '    rows = np.loadtxt(path, delimiter=",", ndmin=2)\n'
NETWORK = "    net = NN(x.shape[1], args.hidden_units, CLASSES, init, args.learning_rate)\n"
COUNTED = NETWORK.replace("CLASSES", "classes")

SCALED = "the data in the task text: pixels are taken as they are"
DATA = {
    "columns_129": (
        WIDTHS,
        GIVEN,
        "    x = np.zeros((len(rows), 128))\n    x[:] = rows[:, 1:129]\n"
        "    return x, rows[:, 0].astype(int)\n",
        "The number of columns, 129, is written into the program.",
        "the number of pixels comes from the file",
    ),
    "columns_cut_at_129": (
        WIDTHS,
        GIVEN,
        "    return np.ascontiguousarray(rows[:, 1:129]), rows[:, 0].astype(int)\n",
        "Columns beyond 129 are left out.",
        "the number of pixels comes from the file",
    ),
    "last_column_missing": (
        TINY,
        GIVEN,
        "    return np.ascontiguousarray(rows[:, 1:-1]), rows[:, 0].astype(int)\n",
        "A pixel of each row is left out, the first or the last.",
        SCALED,
    ),
    "first_pixel_missing": (
        TINY,
        GIVEN,
        "    return np.ascontiguousarray(rows[:, 2:]), rows[:, 0].astype(int)\n",
        "A pixel of each row is left out, the first or the last.",
        SCALED,
    ),
    "label_among_pixels": (
        TINY,
        GIVEN,
        "    return rows, rows[:, 0].astype(int)\n",
        "The label isn't cut off: it is read as the first pixel, too.",
        SCALED,
    ),
    "header_skipped": (
        TINY,
        READ,
        '    rows = np.loadtxt(path, delimiter=",", ndmin=2, skiprows=1)\n',
        "The first row of each file is skipped, as if it were a header.",
        "the data: every line is an example",
    ),
    "last_row_skipped": (
        TINY,
        READ,
        READ + "    rows = rows[:-1]\n",
        "The last row of each file is left out.",
        "the data: every line is an example",
    ),
    "integer_pixels": (
        FRACTIONS,
        READ,
        '    rows = np.floor(np.loadtxt(path, delimiter=",", ndmin=2))\n',
        "Pixels are read as whole numbers.",
        "a pixel may be a fraction",
    ),
    "rounded_pixels": (
        FRACTIONS,
        READ,
        '    rows = np.rint(np.loadtxt(path, delimiter=",", ndmin=2))\n',
        "Pixels become 0 or 1, or are rounded.",
        "a pixel may be a fraction",
    ),
    "binary_pixels": (
        FRACTIONS,
        GIVEN,
        "    return (rows[:, 1:] > 0.5).astype(float), rows[:, 0].astype(int)\n",
        "Pixels become 0 or 1, or are rounded.",
        "a pixel may be a fraction",
    ),
    "pixels_cut_at_one": (
        FRACTIONS,
        GIVEN,
        "    return np.minimum(rows[:, 1:], 1.0), rows[:, 0].astype(int)\n",
        "Pixels larger than 1 are cut to 1.",
        SCALED,
    ),
    "pixels_equal_one": (
        FRACTIONS,
        GIVEN,
        "    return (rows[:, 1:] == 1).astype(float), rows[:, 0].astype(int)\n",
        "Pixels are read as whole numbers.",
        "a pixel may be a fraction",
    ),
    "pixels_by_largest": (
        FRACTIONS,
        GIVEN,
        "    x = rows[:, 1:] / max(rows[:, 1:].max(), 1e-12)\n"
        "    return x, rows[:, 0].astype(int)\n",
        "Pixels are divided by the largest one, of the file or the row.",
        SCALED,
    ),
    "pixels_by_row_largest": (
        FRACTIONS,
        GIVEN,
        "    x = rows[:, 1:] / np.maximum(rows[:, 1:].max(axis=1, keepdims=True), 1e-12)\n"
        "    return x, rows[:, 0].astype(int)\n",
        "Pixels are divided by the largest one, of the file or the row.",
        SCALED,
    ),
    "rows_of_length_one": (
        TINY,
        GIVEN,
        "    length = np.linalg.norm(rows[:, 1:], axis=1, keepdims=True)\n"
        "    x = rows[:, 1:] / np.where(length > 0, length, 1)\n"
        "    return x, rows[:, 0].astype(int)\n",
        "Each row of pixels is divided by its length.",
        SCALED,
    ),
    "rows_of_sum_one": (
        TINY,
        GIVEN,
        "    total = rows[:, 1:].sum(axis=1, keepdims=True)\n"
        "    x = rows[:, 1:] / np.where(total > 0, total, 1)\n"
        "    return x, rows[:, 0].astype(int)\n",
        "Each row of pixels is divided by its sum.",
        SCALED,
    ),
    "pixels_by_255": (
        TINY,
        GIVEN,
        "    return rows[:, 1:] / 255.0, rows[:, 0].astype(int)\n",
        "Pixels are divided by 255; they are 0 or 1 here, or fractions.",
        SCALED,
    ),
    "pixels_centred": (
        "test_seven_hidden_units",
        GIVEN,
        "    return rows[:, 1:] - rows[:, 1:].mean(axis=0), rows[:, 0].astype(int)\n",
        "The mean of each column is subtracted from the pixels of a file.",
        SCALED,
    ),
    "pixels_centred_on_training": (
        "test_seven_hidden_units",
        LOADED,
        LOADED + "    x, x_validation = x - x.mean(axis=0), x_validation - x.mean(axis=0)\n",
        "The mean of each column of the training data is subtracted from the pixels.",
        SCALED,
    ),
    "pixels_standardised": (
        "test_seven_hidden_units",
        GIVEN,
        "    x = rows[:, 1:] - rows[:, 1:].mean(axis=0)\n"
        "    spread = x.std(axis=0)\n"
        "    return x / np.where(spread > 0, spread, 1), rows[:, 0].astype(int)\n",
        "The pixels of a file are standardised, column by column.",
        SCALED,
    ),
    "pixels_standardised_on_training": (
        "test_seven_hidden_units",
        LOADED,
        LOADED + "    mean, spread = x.mean(axis=0), x.std(axis=0)\n"
        "    spread = np.where(spread > 0, spread, 1)\n"
        "    x, x_validation = (x - mean) / spread, (x_validation - mean) / spread\n",
        "The pixels are standardised with the training data's means and deviations.",
        SCALED,
    ),
    "pixels_plus_minus": (
        TINY,
        GIVEN,
        "    return 2 * rows[:, 1:] - 1, rows[:, 0].astype(int)\n",
        "Pixels are mapped from 0 and 1 to -1 and 1.",
        SCALED,
    ),
    "pixels_turned": (
        TINY,
        GIVEN,
        "    return 1 - rows[:, 1:], rows[:, 0].astype(int)\n",
        "Black and white are exchanged: 1 - pixel is used.",
        SCALED,
    ),
    "labels_in_last_column": (
        TINY,
        GIVEN,
        "    return np.ascontiguousarray(rows[:, :-1]), rows[:, -1].astype(int)\n",
        "The label is taken from the last column; it is in the first.",
        SCALED,
    ),
    "classes_of_training": (
        CLASSES,
        NETWORK,
        "    classes = int(y.max()) + 1\n" + COUNTED,
        "The number of classes is the largest label that occurs plus 1.",
        "there are always ten classes",
    ),
    "classes_of_both": (
        CLASSES,
        NETWORK,
        "    classes = int(max(y.max(), y_validation.max())) + 1\n" + COUNTED,
        "The number of classes is the largest label that occurs plus 1.",
        "there are always ten classes",
    ),
    "classes_that_occur": (
        CLASSES,
        NETWORK,
        "    classes = len(np.unique(y))\n" + COUNTED,
        "The number of classes is that of the different labels that occur.",
        "there are always ten classes",
    ),
    "classes_that_occur_in_both": (
        CLASSES,
        NETWORK,
        "    classes = len(np.unique(np.concatenate([y, y_validation])))\n" + COUNTED,
        "The number of classes is that of the different labels that occur.",
        "there are always ten classes",
    ),
    "classes_numbered_anew": (
        CLASSES,
        LOADED + "    init",
        LOADED + "    found = np.unique(y).tolist()\n"
        "    y = np.array([found.index(k) for k in y.tolist()])\n"
        "    y_validation = np.array([found.index(k) for k in y_validation.tolist()])\n    init",
        "The classes are numbered anew, by the labels that occur.",
        "there are always ten classes",
    ),
    "eleven_classes": (
        TINY,
        NETWORK,
        NETWORK.replace("CLASSES", "CLASSES + 1"),
        "There are eleven outputs; ten classes are asked for.",
        "there are always ten classes",
    ),
    "one_row_read_flat": (
        ROW,
        READ,
        '    rows = np.loadtxt(path, delimiter=",")\n',
        "A file with one row is read as a vector.",
        "the shape of what the reading function gives for one row",
    ),
    "one_row_squeezed": (
        ROW,
        GIVEN,
        "    return np.squeeze(rows[:, 1:]), np.squeeze(rows[:, 0].astype(int))\n",
        "A file with one row is read as a vector.",
        "the shape of what the reading function gives for one row",
    ),
}


BUGS = tuple(
    KnownBug(
        id=name,
        problem="5.5",
        check=check,
        file=FILE,
        old=old,
        new=new,
        sentence=sentence,
        hint=hint,
        also=("5.1", "5.2", "5.3", "5.4", "5.6"),
    )
    for name, (check, old, new, sentence, hint) in DATA.items()
)
