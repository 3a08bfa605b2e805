"""Known bugs of problem 2.3, SGD of the mini-CNN, each as a change of mini_cnn.py."""

from grader.model import KnownBug


def bug(id: str, check: str, old: str, new: str, sentence: str, hint: str = "") -> KnownBug:
    """A bug of the steps."""
    return KnownBug(
        id=id, problem="2.3", check=check, file="mini_cnn.py", old=old, new=new, sentence=sentence,
        hint=hint,
    )  # fmt: skip


LOOP = "for n in order:\n"
TAKE = "        dw1, dw2, dv1, dv2 = mini_cnn_grads(w, v, X[n], Y[n])\n"
MOVE_W = "        w = w - eta * np.array([dw1, dw2])  # w <- w - eta dl/dw\n"
MOVE_V = "        v = v - eta * np.array([dv1, dv2])\n"
STEP = MOVE_W + MOVE_V
DONE = MOVE_V + "    return w, v"
BEFORE_THE_STEP = "all four derivatives are taken before the step"

STEPS = (
    bug("order_sorted", "test_sgd_order", LOOP, "for n in sorted(order):\n",
        "The steps take the rows sorted by number, not in the order that was given.",
        "what `order` holds"),
    bug("order_counted", "test_sgd_order", LOOP, "for n in range(len(order)):\n",
        "The steps take the rows 0, 1, 2 ...; `order` says which rows to take.",
        "what `order` holds"),
    bug("order_all_rows", "test_sgd_order", LOOP, "for n in range(len(X)):\n",
        "Every row of X gets one step; `order` says which rows get one.", "what `order` holds"),
    bug("order_backwards", "test_sgd_order", LOOP, "for n in reversed(order):\n",
        "The rows are taken from the end of `order` to its beginning.", "what `order` holds"),
    bug("order_once_each", "test_sgd_order", LOOP, "for n in dict.fromkeys(order):\n",
        "A row that stands in `order` several times gets one step only.",
        "what `order` may hold"),
    bug("order_set", "test_sgd_order", LOOP, "for n in set(order):\n",
        "A set of `order` keeps neither its sequence nor numbers that come twice.",
        "what `order` may hold"),
    bug("order_from_one", "test_sgd_one_step", TAKE,
        TAKE.replace("X[n], Y[n]", "X[n - 1], Y[n - 1]"),
        "The numbers in `order` are taken as if they counted from 1: the row before is used.",
        "what `order` holds"),
    bug("order_without_last", "test_sgd_order", LOOP, "for n in order[:-1]:\n",
        "The last row of `order` gets no step.", "what `order` holds"),
    bug("order_without_first", "test_sgd_order", LOOP, "for n in order[1:]:\n",
        "The first row of `order` gets no step.", "what `order` holds"),
    bug("sgd_first_row_only", "test_sgd_order", DONE, DONE.replace("    return", "        return"),
        "Only the first row of `order` is used: the return stands inside the loop.",
        "where the loop ends"),
    bug("sgd_last_row_only", "test_sgd_order", LOOP, "for n in order[-1:]:\n",
        "Only the last row of `order` makes a step.", "where the update stands"),
    bug("sgd_label_by_position", "test_sgd_order", LOOP + TAKE,
        "for k, n in enumerate(order):\n" + TAKE.replace("Y[n]", "Y[k % len(Y)]"),
        "The label is taken by the position in `order` instead of by the row number, so that it is "
        "another row's.", "which label belongs to a row"),
    bug("sgd_image_by_position", "test_sgd_order", LOOP + TAKE,
        "for k, n in enumerate(order):\n" + TAKE.replace("X[n]", "X[k % len(X)]"),
        "The row of X is taken by the position in `order` instead of by the row number, while the "
        "label is that of the row number.", "which label belongs to a row"),
    bug("sgd_label_of_row_0", "test_sgd_order", TAKE, TAKE.replace("Y[n]", "Y[0]"),
        "Every step uses the label of row 0.", "which label belongs to a row"),
    bug("sgd_image_of_row_0", "test_sgd_order", TAKE, TAKE.replace("X[n]", "X[0]"),
        "Every step uses row 0 of X.", "which row belongs to a step"),
    *(
        bug(f"sgd_{moves}_by_{gradient}", "test_sgd_one_step", STEP,
            STEP.replace(f"{moves[0]} - eta * np.array([d{moves[0]}1, d{moves[0]}2])",
                         f"{moves[0]} - eta * np.array([{first}, {second}])"),
            f"{moves} moves by the gradient of {gradient}.", "which gradient belongs to a weight")
        for moves, gradient, first, second in (
            ("w2", "w1", "dw1", "dw1"), ("w1", "w2", "dw2", "dw2"), ("v2", "v1", "dv1", "dv1"),
            ("v1", "v2", "dv2", "dv2"), ("w2", "v2", "dw1", "dv2"), ("w1", "v1", "dv1", "dw2"),
            ("v1", "w1", "dw1", "dv2"), ("v2", "w2", "dv1", "dw2"),
        )
    ),
    bug("sgd_w_exchanged", "test_sgd_one_step", MOVE_W, MOVE_W.replace("[dw1, dw2]", "[dw2, dw1]"),
        "w1 moves by the gradient of w2, and w2 by that of w1.",
        "which gradient belongs to a weight"),
    bug("sgd_v_exchanged", "test_sgd_one_step", MOVE_V, MOVE_V.replace("[dv1, dv2]", "[dv2, dv1]"),
        "v1 moves by the gradient of v2, and v2 by that of v1.",
        "which gradient belongs to a weight"),
    *(
        bug(f"sgd_{name}_stays", "test_sgd_order", STEP, STEP.replace(f"d{name}", "0.0"),
            f"{name} is never updated.", "every weight moves")
        for name in ("w1", "w2", "v1", "v2")
    ),
    bug("sgd_w1_too_early", "test_sgd_one_step", STEP,
        "        w = w - eta * np.array([dw1, 0.0])\n"
        "        _, dw2, dv1, dv2 = mini_cnn_grads(w, v, X[n], Y[n])\n"
        "        w = w - eta * np.array([0.0, dw2])\n" + MOVE_V,
        "w1 is updated before the other gradients are taken.", BEFORE_THE_STEP),
    bug("sgd_right_rows_skipped", "test_sgd_order", TAKE,
        "        if Y[n] * mini_cnn_forward(w, v, X[n])[2] > 0:\n            continue\n" + TAKE,
        "Rows that are classified right already make no step, as in the perceptron; the logistic "
        "loss has a gradient there too.", "which rows make a step"),
    bug("sgd_rate_decays", "test_sgd_order", LOOP + TAKE,
        "for k, n in enumerate(order):\n        eta = eta if k == 0 else eta * k / (k + 1)\n"
        + TAKE, "The learning rate becomes smaller from step to step; eta stays the same.",
        "the update"),
    bug("sgd_gradients_summed", "test_sgd_order", LOOP + TAKE,
        "total = np.zeros(4)\n    for n in order:\n" + TAKE
        + "        total = total + np.array([dw1, dw2, dv1, dv2])\n"
        "        dw1, dw2, dv1, dv2 = total\n",
        "Gradients of earlier steps are added to those of the step: each step has its own.",
        "what moves in one step"),
    bug("sgd_rate_twice", "test_sgd_one_step", STEP, STEP.replace("- eta *", "- eta * eta *"),
        "The learning rate is multiplied in twice.", "the update"),
    bug("sgd_moves_twice", "test_sgd_one_step", STEP, STEP.replace("- eta *", "- 2 * eta *"),
        "Every step is twice as long as it should be.", "the update"),
    bug("sgd_half_steps", "test_sgd_one_step", STEP, STEP.replace("- eta *", "- eta / 2 *"),
        "Every step is half as long as it should be.", "the update"),
    bug("sgd_returns_steps", "test_sgd_one_step", DONE,
        MOVE_V + "    return -eta * np.array([dw1, dw2]), -eta * np.array([dv1, dv2])",
        "The last step is returned instead of the weights after it.", "what mini_cnn_sgd returns"),
    bug("sgd_returns_start", "test_sgd_order", LOOP, "start = w, v\n    return start\n    "
        + LOOP, "The weights come back as they were.", "what mini_cnn_sgd returns"),
    bug("sgd_label_of_first", "test_sgd_order", TAKE, TAKE.replace("Y[n]", "Y[order[0]]"),
        "Every step uses the label of the first row of `order`.", "which label belongs to a row"),
    bug("cnn_sgd_ascends", "test_sgd_one_step", STEP, STEP.replace("- eta *", "+ eta *"),
        "The step goes along the gradient, up the loss, instead of against it.",
        "the sign in the update"),
    bug("sgd_w_ascends", "test_sgd_one_step", MOVE_W, MOVE_W.replace("- eta *", "+ eta *"),
        "The filter w moves along its gradient, up the loss, instead of against it.",
        "the sign in the update"),
    bug("sgd_v_ascends", "test_sgd_one_step", MOVE_V, MOVE_V.replace("- eta *", "+ eta *"),
        "v moves along its gradient, up the loss, instead of against it.",
        "the sign in the update"),
    bug("sgd_v1_ascends", "test_sgd_order", MOVE_V, MOVE_V.replace("[dv1,", "[-dv1,"),
        "v moves along its gradient, up the loss, instead of against it.",
        "the sign in the update"),
    bug("sgd_v2_ascends", "test_sgd_order", MOVE_V, MOVE_V.replace(", dv2", ", -dv2"),
        "v moves along its gradient, up the loss, instead of against it.",
        "the sign in the update"),
    bug("sgd_w_stays", "test_sgd_one_step", MOVE_W, "",
        "The filter w is never updated.", "every weight moves"),
    bug("sgd_v_stays", "test_sgd_one_step", MOVE_V, "",
        "The output weights v are never updated.", "every weight moves"),
    bug("sgd_w_too_early", "test_sgd_one_step", MOVE_W,
        MOVE_W + "        _, _, dv1, dv2 = mini_cnn_grads(w, v, X[n], Y[n])\n",
        "The filter w is updated before the gradient of v is taken.", BEFORE_THE_STEP),
    bug("sgd_v_too_early", "test_sgd_one_step", STEP,
        MOVE_V + "        dw1, dw2, _, _ = mini_cnn_grads(w, v, X[n], Y[n])\n" + MOVE_W,
        "v is updated before the gradient of the filter is taken.", BEFORE_THE_STEP),
    bug("sgd_one_weight_after_the_other", "test_sgd_one_step", STEP,
        "        w = w - eta * np.array([dw1, 0.0])\n"
        "        _, dw2, _, _ = mini_cnn_grads(w, v, X[n], Y[n])\n"
        "        w = w - eta * np.array([0.0, dw2])\n"
        "        _, _, dv1, _ = mini_cnn_grads(w, v, X[n], Y[n])\n"
        "        v = v - eta * np.array([dv1, 0.0])\n"
        "        _, _, _, dv2 = mini_cnn_grads(w, v, X[n], Y[n])\n"
        "        v = v - eta * np.array([0.0, dv2])\n",
        "Each weight is updated before the gradient of the next one is taken.", BEFORE_THE_STEP),
    bug("sgd_stale_gradients", "test_sgd_order", LOOP + TAKE,
        "start = w, v\n    for n in order:\n" + TAKE.replace("(w, v,", "(*start,"),
        "All gradients are taken at the weights of the beginning; each step starts where the one "
        "before ended.", "what moves in one step"),
    bug("sgd_w_of_beginning", "test_sgd_order", LOOP + TAKE,
        "start = w\n    for n in order:\n" + TAKE.replace("(w, v,", "(start, v,"),
        "The gradients are taken at the filter of the beginning; each step starts where the one "
        "before ended.", "what moves in one step"),
    bug("sgd_no_rate", "test_sgd_one_step", STEP, STEP.replace("- eta *", "-"),
        "The learning rate eta is left out of the step.", "the update"),
    bug("sgd_rate_over_steps", "test_sgd_order", LOOP, "eta = eta / len(order)\n    " + LOOP,
        "The learning rate is divided by the number of steps; each step has the whole one.",
        "the update"),
    bug("sgd_rate_over_rows", "test_sgd_one_step", LOOP, "eta = eta / len(X)\n    " + LOOP,
        "The learning rate is divided by the number of rows; each step has the whole one.",
        "the update"),
    bug("sgd_results_exchanged", "test_sgd_one_step", DONE, MOVE_V + "    return v, w",
        "w and v are returned in the wrong order.", "what mini_cnn_sgd returns"),
    bug("sgd_moves_w_by_dv", "test_sgd_one_step", STEP,
        "        w = w - eta * np.array([dv1, dv2])\n        v = v - eta * np.array([dw1, dw2])\n",
        "w moves by the gradient of v, and v by that of w.",
        "the order of mini_cnn_grads' results"),
    bug("sgd_assigns", "test_sgd_one_step", STEP, STEP.replace("= w - eta", "= -eta")
        .replace("= v - eta", "= -eta"),
        "The step replaces the weights instead of being added to them.", "the update"),
    bug("sgd_assigns_positive", "test_sgd_one_step", STEP, STEP.replace("= w - eta", "= eta")
        .replace("= v - eta", "= eta"),
        "The step replaces the weights instead of being subtracted from them.", "the update"),
    bug("sgd_mean_step", "test_sgd_order", LOOP + TAKE + STEP,
        "total = np.zeros(4)\n    for n in order:\n" + TAKE
        + "        total = total + np.array([dw1, dw2, dv1, dv2]) / len(order)\n"
        "    w, v = w - eta * total[:2], v - eta * total[2:]\n",
        "One step is made by the mean of all gradients; each row of `order` makes a step of its "
        "own.", "what moves in one step"),
    bug("sgd_summed_step", "test_sgd_order", LOOP + TAKE + STEP,
        "total = np.zeros(4)\n    for n in order:\n" + TAKE
        + "        total = total + np.array([dw1, dw2, dv1, dv2])\n"
        "    w, v = w - eta * total[:2], v - eta * total[2:]\n",
        "All gradients are taken at the weights of the beginning; each step starts where the one "
        "before ended.", "what moves in one step"),
    bug("sgd_w_summed", "test_sgd_order", LOOP + TAKE,
        "total = np.zeros(2)\n    for n in order:\n" + TAKE
        + "        total = total + np.array([dw1, dw2])\n        dw1, dw2 = total\n",
        "The gradients of the filter of earlier steps are added to those of the step.",
        "what moves in one step"),
    *(
        bug(f"sgd_rate_is_{rate}", "test_sgd_one_step", LOOP, f"eta = {rate}\n    {LOOP}",
            f"The learning rate is {rate}, whatever eta is.", "the update")
        for rate in (0.1, 0.01, 0.5, 1.0)
    ),
    *(
        bug(f"sgd_rate_falls_{what}", "test_sgd_order", LOOP + TAKE,
            f"for k, n in enumerate(order):\n        eta = {by}\n" + TAKE,
            "The learning rate becomes smaller from step to step; eta stays the same.",
            "the update")
        for what, by in (("99", "eta * 0.99"), ("9", "eta * 0.9"), ("95", "eta * 0.95"),
                         ("half", "eta / 2"), ("later", "eta * (0.99 if k else 1.0)"),
                         ("root", "eta if k == 0 else eta * np.sqrt(k / (k + 1))"))
    ),
    bug("sgd_steps_by_sign", "test_sgd_one_step", STEP, STEP.replace("np.array(", "np.sign("),
        "The step uses the signs of the gradients only.", "the update"),
)  # fmt: skip

BUGS: tuple[KnownBug, ...] = STEPS
