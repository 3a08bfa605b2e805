"""Biases as rows (1, n) all through, gradients with keepdims, extra arguments with defaults."""
import numpy as np


class TwoLayerMLP:
    def __init__(self, input_size, hidden_size, output_size, std=1e-4, activation='relu', seed=None):
        if seed is not None:
            np.random.seed(seed)
        self.activation = activation.lower()
        self.std = std
        self.params = dict(W1=np.random.randn(input_size, hidden_size) * std,
                           b1=np.zeros((1, hidden_size)),
                           W2=np.random.randn(hidden_size, output_size) * std,
                           b2=np.zeros((1, output_size)))

    def _forward(self, X):
        p = self.params
        z = X @ p['W1'] + p['b1']
        a = z.clip(min=0) if self.activation == 'relu' else 1 / (1 + np.exp(-z))
        return z, a, a @ p['W2'] + p['b2']

    def _penalty(self, reg):
        return reg * (self.params['W1'] ** 2).sum() / 2 + reg * (self.params['W2'] ** 2).sum() / 2

    def loss(self, X, y=None, reg=0.0, return_probs=False):
        z, a, s = self._forward(X)
        if y is None:
            return s
        N = X.shape[0]
        target = np.zeros_like(s)
        target[np.arange(N), y] = 1
        s = s - s.max(axis=1, keepdims=True)
        prob = np.exp(s)
        prob = prob / prob.sum(axis=1, keepdims=True)
        loss = -np.sum(target * np.log(prob + 1e-300)) / N + self._penalty(reg)
        delta2 = (prob - target) / N
        delta1 = delta2 @ self.params['W2'].T
        delta1 *= np.heaviside(z, 0) if self.activation == 'relu' else a * (1 - a)
        grads = dict(W2=a.T @ delta2 + reg * self.params['W2'],
                     b2=delta2.sum(axis=0, keepdims=True),
                     W1=X.T @ delta1 + reg * self.params['W1'],
                     b1=delta1.sum(axis=0, keepdims=True))
        return [loss, grads]

    def train(self, X, y, X_val, y_val, learning_rate=1e-3, learning_rate_decay=.95, reg=1e-5,
              num_epochs=10, batch_size=200, verbose=False, **options):
        random = np.random.RandomState(1)
        out = {'loss_history': [], 'grad_magnitude_history': [], 'train_acc_history': [],
               'val_acc_history': [], 'rates': []}
        for epoch in range(num_epochs):
            perm = random.permutation(X.shape[0])
            start = 0
            while True:
                part = perm[start:start + batch_size]
                loss, grads = self.loss(X[part], y[part], reg)
                self.params = {k: self.params[k] - learning_rate * grads[k] for k in self.params}
                out['loss_history'].append(np.array([loss]).item())
                out['grad_magnitude_history'].append(np.linalg.norm(grads['W1'].ravel()))
                start += batch_size
                if start + batch_size > X.shape[0]:
                    break
            out['train_acc_history'].append((self.predict(X[part]) == y[part]).mean())
            out['val_acc_history'].append((self.predict(X_val) == y_val).mean())
            out['rates'].append(learning_rate)
            learning_rate *= learning_rate_decay
        return out

    def predict(self, X):
        _, _, s = self._forward(X)
        return np.argmax(np.log(1 / (1 + np.exp(-s / 100))), axis=1)


answers = {
    "1.1": "1/(1+exp(-a2)) - y",
    "1.2": "1/(1+exp(-a2)) - y",
    "1.3": "h1 * (h2 - y)",
    "1.4": "W2 (h2 - y)",
    "1.5a": "np.dot(W2.T, h2 - y) * h1 * (1 - h1)",
    "1.5b": "np.dot(np.dot(W2.T, h2 - y) * h1 * (1 - h1), x.T)",
}
