"""Known bugs of problems 3.4 and 3.5: gradients through time as code."""

from grader.model import KnownBug

FILE = "bptt.py"
MANY, GENERAL = "test_bptt_many_steps", "test_bptt_general_steps"

STATES = "    h = h0 + np.cumsum(x @ U.T, axis=0)  # h(n) = h(0) + U (x(1) + ... + x(n))\n"
BACK = "    dh = np.cumsum((do @ V)[::-1], axis=0)[::-1]\n"
BY_V = "    dV = do.T @ h  # sum over n of do(n) h(n)^T\n"
BY_U = "    dU = dh.T @ x  # sum over n of dJ/dh(n) x(n)^T\n"
GIVEN = "    return dV, dU, dh\n"

SIMPLE = {
    "states_begin_at_zero": (
        STATES,
        "    h = np.cumsum(x @ U.T, axis=0)\n",
        "The states begin at zero: the given h(0) isn't used.",
    ),
    "states_each_from_h0": (
        STATES,
        "    h = h0 + x @ U.T\n",
        "Each state is computed from h(0) instead of from the state before it.",
    ),
    "states_all_the_last": (
        STATES,
        STATES + "    h[:] = h[-1]\n",
        "Each output's gradient meets the last state, not that of its step: perhaps one array was "
        "changed in place and kept for every step.",
    ),
    "states_all_the_first": (
        STATES,
        STATES + "    h[:] = h[0]\n",
        "All states are the first one.",
    ),
    "states_without_h0_later": (
        STATES,
        "    h = h0 * (np.arange(len(x)) == 0)[:, None] + np.cumsum(x @ U.T, axis=0)\n",
        "h(0) is in the first state only; every later one holds it, too.",
    ),
    "states_without_carry": (
        STATES,
        "    h = x @ U.T\n    h[0] += h0\n",
        "A state leaves out the state before it.",
    ),
    "state_too_early": (
        STATES,
        "    h = np.vstack([h0, h0 + np.cumsum(x @ U.T, axis=0)])[:-1]\n",
        "dV is built from the states one step too early.",
    ),
    "state_before_by_index": (
        BY_V,
        "    dV = do.T @ np.roll(h, 1, axis=0)\n",
        "dV takes the state of the step before, and for the first step, by index -1, the last.",
    ),
    "back_leaves_later_steps": (
        BACK,
        "    dh = do @ V\n",
        "dh leaves out that later states depend on h(n).",
    ),
    "back_runs_forward": (
        BACK,
        "    dh = np.cumsum(do @ V, axis=0)\n",
        "The gradient runs with time instead of backward.",
    ),
    "back_one_step_only": (
        BACK,
        "    dh = do @ V\n    dh[:-1] += dh[1:].copy()\n",
        "dh has the output of the next step, but not what came to that from later ones.",
    ),
    "back_next_twice": (
        BACK,
        BACK + "    dh[:-1] += dh[1:].copy()\n",
        "The gradient of the next state is counted twice.",
    ),
    "back_without_own_output": (
        BACK,
        BACK + "    dh = np.vstack([dh[1:], 0 * dh[:1]])\n",
        "dh(n) leaves out the output of step n itself.",
    ),
    "back_only_the_carry": (
        BY_U,
        "    dU = np.vstack([dh[1:], 0 * dh[:1]]).T @ x\n",
        "dU takes what came from the next step instead of the whole gradient of the state.",
    ),
    "back_last_output_only": (
        BACK,
        "    dh = np.tile(do[-1] @ V, (len(x), 1))\n",
        "dh has the last output alone, as if the network had no other.",
    ),
    "back_all_outputs_everywhere": (
        BACK,
        "    dh = np.tile(np.sum(do @ V, axis=0), (len(x), 1))\n",
        "Every dh has the outputs of all steps, also those of steps before it.",
    ),
    "back_last_step_twice": (
        BACK,
        "    dh = np.cumsum((do @ V)[::-1], axis=0)[::-1] + do[-1] @ V\n",
        "The last output is counted twice: what comes from after the last step begins at zero.",
    ),
    "back_stops_before_first": (
        BACK,
        BACK + "    dh[0] = 0.0\n",
        "The loop backward ends before the first step.",
    ),
    "back_stops_before_first_everywhere": (
        GIVEN,
        "    dh[0] = 0.0\n    return do[1:].T @ h[1:], dh.T @ x, dh\n",
        "The loop backward ends before the first step.",
    ),
    "back_leaves_last_out": (
        BACK,
        "    dh = np.cumsum((do[:-1] @ V)[::-1], axis=0)[::-1]\n"
        "    dh = np.vstack([dh, np.zeros((1, V.shape[1]))])\n",
        "The loop backward leaves the last step out.",
    ),
    "back_order_turned": (
        GIVEN,
        "    return dV, dU, dh[::-1]\n",
        "The rows of dh stand in the order in which they were computed, the last step first.",
    ),
    "back_order_turned_before_use": (
        BACK,
        "    dh = np.cumsum((do @ V)[::-1], axis=0)\n",
        "The rows of dh stand in the order in which they were computed, the last step first.",
    ),
    "back_averaged": (
        BACK,
        "    dh = np.cumsum((do @ V)[::-1], axis=0)[::-1] / len(x)\n",
        "The gradients of the steps are averaged; J is a sum.",
    ),
    "weights_averaged": (
        GIVEN,
        "    return dV / len(x), dU / len(x), dh\n",
        "The gradients of the steps are averaged; J is a sum.",
    ),
    "only_the_last_v": (
        BY_V,
        "    dV = np.outer(do[-1], h[-1])\n",
        "dV has the last step alone: the steps are to be added up.",
    ),
    "only_the_first_v": (
        BY_V,
        "    dV = np.outer(do[0], h[0])\n",
        "dV has the first step alone (the last in a loop backward): the steps are to be added up.",
    ),
    "only_the_last_u": (
        BY_U,
        "    dU = np.outer(dh[-1], x[-1])\n",
        "dU has the last step alone: the steps are to be added up.",
    ),
    "only_the_first_u": (
        BY_U,
        "    dU = np.outer(dh[0], x[0])\n",
        "dU has the first step alone (the last in a loop backward): the steps are to be added up.",
    ),
    "only_the_first_of_both": (
        GIVEN,
        "    return np.outer(do[0], h[0]), np.outer(dh[0], x[0]), dh\n",
        "The gradients by both matrices have one step alone: the steps are to be added up.",
    ),
    "u_without_carry": (
        BY_U,
        "    dU = (do @ V).T @ x\n",
        "dU takes the output of the same step alone, not all that depends on the state.",
    ),
    "u_product_of_sums": (
        BY_U,
        "    dU = np.outer(dh.sum(axis=0), x.sum(axis=0))\n",
        "The product of two sums is taken for the sum of products.",
    ),
    "v_product_of_sums": (
        BY_V,
        "    dV = np.outer(do.sum(axis=0), h.sum(axis=0))\n",
        "The product of two sums is taken for the sum of products.",
    ),
    "u_input_before": (
        BY_U,
        "    dU = dh.T @ np.roll(x, 1, axis=0)\n",
        "dU takes the input of the step before, and for the first step, by index -1, the last.",
    ),
    "u_sums_inputs": (
        BY_U,
        "    dU = dh.T @ np.cumsum(x, axis=0)\n",
        "Earlier inputs are counted again at each step, though dh has their effect already.",
    ),
    "u_leaves_first_out": (
        BY_U,
        "    dU = dh[1:].T @ x[1:]\n",
        "dU leaves out the first step.",
    ),
    "v_leaves_first_out": (
        BY_V,
        "    dV = do[1:].T @ h[1:]\n",
        "dV leaves out the first step.",
    ),
    "v_leaves_last_out": (
        BY_V,
        "    dV = do[:-1].T @ h[:-1]\n",
        "dV leaves out the last step.",
    ),
    "u_leaves_last_out": (
        BY_U,
        "    dU = dh[:-1].T @ x[:-1]\n",
        "dU leaves out the last step.",
    ),
    "v_carried_back": (
        BY_V,
        "    dV = np.cumsum(do[::-1], axis=0)[::-1].T @ h\n",
        "Later outputs are carried back into dV; each output has its own state alone.",
    ),
    "both_results_exchanged": (
        GIVEN,
        "    return dU, dV, dh\n",
        "The results are returned in another order than dV, dU, dh.",
    ),
}

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


def bugs(problem: str, check: str, listed: dict[str, tuple[str, str, str]]) -> list[KnownBug]:
    """Bugs of a problem, by name: the text, what it becomes, the sentence."""
    return [
        KnownBug(
            id=f"bptt_{name}" if problem == "3.4" else name,
            problem=problem,
            check=check,
            file=FILE,
            old=old,
            new=new,
            sentence=sentence,
        )
        for name, (old, new, sentence) in listed.items()
    ]


BUGS = (*bugs("3.4", MANY, SIMPLE), *bugs("3.5", GENERAL, NETWORK))
