#!/usr/bin/env python3
"""A program of several files."""
from __future__ import annotations

import sys

from net.data import Letters, write_lines
from net.model import Model


def main(argv: list[str]) -> int:
    train, validation = Letters.read(argv[0]), Letters.read(argv[1])
    epochs, hidden, flag = map(int, argv[5:8])
    model = Model.start(train.width, hidden, random=flag == 1)
    lines: list[str] = []
    for epoch in range(1, epochs + 1):
        model.fit(train, float(argv[8]))
        for name, part in (("train", train), ("validation", validation)):
            lines.append(f"epoch={epoch} crossentropy({name}): {model.loss(part):.12e}")
    for name, part, path in (("train", train, argv[2]), ("validation", validation, argv[3])):
        labels = model.labels(part)
        write_lines(path, labels)
        lines.append(f"error({name}): {sum(labels != part.y) / len(part.y):.10g}")
    write_lines(argv[4], lines)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
