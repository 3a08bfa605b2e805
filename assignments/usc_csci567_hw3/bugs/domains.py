"""Known bugs of problem 3.5a, each as a change of domains.py."""

from grader.model import KnownBug


def bug(id: str, check: str, old: str, new: str, sentence: str, hint: str = "") -> KnownBug:
    """A bug of the images from elsewhere."""
    return KnownBug(
        id=id, problem="3.5a", check=check, file="domains.py", old=old, new=new, sentence=sentence,
        hint=hint,
    )  # fmt: skip


MOVE = "moved[:, : side - pixels] = images[:, pixels:]"
EMPTY = "moved = np.zeros_like(images)"
DONE = "return moved.reshape(X.shape)"
SIDE = "side = int(np.sqrt(X.shape[1]))\n    images"
ROT_SIDE = "side = int(np.sqrt(X.shape[1]))\n    return"
TURN = "np.rot90(X.reshape(-1, side, side), degrees // 90, axes=(1, 2))"
ROTATE = f"return {TURN}.reshape(X.shape)"
UP = "in which direction the images move"
BOTTOM = "what comes in at the bottom"
TURNS = "in which direction to turn, and how far"
CLOCKWISE = "The images are turned clockwise instead of counter-clockwise."
SQUARES = "X.reshape(-1, side, side)"
SMALL = "Every image is taken for one of 28 x 28; images may have any side."
ROLLED = "What leaves at the top comes in again at the bottom; those rows are 0."
FLAT = "The row of pixels is moved by so many pixels; the image moves by so many of its rows."
MIRRORED = "The images are mirrored instead of turned."

MOVED = (
    bug("moved_down", "test_translate", MOVE, "moved[:, pixels:] = images[:, : side - pixels]",
        "The images are moved down instead of up.", UP),
    bug("moved_left", "test_translate", MOVE,
        "moved[:, :, : side - pixels] = images[:, :, pixels:]",
        "The images are moved to the left instead of up.", UP),
    bug("moved_right", "test_translate", MOVE,
        "moved[:, :, pixels:] = images[:, :, : side - pixels]",
        "The images are moved to the right instead of up.", UP),
    bug("moved_round", "test_translate", DONE,
        "moved = np.roll(images, -pixels, axis=1)\n    " + DONE,
        ROLLED, BOTTOM),
    bug("moved_round_down", "test_translate", DONE, "moved = np.roll(images, pixels, axis=1)\n    "
        + DONE, "The images are moved down, and what leaves comes in again on the other side.", UP),
    bug("moved_round_left", "test_translate", DONE, "moved = np.roll(images, -pixels, axis=2)\n    "
        + DONE, "The images are moved to the left, and what leaves comes in again on the other "
        "side.", UP),
    bug("moved_flat", "test_translate", DONE, "moved = np.zeros_like(X)\n"
        "    moved[:, : X.shape[1] - pixels] = X[:, pixels:]\n    " + DONE, FLAT, UP),
    bug("moved_flat_round", "test_translate", DONE,
        "moved = np.roll(X, -pixels, axis=1)\n    " + DONE,
        FLAT, UP),
    bug("moved_flat_all", "test_translate", DONE, "moved = np.roll(X, -pixels)\n    " + DONE, FLAT,
        UP),
    bug("moved_last_row_missing", "test_translate", MOVE,
        "moved[:, : side - pixels - 1] = images[:, pixels:-1]",
        "The last row that moves is missing.", "how many rows move"),
    bug("moved_first_row_missing", "test_translate", MOVE,
        "moved[:, 1 : side - pixels] = images[:, pixels + 1 :]",
        "The first row that moves is missing.", "how many rows move"),
    bug("moved_one_more", "test_translate", MOVE,
        "moved[:, : side - pixels - 1] = images[:, pixels + 1 :]",
        "The images are moved by one pixel too many.", "how far the images move"),
    bug("moved_one_less", "test_translate", MOVE,
        "moved[:, : side - pixels + 1] = images[:, pixels - 1 :]",
        "The images are moved by one pixel too few.", "how far the images move"),
    bug("moved_one_less_cut", "test_translate", MOVE,
        "moved[:, : side - pixels] = images[:, pixels - 1 : side - 1]",
        "The images are moved by one pixel too few.", "how far the images move"),
    bug("moved_round_top_empty", "test_translate", DONE,
        "moved = np.roll(images, -pixels, axis=1)\n    moved[:, :pixels] = 0\n    " + DONE,
        "The rows at the top are set to 0; those that come in are at the bottom.", BOTTOM),
    bug("moved_always_four", "test_translate", EMPTY, f"pixels = 4\n    {EMPTY}",
        "The images are moved by 4 pixels, whatever `pixels` says.",
        "the parameters of translate_up"),
    bug("moved_bottom_stays", "test_translate", EMPTY, "moved = images.copy()",
        "The bottom rows keep what was there; rows that come in are 0.", BOTTOM),
    bug("moved_bottom_one", "test_translate", EMPTY, "moved = np.ones_like(images)",
        "Rows that come in at the bottom are 1; they are 0.", BOTTOM),
    bug("moved_bottom_white", "test_translate", EMPTY, "moved = np.full_like(images, 255)",
        "Rows that come in at the bottom are 255; they are 0.", BOTTOM),
    bug("moved_bottom_repeats", "test_translate", MOVE, MOVE
        + "\n    moved[:, side - pixels :] = images[:, -1:]",
        "Rows that come in at the bottom repeat the last one; they are 0.", BOTTOM),
    bug("cut_at_the_top", "test_translate", MOVE, "moved[:, pixels:] = images[:, pixels:]",
        "The rows at the top are set to 0, but nothing moves.", UP),
    bug("cut_at_the_bottom", "test_translate", MOVE,
        "moved[:, : side - pixels] = images[:, : side - pixels]",
        "The rows at the bottom are set to 0, but nothing moves.", UP),
    bug("not_moved", "test_translate", DONE, f"moved = images\n    {DONE}",
        "The images come back as they were.", UP),
    bug("moved_one_image", "test_translate", MOVE, MOVE.replace(":,", "0,"),
        "Only the first image is moved.", "what X holds"),
    bug("moved_images_of_28", "test_translate", SIDE,
        SIDE.replace("int(np.sqrt(X.shape[1]))", "28"),
        SMALL, "the shape of X"),
    bug("moved_columns_first", "test_translate", f"images = {SQUARES}",
        f"images = {SQUARES}.transpose(0, 2, 1)",
        "The rows of pixels are read as columns of the image.", "the order of the pixels"),
)  # fmt: skip

