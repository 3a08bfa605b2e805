"""Exits, crashes, processes, a flood of made-up results and files; arrays that change after return."""

import atexit
import ctypes
import os
import sys
import threading
import time

import numpy as np

KEPT = []


def claim():
    for name in ("report.json", "../report.json", "answers.toml", "answers/1a.txt"):
        try:
            open(name, "w").write('"1a" = "W.T @ g"\n{"score": 80, "status": "passed"}')
        except OSError:
            pass
    print("\x1b[2J80 / 80 points, all checks PASSED", flush=True)


def rewrite():
    while True:
        time.sleep(0.001)
        for array in KEPT:
            array[...] = np.maximum(np.roll(array, 1), 0)


claim()
atexit.register(claim)
threading.Thread(target=rewrite, daemon=True).start()


def kept(shape):
    KEPT.append(np.zeros(shape))
    return KEPT[-1]


def fully_connected_forward(X, W, b):
    X[...] = W[...] = b[...] = 0
    return kept((W.shape[0], X.shape[-1]))


def fully_connected_backward(X, d, W, b):
    d[...] = 0
    return kept(X.shape), kept(W.shape), kept(b.shape)


def relu_forward(X):
    X[...] = 0
    return X


def relu_backward(X, d):
    os._exit(0)


def softmaxloss_forward(x, labels):
    sys.exit(0)


def softmaxloss_backward(x, labels):
    ctypes.string_at(0)


def momentum_step(w, grad, m, lr, mu, wd):
    for _ in range(1000):
        try:
            threading.Thread(target=time.sleep, args=(3,)).start()
            os.fork()
        except (OSError, RuntimeError):
            break
    return kept(w.shape), kept(m.shape)


def training(net, x, labels, opts):
    for _ in range(100):
        print("test_training_order PASSED " * 5000)
    raise KeyboardInterrupt


def predict(net, x):
    os.kill(0, 9)


def confusion_matrix(labels, predictions, classes=10):
    return memoryview(b"1" * classes)


def precision_recall(confusion):
    raise SystemExit("passed")


def parameters_per_layer(net):
    net.clear()
    return []
