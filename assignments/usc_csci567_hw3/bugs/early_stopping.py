"""Known bugs of problem 3.3a, early_stopping, each as a change of neural_networks.py."""

from grader.model import KnownBug


def bug(id: str, check: str, old: str, new: str, sentence: str, hint: str = "") -> KnownBug:
    """A bug of early_stopping."""
    return KnownBug(
        id=id, problem="3.3a", check=check, file="neural_networks.py", old=old, new=new,
        sentence=sentence, hint=hint,
    )  # fmt: skip


BEST = "best = max(range(1, len(val) + 1), key=lambda epoch: (val[epoch - 1], epoch))"
DUE = "return best, len(val) - best >= patience"
WHICH = "which of equally good epochs is the best"
WHEN = "how many epochs have gone by since the best one"
COUNTS = "Epochs are counted from 0; they count from 1."

STOPPING = (
    bug("first_of_equal_epochs", "test_best_epoch", BEST, BEST.replace(", epoch))", ", -epoch))"),
        "Of equally good epochs the first was taken; the last one counts.", WHICH),
    bug("epochs_from_zero", "test_best_epoch", f"{BEST}\n    {DUE}",
        f"{BEST} - 1\n    {DUE}", COUNTS, "how epochs are numbered"),
    bug("epochs_from_zero_at_the_end", "test_best_epoch", DUE, DUE.replace("best,", "best - 1,"),
        COUNTS, "how epochs are numbered"),
    bug("epochs_from_zero_and_first", "test_best_epoch", f"{BEST}\n    {DUE}",
        f"best = int(np.argmax(val))\n    {DUE}",
        COUNTS, "how epochs are numbered"),
    bug("epochs_from_zero_stop_right", "test_best_epoch", f"{BEST}\n    {DUE}",
        f"{BEST} - 1\n    {DUE.replace('- best', '- 1 - best')}", COUNTS,
        "how epochs are numbered"),
    bug("accuracy_minimised", "test_best_epoch", BEST, BEST.replace("(val[", "(-val["),
        "The lowest accuracy is taken for the best, as if it were a loss.", "what val holds"),
    bug("accuracy_minimised_first", "test_best_epoch", BEST,
        "best = 1 + int(np.argmin(val))",
        "The lowest accuracy is taken for the best, as if it were a loss.", "what val holds"),
    bug("best_is_the_accuracy", "test_best_epoch", DUE, DUE.replace("best,", "max(val),"),
        "The accuracy of the best epoch is returned instead of its number.", "what `best` is"),
    bug("best_is_the_accuracy_and_first", "test_best_epoch", DUE,
        "best = 1 + int(np.argmax(val))\n    " + DUE.replace("best,", "max(val),"),
        "The accuracy of the best epoch is returned instead of its number.", "what `best` is"),
    bug("best_is_the_last", "test_best_epoch", BEST, "best = len(val)",
        "The last epoch is always taken for the best.", "what `best` is"),
    bug("best_since_last_rise", "test_best_epoch", BEST,
        "best = max([n for n in range(2, len(val) + 1) if val[n - 1] >= val[n - 2]], default=1)",
        "An epoch counts as the best where it beats the one before; it has to beat all before.",
        "what `best` is"),
    bug("best_since_last_real_rise", "test_best_epoch", BEST,
        "best = max([n for n in range(2, len(val) + 1) if val[n - 1] > val[n - 2]], default=1)",
        "An epoch counts as the best where it beats the one before; it has to beat all before.",
        "what `best` is"),
    bug("best_of_the_last_few", "test_best_epoch", BEST,
        BEST.replace("range(1,", "range(max(1, len(val) - patience + 1),"),
        "Only the latest epochs are looked at; the best is sought among all.", "what `best` is"),
    bug("best_from_end", "test_best_epoch", DUE, DUE.replace("best,", "len(val) - best + 1,"),
        "The best epoch is counted from the end of the list.", "how epochs are numbered"),
    bug("best_from_end_and_stop", "test_best_epoch", f"{BEST}\n    {DUE}",
        f"best = 1 + int(np.argmax(val[::-1]))\n    {DUE}",
        "The best epoch is counted from the end of the list.", "how epochs are numbered"),
    bug("best_from_end_and_zero", "test_best_epoch", f"{BEST}\n    {DUE}",
        f"best = int(np.argmax(val[::-1]))\n    {DUE}",
        "The best epoch is counted from the end of the list, and from 0.",
        "how epochs are numbered"),
    bug("best_is_never_updated", "test_best_epoch", BEST, "best = 1",
        "The first epoch is always taken for the best.", "what `best` is"),
    bug("best_of_sorted", "test_best_epoch", BEST, "best = int(np.argsort(val)[0]) + 1",
        "The lowest accuracy is taken for the best, as if it were a loss.", "what val holds"),
    bug("best_one_too_late", "test_best_epoch", f"{BEST}\n    {DUE}", f"{BEST} + 1\n    {DUE}",
        "The best epoch is numbered one too high.", "how epochs are numbered"),
    bug("best_one_too_late_at_the_end", "test_best_epoch", DUE, DUE.replace("best,", "best + 1,"),
        "The best epoch is numbered one too high.", "how epochs are numbered"),
    bug("best_without_last", "test_best_epoch", BEST,
        BEST.replace("len(val) + 1)", "max(len(val), 2))"),
        "The latest epoch is left out when the best is sought.", "which epochs are compared"),
    bug("best_without_first", "test_best_epoch", BEST,
        BEST.replace("range(1,", "range(min(2, len(val)),"),
        "The first epoch is left out when the best is sought.", "which epochs are compared"),
    bug("best_is_patience", "test_best_epoch", DUE, DUE.replace("best,", "len(val) - best,"),
        "The number of epochs since the best one is returned instead of its own number.",
        "what `best` is"),
    bug("best_up_to_first_fall", "test_best_epoch", BEST,
        "best = next((n for n in range(1, len(val)) if val[n] < val[n - 1]), len(val))",
        "The search for the best epoch ends at the first fall.", "what `best` is"),
    bug("waits_one_more", "test_stop", DUE, DUE.replace(">=", ">"),
        "It stops one epoch too late: it is time when exactly `patience` epochs have gone by.",
        WHEN),
    bug("waits_one_less", "test_stop", DUE, DUE.replace("patience", "patience - 1"),
        "It stops one epoch too early.", WHEN),
    bug("stops_once_only", "test_stop", DUE, DUE.replace(">=", "=="),
        "It says stop when exactly `patience` epochs have gone by, and no longer when there are "
        "more.", WHEN),
    bug("patience_fixed", "test_stop", DUE, DUE.replace("patience", "3"),
        "The patience is 3, whatever is given.", "the parameters of early_stopping"),
    bug("patience_of_all_epochs", "test_stop", DUE, DUE.replace("len(val) - best", "len(val)"),
        "All epochs are counted; those since the best one are meant.", WHEN),
    bug("patience_of_best", "test_stop", DUE, DUE.replace("len(val) - best", "best"),
        "The number of the best epoch is compared with the patience.", WHEN),
    bug("waits_two_less", "test_stop", DUE, DUE.replace("patience", "patience - 2"),
        "It stops two epochs too early.", WHEN),
    bug("waits_two_more", "test_stop", DUE, DUE.replace("patience", "patience + 2"),
        "It stops two epochs too late.", WHEN),
    bug("patience_one", "test_stop", DUE, DUE.replace(">= patience", ">= 1"),
        "It stops at once when an epoch isn't the best; `patience` epochs have to go by.", WHEN),
    bug("patience_zero", "test_stop", DUE, "return best, True",
        "It always says that it is time to stop.", WHEN),
    bug("patience_from_start_more", "test_stop", DUE, DUE.replace("len(val) - best >=",
        "len(val) >"), "All epochs are counted; those since the best one are meant.", WHEN),
    bug("patience_of_best_less", "test_stop", DUE, DUE.replace("len(val) - best >=", "best <="),
        "The number of the best epoch is compared with the patience.", WHEN),
    bug("stops_only_after_fall", "test_stop", DUE,
        "return best, len(val) > patience and max(val[-patience:]) < val[-patience - 1]",
        "It compares the latest `patience` epochs with the one before them; the best of all epochs "
        "is meant.", WHEN),
    bug("stops_if_all_fall", "test_stop", DUE,
        "last = val[-patience - 1 :]\n"
        "    return best, len(last) > patience and last == sorted(last, reverse=True)",
        "It stops only when the accuracy falls from epoch to epoch; it is enough that none is the "
        "best.", WHEN),
    bug("stops_if_worse_than_before", "test_stop", DUE,
        "return best, len(val) > patience and val[-1] < val[-1 - patience]",
        "The latest epoch is compared with the one `patience` epochs before; the best one is "
        "meant.", WHEN),
    bug("waits_times_two", "test_stop", DUE, DUE.replace("patience", "2 * patience"),
        "It waits twice as many epochs as it should.", WHEN),
    bug("stops_at_first_fall", "test_stop", DUE, DUE.replace("- best >= patience", "> best"),
        "It stops at once when an epoch isn't the best; `patience` epochs have to go by.", WHEN),
    bug("never_stops", "test_stop", DUE, "return best, False",
        "It never says that it is time to stop.", WHEN),
    bug("goes_on_when_due", "test_stop", DUE, DUE.replace(">=", "<"),
        "stop is the wrong way round: it says whether to go on.", "what `stop` is"),
    bug("goes_on_when_just_due", "test_stop", DUE, DUE.replace(">=", "<="),
        "stop is the wrong way round: it says whether to go on.", "what `stop` is"),
    bug("misses_never_forgotten", "test_stop", DUE,
        "misses = sum(val[n] < max(val[: n + 1]) for n in range(len(val)))\n"
        "    return best, misses >= patience",
        "All epochs that weren't the best are counted; "
        "the count should begin anew with a better one.",
        WHEN),
    bug("stops_at_latest_fall", "test_stop", DUE,
        "return best, len(val) > 1 and val[-1] < val[-2]",
        "It stops when the latest epoch is worse than the one before; `patience` epochs without a "
        "better one have to go by.", WHEN),
    bug("waits_for_falls", "test_stop", DUE,
        "worse = sum(b < a for a, b in zip(val, val[1:]))\n    return best, worse >= patience",
        "Falls of the accuracy are counted; the epochs since the best one are meant.", WHEN),
    bug("waits_for_falls_in_a_row", "test_stop", DUE,
        "row = 0\n    for before, now in zip(val, val[1:]):\n"
        "        row = row + 1 if now < before else 0\n    return best, row >= patience",
        "Falls of the accuracy in a row are counted; the epochs since the best one are meant.",
        WHEN),
)  # fmt: skip

BUGS: tuple[KnownBug, ...] = STOPPING
