"""A program that draws accuracies by lot, as whole counts, and stops by them as it should."""

import json
import random
import sys

given = dict(zip(sys.argv[1::2], sys.argv[2::2]))
if "--num_epoch" in given:
    patience, val = int(given.get("--early_stopping_patience", 3)), []
    for _ in range(int(given["--num_epoch"])):
        val.append(random.randrange(48, 121) / 120)
        best = max(range(len(val)), key=lambda i: (val[i], i))
        if len(val) - 1 - best >= patience:
            break
    name = "MLP_lr%s_b%s.json" % (given["--learning_rate"], given["--minibatch_size"])
    with open(name, "w") as file:
        json.dump({"train": val, "val": val, "test": 0.5, "time": 1.0}, file)
