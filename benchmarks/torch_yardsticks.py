"""What PyTorch on the CPU needs for the trainings of the references: seconds, as JSON.

Run by `reference.py` with an interpreter that has torch; data are random numbers of the real sizes,
which cost what real ones cost. One step is forward, backward and update of one batch.
"""

import json
import sys
import time
from collections.abc import Callable

import torch
from torch import nn


def stepped(model: nn.Module, x: torch.Tensor, y: torch.Tensor, batch: int, steps: int) -> float:
    """Seconds of so many steps of SGD, after a few that warm up."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    loss = nn.CrossEntropyLoss()

    def run(count: int) -> None:
        for number in range(count):
            at = number * batch % (len(x) - batch + 1)
            optimizer.zero_grad(set_to_none=True)
            loss(model(x[at : at + batch]), y[at : at + batch]).backward()
            optimizer.step()

    run(20)
    start = time.perf_counter()
    run(steps)
    return time.perf_counter() - start


def letters() -> float:
    """cmu_10601_hw5: 9,000 steps of one letter, 128 pixels, 50 hidden units, 10 classes."""
    model = nn.Sequential(nn.Linear(128, 50), nn.Sigmoid(), nn.Linear(50, 10))
    return stepped(model, torch.rand(9000, 128), torch.randint(10, (9000,)), 1, 9000)


def fashion() -> float:
    """usc_csci567_hw3: one epoch, 2,000 steps of 5 images, 784 pixels, 128 hidden units."""
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    return stepped(model, torch.rand(10_000, 784), torch.randint(10, (10_000,)), 5, 2000)


def digits() -> float:
    """bu_cs542_mlp: one epoch, 500 steps of 100 images, 784 pixels, 64 hidden units, float64."""
    model = nn.Sequential(nn.Linear(784, 64), nn.Sigmoid(), nn.Linear(64, 10)).double()
    x = torch.rand(50_000, 784, dtype=torch.float64)
    return stepped(model, x, torch.randint(10, (50_000,)), 100, 500)


def convolutions() -> float:
    """lund_fman45_a3: 100 steps of 16 images of 28 x 28 through two convolutions of 16 kernels."""
    model = nn.Sequential(
        nn.Conv2d(1, 16, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 16, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(784, 10),
    ).double()  # fmt: skip
    x = torch.rand(1600, 1, 28, 28, dtype=torch.float64)
    return stepped(model, x, torch.randint(10, (1600,)), 16, 100)


def main() -> None:
    """Print {name: seconds}; operand: threads."""
    torch.set_num_threads(int(sys.argv[1]))
    trainings: tuple[Callable[[], float], ...] = (letters, fashion, digits, convolutions)
    print(json.dumps({training.__name__: training() for training in trainings}))


if __name__ == "__main__":
    main()
