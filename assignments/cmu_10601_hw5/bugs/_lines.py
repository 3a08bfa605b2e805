"""What the files beside this one share: lines of the reference, and words."""

# fmt: off
FILE = "neuralnet.py"
TINY = "test_tiny_size"
GIVEN = "    return np.ascontiguousarray(rows[:, 1:]), rows[:, 0].astype(int)\n"
LOADED = "    (x, y), (x_validation, y_validation) = load(args.train), load(args.validation)\n"
MAIN = 'if __name__ == "__main__":\n'
MEAN = "        return float(np.mean(np.log("
EPOCH = "            self.train_epoch(x_train, y_train, debug)\n"
CHANGE = "        np.multiply(self.dw, self.learning_rate, out=self.change)\n"
TAKEN = CHANGE + "        self.w -= self.change\n"
STEPS = "        self.linear1.step()\n        self.linear2.step()\n"
MOVED = "            self.step()\n            if debug:\n"
