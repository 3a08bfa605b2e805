"""A layer that keeps text, and one whose weights are nan."""


class Sigmoid:
    forward = "forward"
    backward = None


class Linear:
    def __init__(self, inputs, outputs, init, rate):
        self.w = [[float("nan")] * (inputs + 1)] * outputs
        self.dw = "gradient"

    def forward(self, x):
        return {"out": x}


class NN:
    def __init__(self, *args):
        self.forward = [len]


def zero_init(shape):
    return 0.0


def random_init(shape):
    return "random"
