"""How fast the references train, each beside PyTorch on the CPU doing the same in the same run.

    GRADER_DATA=FOLDER python benchmarks/reference.py [--no-torch] [--only NAME]

The references run as their own programs on the real data, on one core but for Lund's, which may
use two. PyTorch is the yardstick: the same network, batch size and number of steps, on random
numbers (benchmarks/torch_yardsticks.py). It is installed into an environment of its own, which
takes several gigabytes and the package registry; `--torch PYTHON` names one that has it already.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from grader.datasets import DataShelf

COURSE = Path(__file__).parents[1]
LETTER_STEPS = 9000
FASHION_STEPS = 2000 * 13  # batches of 5 of 10,000 images, 13 epochs until it stops early
CONVOLUTION_STEPS = 3000


@dataclass(frozen=True)
class Training:
    """One training of a reference.

    asked: seconds at most. torch, per: the yardstick's name, and how many of its runs this is.
    without: a shorter run whose seconds are taken off, so that steps alone are left.
    """

    name: str
    command: tuple[str, ...]
    asked: float
    torch: str
    per: float
    threads: int = 1
    without: tuple[str, ...] = ()


def trainings(folder: Path, data: DataShelf) -> list[Training]:
    """What is timed; writes the data that the programs read into the folder."""
    letters = data.get("cmu_letters")
    for part in ("train", "validation"):
        (folder / f"{part}.csv").write_bytes(letters.csv("large", part))
    digits = data.get("mnist")
    np.savez(folder / "mnist.npz", x_train=digits.x_train, y_train=digits.y_train)
    fashion = Path(os.environ.get("GRADER_DATA", "")) / "fashion_mnist"
    if not fashion.is_dir():
        raise SystemExit("the real data is needed: name its folder in GRADER_DATA")
    neuralnet = str(COURSE / "reference" / "cmu_10601_hw5" / "neuralnet.py")
    files = ("train.csv", "validation.csv", "train.labels", "validation.labels", "metrics.txt")
    mlp = str(COURSE / "reference" / "usc_csci567_hw3" / "neural_networks.py")
    cnn = str(COURSE / "reference" / "lund_fman45_a3" / "cnn_training.py")
    return [
        Training(
            "cmu: large set, 50 hidden units, 10 epochs",
            (neuralnet, *files, "11", "50", "1", "0.1"),
            10 * LETTER_STEPS * 25e-6,
            "letters",
            10,
            without=(neuralnet, *files, "1", "50", "1", "0.1"),
        ),
        Training(
            "usc: batches of 5, to the end",
            (mlp, "--minibatch_size", "5", "--data_dir", str(fashion)),
            10.0,
            "fashion",
            FASHION_STEPS / 2000,
        ),
        Training(
            "lund: MNIST baseline, 3000 steps of 16",
            (cnn, "mnist", "mnist.npz"),
            120.0,
            "convolutions",
            CONVOLUTION_STEPS / 100,
            threads=2,
        ),
    ]


def seconds(training: Training, folder: Path) -> float:
    """Wall seconds of a training; the start of Python and reading the data are part of it."""
    spent = run(training.command, training.threads, folder)
    return spent - run(training.without, training.threads, folder) if training.without else spent


def run(command: tuple[str, ...], count: int, folder: Path) -> float:
    """Wall seconds of one program on so many threads."""
    names = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")
    threads = dict.fromkeys(names, str(count))
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *command],
        check=True,
        cwd=folder,
        env={**os.environ, **threads},
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - start


def torch_python(folder: Path) -> str:
    """An interpreter with torch in an environment of its own; "" where it can't be installed."""
    python = folder / "torch" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", str(folder / "torch")], check=True)
    install = [str(python), "-m", "pip", "install", "--quiet", "torch", "numpy"]
    done = subprocess.run(install, stderr=subprocess.DEVNULL).returncode == 0
    return str(python) if done else ""


def yardsticks(python: str, threads: int) -> dict[str, float]:
    """Seconds of each of PyTorch's trainings."""
    script = str(COURSE / "benchmarks" / "torch_yardsticks.py")
    told = subprocess.run([python, script, str(threads)], check=True, capture_output=True)
    found: dict[str, float] = json.loads(told.stdout)
    return found


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--no-torch", action="store_true", help="without the yardstick")
    parser.add_argument("--torch", default="", help="an interpreter that has torch")
    parser.add_argument("--only", default="", help="trainings whose name holds this")
    options = parser.parse_args()
    table = Table(title="seconds of the references' trainings")
    for column in ("what", "seconds", "asked", "PyTorch", "seconds / PyTorch"):
        table.add_column(column, justify="left" if column == "what" else "right")
    with tempfile.TemporaryDirectory(prefix="grader-bench-") as name:
        folder = Path(name)
        python = "" if options.no_torch else options.torch or torch_python(folder)
        for training in trainings(folder, DataShelf()):
            if options.only not in training.name:
                continue
            spent = seconds(training, folder)
            beside = ("not measured", "")
            if python:
                torch = yardsticks(python, training.threads)[training.torch] * training.per
                beside = (f"{torch:.2f}", f"{spent / torch:.2f}")
            table.add_row(training.name, f"{spent:.2f}", f"{training.asked:.2f}", *beside)
    Console().print(table)


if __name__ == "__main__":
    main()
