"""Writes assignments/cmu_10601_hw5/curves.toml: the runs of part 4, trained by the reference.

    python reference/cmu_10601_hw5/private/curves.py FOLDER_WITH_smallTrain.csv

Takes about ten seconds. The numbers stand in a file because training them again for each student
would cost more than grading all the rest.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

EPOCHS = 100
UNITS = (5, 20, 50, 100, 200)
RATES = (0.1, 0.01, 0.001)
SEED = 10601

Init = Callable[[tuple[int, int]], np.ndarray]


def uniform(shape: tuple[int, int]) -> np.ndarray:
    """Initial weights, the same in every run of this script."""
    return np.random.default_rng(SEED).uniform(-0.1, 0.1, shape)


def entry(group: str, label: str, x_label: str, values: list[float]) -> str:
    """One curve as TOML."""
    numbers = ", ".join(f"{value:.4f}" for value in values)
    return (
        f'[[curve]]\ngroup = "{group}"\nlabel = "{label}"\n'
        f'x_label = "{x_label}"\nvalues = [{numbers}]\n'
    )


def main(folder: Path) -> None:
    """Train everything and write the file."""
    here = Path(__file__).resolve()
    sys.path.insert(0, str(here.parents[1]))
    import neuralnet  # here, because only now its folder is on the path

    sets = [neuralnet.load(folder / f"small{part}.csv") for part in ("Train", "Validation")]

    def losses(units: int, rate: float, init: Init = uniform) -> tuple[list[float], list[float]]:
        net = neuralnet.NN(sets[0][0].shape[1], units, neuralnet.CLASSES, init, rate)
        return net.train(*sets[0], *sets[1], EPOCHS)

    names = ("training", "validation")
    entries = []
    last = [[column[-1] for column in losses(units, 0.01)] for units in UNITS]
    listed = ", ".join(map(str, UNITS))
    for name, values in zip(names, zip(*last, strict=True), strict=True):
        group = f"4.1: cross-entropy after {EPOCHS} epochs, with {listed} hidden units"
        entries.append(entry(group, name, f"{listed} hidden units", values))
    runs = [(f"4.2: learning rate {rate}, random weights", rate, uniform) for rate in RATES]
    runs.append(("4.3: learning rate 0.1, zero weights", 0.1, neuralnet.zero_init))
    for group, rate, init in runs:
        for name, values in zip(names, losses(50, rate, init), strict=True):
            entries.append(entry(group, name, "epoch", values))
    head = (
        "# The runs of part 4 on the small set, by reference/cmu_10601_hw5/private/curves.py.\n\n"
    )
    target = here.parents[3] / "assignments" / "cmu_10601_hw5" / "curves.toml"
    target.write_text(head + "\n".join(entries), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
