"""Known bugs of problem 3.5: the general recurrent network."""

from grader.model import KnownBug

FILE = "bptt.py"

PUSHED = "        states.append(U @ row + W @ states[-1])\n"
STEP = "        dh[n] = V.T @ do[n] + W.T @ dh[n + 1]\n"
ALL = "    return do.T @ h[1:], dh.T @ h[:-1], dh.T @ x, dh\n"
LOOP = "    for n in range(len(x) - 1, -1, -1):\n"

NETWORK = {
    "general_begins_at_zero": (
        "    states = [h0]\n",
        "    states = [0 * h0]\n",
        "The states begin at zero: the given h(0) isn't used.",
    ),
    "general_states_without_w": (
        PUSHED,
        "        states.append(U @ row + states[-1])\n",
        "The states are computed without W.",
    ),
    "general_states_w_transposed": (
        PUSHED,
        "        states.append(U @ row + W.T @ states[-1])\n",
        "The states are computed with the transpose of W.",
    ),
    "general_states_each_from_h0": (
        PUSHED,
        "        states.append(U @ row + W @ h0)\n",
        "Each state is computed from h(0) instead of from the state before it.",
    ),
    "general_states_without_recurrence": (
        PUSHED,
        "        states.append(U @ row)\n",
        "The states leave out the state before them.",
    ),
    "general_w_on_both": (
        PUSHED,
        "        states.append(W @ (U @ row + states[-1]))\n",
        "W multiplies the input's part, too, when the states are computed.",
    ),
    "general_w_not_transposed": (
        STEP,
        "        dh[n] = V.T @ do[n] + W @ dh[n + 1]\n",
        "The gradient goes back through W without its transpose.",
    ),
    "general_carry_without_w": (
        STEP,
        "        dh[n] = V.T @ do[n] + dh[n + 1]\n",
        "The gradient goes back to the state before without W.",
    ),
    "general_no_carry": (
        STEP,
        "        dh[n] = V.T @ do[n]\n",
        "The gradient leaves out that later states depend on h(n).",
    ),
    "general_one_step_back": (
        STEP,
        "        later = V.T @ do[n + 1] if n + 1 < len(x) else 0 * h0\n"
        "        dh[n] = V.T @ do[n] + W.T @ later\n",
        "The output of the next step alone is carried back, not what came to it from later ones.",
    ),
    "general_w_twice": (
        STEP,
        "        dh[n] = V.T @ do[n] + W.T @ W.T @ dh[n + 1]\n",
        "What is carried back goes through the transpose of W twice for each step.",
    ),
    "general_w_over_own_output": (
        STEP,
        "        dh[n] = W.T @ (V.T @ do[n] + dh[n + 1])\n",
        "The gradient of the step's own output goes through W, too.",
    ),
    "general_back_without_own_output": (
        STEP,
        STEP + "    own = do @ V\n    dh[:-1] -= own\n",
        "dh leaves out the output of its own step.",
    ),
    "general_ends_before_first": (
        LOOP,
        "    for n in range(len(x) - 1, 0, -1):\n",
        "The loop backward ends before the first step.",
    ),
    "general_ends_before_first_everywhere": (
        ALL,
        "    dh[0] = 0.0\n    return do[1:].T @ h[2:], dh.T @ h[:-1], dh.T @ x, dh\n",
        "The loop backward ends before the first step.",
    ),
    "general_begins_before_last": (
        LOOP,
        "    for n in range(len(x) - 2, -1, -1):\n",
        "The loop backward leaves the last step out.",
    ),
    "general_carried_forward": (
        LOOP + STEP,
        "    for n in range(len(x)):\n"
        "        dh[n] = V.T @ do[n] + (W.T @ dh[n - 1] if n else 0)\n",
        "The gradient runs with time instead of backward: it is carried from earlier steps.",
    ),
    "general_order_turned": (
        ALL,
        ALL.replace(", dh\n", ", dh[::-1]\n"),
        "The rows of dh stand in the order in which they were computed, the last step first.",
    ),
    "general_w_with_new_state": (
        ALL,
        "    return do.T @ h[1:], dh.T @ h[1:], dh.T @ x, dh\n",
        "dW pairs the gradient of a state with the state itself.",
    ),
    "general_w_turned": (
        ALL,
        "    return do.T @ h[1:], h[:-1].T @ dh, dh.T @ x, dh\n",
        "The factors of dW's outer product are exchanged; it is square, so nothing stops it.",
    ),
    "general_w_without_h0": (
        ALL,
        "    return do.T @ h[1:], dh[1:].T @ h[1:-1], dh.T @ x, dh\n",
        "dW leaves out the first step, in which W multiplies h(0).",
    ),
    "general_w_with_the_carry": (
        ALL,
        "    carried = np.vstack([dh[1:], 0 * dh[:1]])\n"
        "    return do.T @ h[1:], carried.T @ h[:-1], dh.T @ x, dh\n",
        "dW takes the gradient of the next state instead of that of the state itself.",
    ),
    "general_w_with_the_carry_through_w": (
        ALL,
        "    carried = np.vstack([dh[1:], 0 * dh[:1]]) @ W\n"
        "    return do.T @ h[1:], carried.T @ h[:-1], dh.T @ x, dh\n",
        "dW takes what came from the next step instead of the whole gradient of the state.",
    ),
    "general_w_of_h0_alone": (
        ALL,
        "    return do.T @ h[1:], np.outer(dh[0], h0), dh.T @ x, dh\n",
        "dW has the first step alone (the last in a loop backward): steps are to be added up.",
    ),
    "general_w_last_step": (
        ALL,
        "    return do.T @ h[1:], np.outer(dh[-1], h[-2]), dh.T @ x, dh\n",
        "dW has the last step alone: steps are to be added up.",
    ),
    "general_w_local": (
        ALL,
        "    return do.T @ h[1:], (do @ V).T @ h[:-1], dh.T @ x, dh\n",
        "dW takes the output of the same step alone, not all that depends on the state.",
    ),
    "general_w_of_h0_throughout": (
        ALL,
        "    return do.T @ h[1:], dh.T @ np.tile(h0, (len(x), 1)), dh.T @ x, dh\n",
        "dW takes h(0) at every step instead of the state before.",
    ),
    "general_u_with_the_carry": (
        ALL,
        "    carried = np.vstack([dh[1:], 0 * dh[:1]]) @ W\n"
        "    return do.T @ h[1:], dh.T @ h[:-1], carried.T @ x, dh\n",
        "dU takes what came from the next step instead of the whole gradient of the state.",
    ),
    "general_u_local": (
        ALL,
        "    return do.T @ h[1:], dh.T @ h[:-1], (do @ V).T @ x, dh\n",
        "dU takes the output of the same step alone, not all that depends on the state.",
    ),
    "general_u_last_step": (
        ALL,
        "    return do.T @ h[1:], dh.T @ h[:-1], np.outer(dh[-1], x[-1]), dh\n",
        "dU has the last step alone: steps are to be added up.",
    ),
    "general_u_first_step": (
        ALL,
        "    return do.T @ h[1:], dh.T @ h[:-1], np.outer(dh[0], x[0]), dh\n",
        "dU has the first step alone (the last in a loop backward): steps are to be added up.",
    ),
    "general_v_with_old_state": (
        ALL,
        "    return do.T @ h[:-1], dh.T @ h[:-1], dh.T @ x, dh\n",
        "dV is built from the states one step too early.",
    ),
    "general_v_last_step": (
        ALL,
        "    return np.outer(do[-1], h[-1]), dh.T @ h[:-1], dh.T @ x, dh\n",
        "dV has the last step alone: steps are to be added up.",
    ),
    "general_v_first_step": (
        ALL,
        "    return np.outer(do[0], h[1]), dh.T @ h[:-1], dh.T @ x, dh\n",
        "dV has the first step alone (the last in a loop backward): steps are to be added up.",
    ),
    "general_averaged": (
        ALL,
        "    N = len(x)\n    return do.T @ h[1:] / N, dh.T @ h[:-1] / N, dh.T @ x / N, dh\n",
        "The gradients of the steps are averaged; J is a sum.",
    ),
    "general_results_exchanged": (
        ALL,
        "    return do.T @ h[1:], dh.T @ x, dh.T @ h[:-1], dh\n",
        "The results are returned in another order than dV, dW, dU, dh.",
    ),
    "general_last_counted_twice": (
        STEP,
        "        dh[n] = V.T @ do[n] + W.T @ (dh[n + 1] if n + 1 < len(x) else V.T @ do[n])\n",
        "The last output is counted twice: what comes from after the last step begins at zero.",
    ),
}


BUGS = tuple(
    KnownBug(
        id=name,
        problem="3.5",
        check="test_bptt_general_steps",
        file=FILE,
        old=old,
        new=new,
        sentence=sentence,
    )
    for name, (old, new, sentence) in NETWORK.items()
)
