"""Old starter code: `is` with a string, /, object base class; prints while it trains."""
from __future__ import division, print_function

import numpy as np
import matplotlib.pyplot as plt


class TwoLayerMLP(object):

  def __init__(self, input_size, hidden_size, output_size, std=1e-4, activation='relu'):
    self.params = {}
    self.params['W1'] = std * np.random.randn(input_size, hidden_size)
    self.params['b1'] = np.zeros(hidden_size)
    self.params['W2'] = std * np.random.randn(hidden_size, output_size)
    self.params['b2'] = np.zeros(output_size)
    self.activation = activation

  def loss(self, X, y=None, reg=0.0):
    W1, b1 = self.params['W1'], self.params['b1']
    W2, b2 = self.params['W2'], self.params['b2']
    _, C = W2.shape
    N, D = X.shape

    z1 = np.dot(X, W1) + b1
    if self.activation is 'relu':
      hidden = z1 * (z1 > 0)
    elif self.activation is 'sigmoid':
      hidden = 1 / (1 + np.exp(-z1))
    else:
      raise ValueError('Unknown activation type')
    scores = np.dot(hidden, W2) + b2
    if y is None:
      return scores

    scores -= scores.max(axis=1).reshape(-1, 1)
    p = np.exp(scores) / np.exp(scores).sum(axis=1).reshape(-1, 1)
    data_loss = np.sum(-np.log(p[np.arange(N), y])) / N
    reg_loss = 0.5 * reg * np.sum(W1 * W1) + 0.5 * reg * np.sum(W2 * W2)
    loss = data_loss + reg_loss

    grads = {}
    dscores = p
    dscores[np.arange(N), y] -= 1
    dscores /= N
    grads['W2'] = np.dot(hidden.T, dscores)
    grads['b2'] = np.sum(dscores, axis=0, keepdims=True)
    dhidden = np.dot(dscores, W2.T)
    if self.activation is 'relu':
      dhidden[z1 <= 0] = 0
    else:
      dhidden = dhidden * (hidden - hidden ** 2)
    grads['W1'] = np.dot(X.T, dhidden) + reg * W1
    grads['b1'] = np.sum(dhidden, axis=0, keepdims=True)
    grads['W2'] += reg * W2
    return loss, grads

  def train(self, X, y, X_val, y_val, learning_rate=1e-3, learning_rate_decay=0.95, reg=1e-5,
            num_epochs=10, batch_size=200, verbose=False):
    num_train = X.shape[0]
    iterations_per_epoch = int(max(num_train / batch_size, 1))
    loss_history = []
    grad_magnitude_history = []
    train_acc_history = []
    val_acc_history = []
    np.random.seed(1)
    for epoch in range(num_epochs):
      perm = np.random.permutation(num_train)
      X_shuffled, y_shuffled = X[perm], y[perm]
      for it in range(iterations_per_epoch):
        X_batch = X_shuffled[it * batch_size:(it + 1) * batch_size]
        y_batch = y_shuffled[it * batch_size:(it + 1) * batch_size]
        loss, grads = self.loss(X_batch, y=y_batch, reg=reg)
        loss_history.append(loss)
        for param in self.params:
          self.params[param] -= learning_rate * grads[param].reshape(self.params[param].shape)
        grad_magnitude_history.append(np.linalg.norm(grads['W1']))
      train_acc = (self.predict(X_batch) == y_batch).mean()
      val_acc = (self.predict(X_val) == y_val).mean()
      train_acc_history.append(train_acc)
      val_acc_history.append(val_acc)
      print('Epoch %d: loss %f, train_acc %f, val_acc %f' % (epoch + 1, loss, train_acc, val_acc))
      learning_rate *= learning_rate_decay
    return {
      'loss_history': loss_history,
      'grad_magnitude_history': grad_magnitude_history,
      'train_acc_history': train_acc_history,
      'val_acc_history': val_acc_history,
    }

  def predict(self, X):
    s = self.loss(X)
    return np.argsort(s, axis=1)[:, -1]


answers = {
    "1.1": "yhat - y",
    "1.2": "yhat - y",
    "1.3": "(yhat - y)*h1",
    "1.4": "(yhat - y)*W2",
    "1.5a": "(yhat - y) * W2 * h1 * (1 - h1)",
    "1.5b": "np.outer((yhat - y) * W2 * h1 * (1 - h1), x)",
}


plt.plot([0, 1])
plt.show()
