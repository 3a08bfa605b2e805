"""What formulas may be written with, problem by problem, as the task text has it: names, shapes.

Nothing here knows what is right. The hidden tests use the same names.
"""

import numpy as np

from grader.checks import Domain

UPSTREAM = {"dL/dz": "g", "dldz": "g", "dLdz": "g", "delta": "g"}
SAMPLE = Domain(names={"x": ("m",), "W": ("n", "m"), "b": ("n",), "g": ("n",)}, aliases=UPSTREAM)
BATCH = Domain(
    names={"X": ("m", "N"), "W": ("n", "m"), "b": ("n",), "G": ("n", "N")},
    given={"ones": lambda v: np.ones(v.X.shape[1]), "N": lambda v: float(v.X.shape[1])},
    aliases={"dL/dZ": "G", "dldZ": "G", "dLdZ": "G"},
)
ENTRY = Domain(names={"x": (), "g": ()}, aliases=UPSTREAM)
SOFTMAX = Domain(
    names={"x": ("n",), "y": ("onehot", "n")},
    given={"p": lambda v: np.exp(v.x) / np.exp(v.x).sum()},
)

FORMULAS = {
    "1a": ("dL/dx", SAMPLE),
    "1b": ("dL/dW", SAMPLE),
    "1c": ("dL/db", SAMPLE),
    "2a": ("dL/dX", BATCH),
    "2b": ("dL/dW", BATCH),
    "2c": ("dL/db", BATCH),
    "3a": ("dL/dx", ENTRY),
    "4a": ("dL/dx", SOFTMAX),
}
