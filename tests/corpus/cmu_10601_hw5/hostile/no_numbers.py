"""Writes nan, inf, every number at once, and thousands of digits, where a loss or a label should stand."""

import sys

train, validation, train_out, validation_out, metrics = sys.argv[1:6]
epochs, hidden = int(sys.argv[6]), int(sys.argv[7])
odd = ("nan", "inf", "1e999", "0." + "3" * 5000, "2.3 2.2 2.1", "-0.0", "0x1.8p1", "٣.١")
for path, out in ((train, train_out), (validation, validation_out)):
    rows = len(open(path).read().split())
    open(out, "w").write(" ".join("0 1 2 3 4 5 6 7 8 9".split() * rows) if hidden % 2 else "1e0\n" * rows)
with open(metrics, "w") as file:
    for epoch in range(1, epochs + 1):
        for name in ("train", "validation"):
            print(f"epoch={epoch} crossentropy({name}): {odd[(epoch + hidden) % len(odd)]}", file=file)
    print("error(train): nan\nerror(validation): nan", file=file)
