"""Functions and plain data where classes, objects and dicts of arrays should be."""

KINDS = (None, 7, (1, 2), [], "W", {"W": None}, {1: 2}, {"W": [[1], [1, 2]], "b": "x"}, len)


class linear_layer:
    made = 0

    def __init__(self, D, K):
        linear_layer.made += 1
        self.params = KINDS[linear_layer.made % len(KINDS)]
        self.gradient = KINDS[(linear_layer.made // 2) % len(KINDS)]

    def forward(self, X):
        return X

    def backward(self, X, grad):
        return self.params


def relu(x=0.0):
    return max(x, 0.0)


def softmax_cross_entropy():
    return (relu, relu)


def forward_pass(model, x, y):
    return None, (), "a2", {}


def gradient_checker(model, x, y, layer, name, index):
    return "gradient", None


def magnitude_checker(model, x, y):
    return relu


def early_stopping(val, patience):
    return relu, "stop"


def momentum_step(model, velocity, rate, alpha):
    return 3


def translate_up(X, pixels):
    return {}


def rotate(X, degrees):
    return [[1], [1, 2]]


def mini_cnn_grads(w, v, x, y):
    return "abcd"


def mini_cnn_sgd(w, v, X, Y, eta, order):
    return None, relu
