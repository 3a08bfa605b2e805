from cnn_layers import *
from results.measures import confusion_matrix, parameters_per_layer, precision_recall
from steps import momentum_step

import numpy as np


def training(net, x, labels, opts):
    """SGD with momentum."""
    keys = ["weights", "biases"]
    m = {(i, k): np.zeros(net[i][k].shape) for i in range(len(net)) for k in keys if k in net[i]}
    n, losses = x.shape[-1], []
    for it in range(opts["iterations"]):
        ind = np.mod(np.arange(opts["batch_size"]) + it * opts["batch_size"], n)
        outputs, grads = evaluate(net, x.take(ind, axis=-1), labels.take(ind), evaluate_gradient=True)
        losses.append(outputs[-1])
        for i, k in m:
            w, m[i, k] = momentum_step(
                net[i][k], grads[i][k], m[i, k], opts["learning_rate"], opts["momentum"], opts["weight_decay"]
            )
            net[i][k] = w.astype(net[i][k].dtype)
    return net, losses


def predict(net, x, chunk=250):
    starts = range(0, x.shape[3] if x.ndim == 4 else x.shape[1], chunk)
    return np.concatenate([evaluate(net, x[..., s : s + chunk])[0][-1].argmax(axis=0) for s in starts])


def improved(x, labels):
    opts = {"batch_size": 16, "momentum": 0.95, "weight_decay": 0.001, "moving_average": 0.995}
    rng = np.random.default_rng(3)

    def conv(*shape):
        weights = 0.1 * rng.normal(size=shape) / np.sqrt(np.prod(shape[:3]) / 2)
        biases = np.zeros(shape[3], np.float32)
        kind = {"type": "convolution", "padding": shape[0] // 2, "biases": biases}
        return {**kind, "weights": weights.astype(np.float32)}

    dense = {
        "type": "fully_connected",
        "weights": (rng.normal(size=(10, 4096)) / np.sqrt(2048)).astype(np.float32),
        "biases": np.zeros((10, 1), np.float32),
    }
    net = [conv(5, 5, 3, 16), {"type": "relu"}, {"type": "maxpooling"}, conv(5, 5, 16, 16)]
    net += [{"type": "relu"}, dense, {"type": "softmaxloss"}]
    for rate, iterations in ((1e-3, 6000), (3e-4, 2000)):
        run = {**opts, "learning_rate": rate, "iterations": iterations}
        net, _ = training(net, x, labels, run)
    return net