TURNED = (
    bug("turned_clockwise", "test_rotate", "degrees // 90, axes=(1, 2)",
        "degrees // 90, axes=(2, 1)",
        CLOCKWISE, "in which direction to turn"),
    bug("turned_across_images", "test_rotate", "degrees // 90, axes=(1, 2)", "degrees // 90",
        "The turn goes across the images; each image is turned by itself.", "the axes of the turn"),
    bug("turned_once", "test_rotate", "degrees // 90, axes", "1, axes",
        "The images are turned by 90 degrees, whatever is asked for.", TURNS),
    bug("turned_one_more", "test_rotate", "degrees // 90, axes", "degrees // 90 + 1, axes",
        "The images are turned by 90 degrees too much.", TURNS),
    bug("turned_one_less", "test_rotate", "degrees // 90, axes", "degrees // 90 - 1, axes",
        "The images are turned by 90 degrees too little.", TURNS),
    bug("turned_by_degrees", "test_rotate", "degrees // 90, axes", "degrees, axes",
        "So many quarters are made as there are degrees; a quarter has 90.", TURNS),
    bug("not_turned", "test_rotate", ROTATE, "return X",
        "The images come back as they were.", TURNS),
    bug("transposed", "test_rotate", ROTATE,
        f"return {SQUARES}.transpose(0, 2, 1).reshape(X.shape)", MIRRORED, TURNS),
    bug("transposed_by_quarters", "test_rotate", ROTATE, f"images = {SQUARES}\n"
        "    for _ in range(degrees // 90):\n        images = images.transpose(0, 2, 1)\n"
        "    return images.reshape(X.shape)",
        "The images are transposed; a turn by 90 degrees also mirrors them.", TURNS),
    bug("quarters_transposed", "test_rotate", ROTATE, "if degrees == 180:\n        "
        f"return {TURN}.reshape(X.shape)\n    return {SQUARES}.transpose(0, 2, 1).reshape(X.shape)",
        "The images are transposed; a turn by 90 degrees also mirrors them.", TURNS),
    bug("mirrored", "test_rotate", ROTATE, f"return {SQUARES}[:, :, ::-1].reshape(X.shape)",
        MIRRORED,
        TURNS),
    bug("upside_down", "test_rotate", ROTATE, f"return {SQUARES}[:, ::-1].reshape(X.shape)",
        MIRRORED,
        TURNS),
    bug("half_turn_upside_down", "test_rotate", ROTATE, f"if degrees == 180:\n"
        f"        return {SQUARES}[:, ::-1].reshape(X.shape)\n    {ROTATE}",
        "Half a turn mirrors the images; it reverses rows and columns.", "the turn by 180 degrees"),
    bug("half_turn_mirrored", "test_rotate", ROTATE, f"if degrees == 180:\n"
        f"        return {SQUARES}[:, :, ::-1].reshape(X.shape)\n    {ROTATE}",
        "Half a turn mirrors the images; it reverses rows and columns.", "the turn by 180 degrees"),
    bug("three_quarters_as_one", "test_rotate", "degrees // 90, axes",
        "degrees // 90 % 2 or 2, axes",
        "The turn by 270 degrees is that by 90.", "the turn by 270 degrees"),
    bug("three_quarters_as_half", "test_rotate", "degrees // 90, axes",
        "min(degrees // 90, 2), axes",
        "The turn by 270 degrees is that by 180.", "the turn by 270 degrees"),
    bug("turned_also_mirrored", "test_rotate", ROTATE,
        f"return {TURN}[:, :, ::-1].reshape(X.shape)", "The turned images are mirrored as well.",
        TURNS),
    bug("turned_also_upside_down", "test_rotate", ROTATE,
        f"return {TURN}[:, ::-1].reshape(X.shape)", "The turned images are mirrored as well.",
        TURNS),
    bug("turned_images_of_28", "test_rotate", ROT_SIDE,
        ROT_SIDE.replace("int(np.sqrt(X.shape[1]))", "28"), SMALL, "the shape of X"),
    bug("turned_flat", "test_rotate", ROTATE, "return X[:, ::-1]",
        "The row of pixels is reversed for every angle: that is half a turn.", TURNS),
    bug("turned_one_image", "test_rotate", ROTATE,
        f"turned = {TURN}.reshape(X.shape)\n    return np.concatenate([turned[:1], X[1:]])",
        "Only the first image is turned.", "what X holds"),
)  # fmt: skip

BUGS: tuple[KnownBug, ...] = (*MOVED, *TURNED)
