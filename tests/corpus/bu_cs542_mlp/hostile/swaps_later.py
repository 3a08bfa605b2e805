"""Threads, finalisers and later calls change what was given: arrays after return, inputs, functions."""

import threading
import time

import numpy as np

GIVEN = []


def rewrite():
    while True:
        time.sleep(0.001)
        for array in GIVEN:
            array[...] = np.random.randn(*array.shape)


threading.Thread(target=rewrite, daemon=True).start()


def kept(*shape):
    array = np.zeros(shape)
    GIVEN.append(array)
    return array


class TwoLayerMLP:
    def __init__(self, D, H, C, std=1e-4, activation="relu"):
        self.params = {"W1": kept(D, H), "b1": kept(H), "W2": kept(H, C), "b2": kept(C)}

    def loss(self, X, y=None, reg=0.0):
        X[...] = 0
        for value in self.params.values():
            value[...] = 0
        if y is None:
            return kept(len(X), np.size(self.params["b2"]))
        y[...] = 0
        TwoLayerMLP.loss = lambda self, X, y=None, reg=0.0: np.zeros((len(X), 6)) if y is None else (
            np.log(6), self.params)
        return np.log(6), self.params

    def train(self, X, y, X_val, y_val, num_epochs=10, batch_size=200, **options):
        for array in (X, y, X_val, y_val):
            array[...] = 0
        TwoLayerMLP.train = lambda self, *args, **options: self.params
        updates = [1.0] * (max(len(X) // batch_size, 1) * num_epochs)
        return {"loss_history": updates, "grad_magnitude_history": updates,
                "train_acc_history": [1.0] * num_epochs, "val_acc_history": [1.0] * num_epochs}

    def predict(self, X):
        X[...] = 0
        return kept(len(X))
