"""Hands out scores and gradients in single precision, and computes the loss in double."""
import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


class TwoLayerMLP:

    def __init__(self, input_size, hidden_size, output_size, std=1e-4, activation='relu'):
        self.activation = activation
        self.params = {}
        self.params['W1'] = std * np.random.randn(input_size, hidden_size)
        self.params['b1'] = np.zeros(hidden_size)
        self.params['W2'] = std * np.random.randn(hidden_size, output_size)
        self.params['b2'] = np.zeros(output_size)

    def loss(self, X, y=None, reg=0.0):
        W1, b1 = self.params['W1'], self.params['b1']
        W2, b2 = self.params['W2'], self.params['b2']
        N, D = X.shape

        # forward
        z1 = X.dot(W1) + b1
        if self.activation == 'relu':
            h1 = np.maximum(0, z1)
        elif self.activation == 'sigmoid':
            h1 = sigmoid(z1)
        else:
            raise ValueError('unknown activation')
        scores = h1.dot(W2) + b2

        if y is None:
            return scores.astype(np.float32)

        # softmax
        scores_shifted = scores - np.max(scores, axis=1, keepdims=True)
        exps = np.exp(scores_shifted)
        probs = exps / np.sum(exps, axis=1, keepdims=True)
        loss = -np.log(probs[range(N), y]).sum() / N
        loss += 0.5 * reg * (np.sum(W1 ** 2) + np.sum(W2 ** 2))

        # backward
        grads = {}
        dscores = probs.copy()
        dscores[range(N), y] -= 1
        dscores /= N
        grads['W2'] = h1.T.dot(dscores)
        grads['b2'] = np.sum(dscores, axis=0)
        dh1 = dscores.dot(W2.T)
        if self.activation == 'relu':
            dz1 = dh1
            dz1[z1 <= 0] = 0
        else:
            dz1 = dh1 * h1 * (1 - h1)
        grads['W1'] = X.T.dot(dz1)
        grads['b1'] = np.sum(dz1, axis=0)
        grads['W2'] += reg * W2
        grads['W1'] += reg * W1

        return loss, {name: grad.astype(np.float32) for name, grad in grads.items()}

    def train(self, X, y, X_val, y_val,
              learning_rate=1e-3, learning_rate_decay=0.95,
              reg=1e-5, num_epochs=10,
              batch_size=200, verbose=False):
        num_train = X.shape[0]
        iterations_per_epoch = int(max(num_train // batch_size, 1))
        loss_history = []
        grad_magnitude_history = []
        train_acc_history = []
        val_acc_history = []

        np.random.seed(1)
        for epoch in range(num_epochs):
            perm = np.random.permutation(num_train)
            for it in range(iterations_per_epoch):
                idx = perm[it * batch_size:(it + 1) * batch_size]
                X_batch = X[idx, :]
                y_batch = y[idx]
                loss, grads = self.loss(X_batch, y_batch, reg=reg)
                loss_history.append(loss)
                for param in self.params:
                    self.params[param] -= learning_rate * grads[param]
                grad_magnitude_history.append(np.linalg.norm(grads['W1']))
            train_acc = np.mean(self.predict(X_batch) == y_batch)
            val_acc = np.mean(self.predict(X_val) == y_val)
            train_acc_history.append(train_acc)
            val_acc_history.append(val_acc)
            if verbose:
                print('epoch', epoch, 'loss', loss, 'train', train_acc, 'val', val_acc)
            learning_rate *= learning_rate_decay

        return {
            'loss_history': loss_history,
            'grad_magnitude_history': grad_magnitude_history,
            'train_acc_history': train_acc_history,
            'val_acc_history': val_acc_history,
        }

    def predict(self, X):
        scores = self.loss(X)
        y_pred = np.argmax(scores, axis=1)
        return y_pred


answers = {
    "1.1": "h2 - y",
    "1.2": "h2 - y",
    "1.3": "(h2 - y) * h1.T",
    "1.4": "W2.T * (h2 - y)",
    "1.5a": "W2.T * (h2 - y) * h1 * (1 - h1)",
    "1.5b": "(W2.T * (h2 - y) * h1 * (1 - h1)) @ x.T",
}
