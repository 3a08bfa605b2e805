"""Known bugs of problem 3.4: gradients through time as code."""

from grader.model import KnownBug

FILE = "bptt.py"

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
    "states_only_inputs": (
        STATES,
        "    h = x @ U.T\n",
        "A state is U x(n) alone: the state before it, and h(0), are left out.",
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


BUGS = tuple(
    KnownBug(
        id=f"bptt_{name}",
        problem="3.4",
        check="test_bptt_many_steps",
        file=FILE,
        old=old,
        new=new,
        sentence=sentence,
    )
    for name, (old, new, sentence) in SIMPLE.items()
)
