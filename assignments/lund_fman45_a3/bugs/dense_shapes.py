"""Known bugs of 2d: shapes that don't fit, axes, and the order of the results."""

from functools import partial
from itertools import permutations

from grader.model import KnownBug

from ._lines import DW, DX, OUT

bug = partial(KnownBug, problem="2d", file="cnn_layers.py", also=("5", "6a"))
FORWARD, BY_X, BY_W = "test_dense_forward", "test_dense_dldx", "test_dense_dldw"
IMAGES, BACKWARD = "test_dense_images_forward", "test_dense_images_backward"

COLUMNS = 'columns = X.reshape(-1, X.shape[-1], order="F")\n    '
RETURN = "return dldX, dldW, dldb"

SHAPES = "the shapes of exercise 2d"
AXES = "Conventions: which axis counts the samples"
FIRST_AXIS = (
    "The number of samples is read from the first axis of X. Samples are along the last one, in "
    "images too."
)
OUTER_AXES = (
    "Only the first axis of images is kept as features. An image is one column of H*W*C numbers; "
    "the samples are the last axis."
)
NOT_FLAT = "Images go into the product as they are. Each has to become one column first."


def both(id: str, check: str, old: str, left: str, right: str, rest: str, sentence: str):
    """A product that doesn't fit, by `@` and by `np.dot`, whose exceptions have other words."""
    for name, product in (("at", f"({left} @ {right})"), ("dot", f"np.dot({left}, {right})")):
        yield bug(
            id=f"{id}_{name}",
            check=check,
            old=old,
            new=rest.format(product),
            sentence=sentence,
            hint=SHAPES,
        )


def reshaped(id: str, check: str, shape: str, sentence: str):
    """The input of the forward pass reshaped otherwise, before both kinds of product."""
    for name, product in (("at", "W @ columns"), ("dot", "np.dot(W, columns)")):
        yield bug(
            id=f"{id}_{name}",
            check=check,
            old=COLUMNS + OUT,
            new=f"columns = X.reshape({shape})\n    return {product} + b",
            sentence=sentence,
            hint=AXES,
        )


BUGS = (
    *(
        bug(
            id=f"dense_results_{number}",
            check=BY_X if order[0] != 0 else BY_W,
            old=RETURN,
            new="return " + ", ".join(("dldX", "dldW", "dldb")[place] for place in order),
            sentence="The three gradients are returned in another order. It is dldX, dldW, dldb.",
            hint=SHAPES,
        )
        for number, order in enumerate(permutations(range(3)))
        if number
    ),
    *reshaped("dense_first_axis_f", FORWARD, '-1, X.shape[0], order="F"', FIRST_AXIS),
    *reshaped("dense_first_axis_c", FORWARD, "-1, X.shape[0]", FIRST_AXIS),
    *reshaped("dense_rows_of_images", IMAGES, "X.shape[0], -1", OUTER_AXES),
    *reshaped("dense_rows_of_images_f", IMAGES, 'X.shape[0], -1, order="F"', OUTER_AXES),
    *reshaped("dense_images_as_they_are", IMAGES, "X.shape", NOT_FLAT),
    *both(
        "dense_forward_swapped",
        FORWARD,
        OUT,
        "columns",
        "W",
        "return {} + b",
        "The factors of the forward product are in the wrong order: W stands first.",
    ),
    *both(
        "dense_forward_input_turned",
        FORWARD,
        OUT,
        "W",
        "columns.T",
        "return {} + b",
        "X is transposed in the forward product, or was reshaped to have samples as rows. It has "
        "a column for each sample.",
    ),
    *both(
        "dense_forward_weights_turned",
        FORWARD,
        OUT,
        "W.T",
        "columns",
        "return {} + b",
        "W is transposed in the forward product, which it shouldn't be: it is (n, m).",
    ),
    *both(
        "dense_forward_rows",
        FORWARD,
        OUT,
        "columns.T",
        "W.T",
        "return {} + b.T",
        "Z has a row for each sample. Samples are columns.",
    ),
    *both(
        "dense_forward_rows_column_bias",
        FORWARD,
        OUT,
        "columns.T",
        "W.T",
        "return {} + b",
        "The product has a row for each sample, while b is a column. Samples are columns.",
    ),
    *both(
        "dense_dldx_not_turned",
        BY_X,
        DX,
        "W",
        "dldZ",
        '{}.reshape(X.shape, order="F")',
        "W isn't transposed in the product for dldX. The sum is to run over the units.",
    ),
    *both(
        "dense_dldx_swapped",
        BY_X,
        DX,
        "dldZ",
        "W.T",
        '{}.reshape(X.shape, order="F")',
        "The factors of the product for dldX are in the wrong order.",
    ),
    *both(
        "dense_dldx_swapped_not_turned",
        BY_X,
        DX,
        "dldZ",
        "W",
        '{}.reshape(X.shape, order="F")',
        "In the product for dldX the order is wrong and a transpose missing. The sum is to run "
        "over the units.",
    ),
    *both(
        "dense_dldx_rows",
        BY_X,
        DX,
        "dldZ.T",
        "W",
        "{}",
        "The product for dldX has a row for each sample. Samples are columns.",
    ),
    *both(
        "dense_dldw_not_turned",
        BY_W,
        DW,
        "dldZ",
        "columns",
        "dldW = {}",
        "X isn't transposed in the product for dldW. The sum is to run over the samples.",
    ),
    *both(
        "dense_dldw_swapped",
        BY_W,
        DW,
        "columns.T",
        "dldZ",
        "dldW = {}",
        "The factors of the product for dldW are in the wrong order.",
    ),
    *both(
        "dense_dldw_swapped_not_turned",
        BY_W,
        DW,
        "columns",
        "dldZ",
        "dldW = {}",
        "In the product for dldW the order is wrong and a transpose missing. The sum is to run "
        "over the samples.",
    ),
    *both(
        "dense_dldw_other_turned",
        BY_W,
        DW,
        "dldZ.T",
        "columns",
        "dldW = {}",
        "In the product for dldW the transpose is on the wrong one of the two factors.",
    ),
    *(
        bug(
            id=f"dense_backward_first_axis_{name}",
            check=BY_W,
            old=COLUMNS + "dldX = " + DX + "  # dL/dX = W^T dL/dZ\n    " + DW,
            new=f'columns = X.reshape(-1, X.shape[0], order="F")\n    dldX = {DX}\n    '
            f"dldW = {product}",
            sentence="In the backward pass the number of samples is read from the first axis of X. "
            "Samples are along the last one.",
            hint=AXES,
        )
        for name, product in (
            ("at", "dldZ @ columns.T"),
            ("dot", "np.dot(dldZ, columns.T)"),
        )
    ),
    *(
        bug(
            id=f"dense_backward_as_they_are_{name}",
            check=BACKWARD,
            old=DW,
            new=f"dldW = {product}",
            sentence="In the backward pass images go into the product for dldW as they are. Each "
            "has to become one column first.",
            hint=SHAPES,
        )
        for name, product in (("at", "dldZ @ X.T"), ("dot", "np.dot(dldZ, X.T)"))
    ),
)
