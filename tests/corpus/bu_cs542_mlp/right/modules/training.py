from collections import defaultdict

import numpy as np


def run(net, X, y, X_val, y_val, learning_rate=1e-3, learning_rate_decay=0.95, reg=1e-5,
        num_epochs=10, batch_size=200, verbose=False):
    np.random.seed(1)
    kept = defaultdict(list)
    rates = learning_rate * np.power(learning_rate_decay, np.arange(num_epochs))
    for rate in rates:
        order = np.random.permutation(X.shape[0])
        count = max(len(order) // batch_size, 1)
        for batch in np.array_split(order[: count * batch_size], count):
            value, grads = net.loss(X[batch], y[batch], reg)
            kept["loss_history"].append(value)
            kept["grad_magnitude_history"].append(np.linalg.norm(grads["W1"], "fro"))
            for key in grads:
                net.params[key] = net.params[key] - rate * grads[key]
        kept["train_acc_history"].append(np.count_nonzero(net.predict(X[batch]) == y[batch]) / len(batch))
        kept["val_acc_history"].append(np.count_nonzero(net.predict(X_val) == y_val) / len(y_val))
    return kept
