import numpy as np


def batches(data, size):
    """Batches of `size` rows in random order; the last may be smaller."""
    order = np.random.permutation(len(data["y_train"]))
    while len(order):
        rows, order = order[:size], order[size:]
        yield data["X_train"][rows], data["y_train"][rows]


def accuracy(model, X, y):
    return (np.argmax(model.forwards_backwards(X), axis=1) == y).mean()


def train_network(
    model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=10, **kwargs
):
    return SGD_Momentum(
        model, data, learning_rate, lr_decay, batch_size, num_epochs, beta=0.0, **kwargs
    )


def SGD_Momentum(
    model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=10, beta=0.9, **kwargs
):
    v = {k: np.zeros_like(p) for k, p in model.params.items()}
    train_acc, val_acc = [], []
    for _ in range(num_epochs):
        for X, y in batches(data, batch_size):
            _, grads = model.forwards_backwards(X, y)
            for k in v:
                v[k] = beta * v[k] + learning_rate * grads[k]
                model.params[k] = model.params[k] - v[k]
        learning_rate *= lr_decay
        train_acc.append(accuracy(model, data["X_train"][:1000], data["y_train"][:1000]))
        val_acc.append(accuracy(model, data["X_val"], data["y_val"]))
    return model, train_acc, val_acc
