"""A program whose file holds numbers, text and nests where lists of accuracies should be."""

import json
import sys

KINDS = (0.5, [[0.1], [0.2]], "0.5", None, {"0": 0.5}, [], [None, 0.5], [0.1, [0.2]], True, 1e999)
given = dict(zip(sys.argv[1::2], sys.argv[2::2]))
if "--num_epoch" in given:
    seed = float(given["--learning_rate"]) * 1000 + int(given.get("--random_seed", 0))
    kind = KINDS[int(seed) % len(KINDS)]
    name = "MLP_lr%s_b%s.json" % (given["--learning_rate"], given["--minibatch_size"])
    with open(name, "w") as file:
        json.dump({"train": kind, "val": kind, "test": kind, "time": kind}, file)
