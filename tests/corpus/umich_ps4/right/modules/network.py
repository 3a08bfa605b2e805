import numpy as np

from layers import fc_backward, fc_forward, relu_backward, relu_forward
from utils import losses


class SoftmaxClassifier:
    def __init__(self, input_dim=3072, hidden_dim=300, num_classes=10, weight_scale=1e-3, reg=0.0):
        self.reg = reg
        sizes = [input_dim, hidden_dim, num_classes]
        self.params = {}
        for i, (rows, columns) in enumerate(zip(sizes, sizes[1:]), start=1):
            self.params[f"W{i}"] = np.random.normal(0, weight_scale, (rows, columns))
            self.params[f"b{i}"] = np.zeros(columns)

    def forwards_backwards(self, X, y=None):
        p, caches, out = self.params, [], X
        for i in (1, 2):
            out, cache = fc_forward(out, p[f"W{i}"], p[f"b{i}"])
            caches.append(cache)
            if i < 2:
                out, cache = relu_forward(out)
                caches.append(cache)
        if y is None:
            return out
        loss, d = losses.softmax_loss(out, y)
        grads = {}
        d, grads["W2"], grads["b2"] = fc_backward(d, caches.pop())
        d = relu_backward(d, caches.pop())
        d, grads["W1"], grads["b1"] = fc_backward(d, caches.pop())
        for k in p:
            if k.startswith("W"):
                loss += self.reg * np.sum(p[k] ** 2)
                grads[k] = grads[k] + 2 * self.reg * p[k]
        return loss, grads
