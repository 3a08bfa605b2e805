"""graphs with loops, code, endless names and a million nodes"""

import numpy as np


class Nodes(list):
    def __iter__(self):
        while True:
            yield {"name": "f", "op": "exp", "inputs": ["x0"]}


_loop = {"name": "f", "op": "+", "inputs": ["f", "f"]}
_self = []
_self.append(_self)
graph_a = {
    "inputs": ["x0", "x1", "x2", "w0", "w1", "w2", "w3"],
    "nodes": [
        {"name": "n0", "op": "__import__('os')._exit(0)", "inputs": ["x0"]},
        {"name": "n1", "op": "exp", "inputs": _self},
        {"name": "\x1b[2J" * 1000, "op": "+", "inputs": ["x0", "x0"]},
        _loop,
        *({"name": f"m{n}", "op": "*", "inputs": [f"m{n - 1}", f"m{n - 1}"]} for n in range(1, 5000)),
    ],
    "output": {"f": _self},
}
hyperparameters = {name: {"model": {"input_dim": 10**12}, "training": {"num_epochs": 10**9,
                   "batch_size": -1, "data": None, "model": None, "learning_rate": float("nan")}}
                   for name in ("sgd", "momentum", "regularised", "best")}
