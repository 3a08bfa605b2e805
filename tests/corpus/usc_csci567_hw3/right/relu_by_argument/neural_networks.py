import argparse
import gzip
import json
import struct
import time

import numpy as np


class linear_layer:
    def __init__(self, input_D, output_D):
        self.params = dict()
        self.params['W'] = np.random.normal(0, .1, size=(input_D, output_D))
        self.params['b'] = np.random.normal(0, .1, size=(1, output_D))
        self.gradient = dict()
        self.gradient['W'] = np.zeros((input_D, output_D))
        self.gradient['b'] = np.zeros((1, output_D))

    def forward(self, X):
        forward_output = np.dot(X, self.params['W']) + self.params['b']
        return forward_output

    def backward(self, X, grad):
        self.gradient['W'] = np.dot(X.T, grad)
        self.gradient['b'] = np.sum(grad, axis=0).reshape(1, -1)
        backward_output = np.dot(grad, self.params['W'].T)
        return backward_output


class relu:
    def __init__(self):
        self.mask = None

    def forward(self, X):
        self.mask = np.argwhere(X > 0)
        return np.maximum(0, X)

    def backward(self, X, grad):
        return np.where(X > 0, grad, 0)


class softmax_cross_entropy:
    def forward(self, X, Y):
        s = X - np.amax(X, axis=1, keepdims=True)
        self.p = np.exp(s) / np.sum(np.exp(s), axis=1, keepdims=True)
        picked = s[np.arange(X.shape[0]), Y] - np.log(np.sum(np.exp(s), axis=1))
        return -np.mean(picked)

    def backward(self, X, Y):
        s = X - np.amax(X, axis=1, keepdims=True)
        p = np.exp(s) / np.sum(np.exp(s), axis=1, keepdims=True)
        onehot = np.zeros(X.shape)
        onehot[np.arange(X.shape[0]), Y] = 1
        return (p - onehot) / X.shape[0]


def make_model(input_D, hidden=128, output_D=10):
    model = dict()
    model['L1'] = linear_layer(input_D, hidden)
    model['nonlinear1'] = relu()
    model['L2'] = linear_layer(hidden, output_D)
    model['loss'] = softmax_cross_entropy()
    return model


def miniBatchGradientDescent(model, _learning_rate):
    for name, module in model.items():
        if hasattr(module, 'params'):
            for key in module.params:
                g = module.gradient[key]
                module.params[key] = module.params[key] - _learning_rate * g
    return model


def forward_pass(model, x, y):
    a1 = model['L1'].forward(x)
    h1 = model['nonlinear1'].forward(a1)
    a2 = model['L2'].forward(h1)
    loss = model['loss'].forward(a2, y)
    return a1, h1, a2, loss


def backward_pass(model, x, a1, h1, a2, y):
    grad_a2 = model['loss'].backward(a2, y)
    grad_h1 = model['L2'].backward(h1, grad_a2)
    grad_a1 = model['nonlinear1'].backward(a1, grad_h1)
    grad_x = model['L1'].backward(x, grad_a1)


def gradient_checker(model, x, y, layer, name, index, step=1e-5):
    a1, h1, a2, loss = forward_pass(model, x, y)
    backward_pass(model, x, a1, h1, a2, y)
    analytic = model[layer].gradient[name][index]
    original = model[layer].params[name].copy()
    plus = original.copy()
    plus[index] += step
    model[layer].params[name] = plus
    loss_plus = forward_pass(model, x, y)[-1]
    minus = original.copy()
    minus[index] -= step
    model[layer].params[name] = minus
    loss_minus = forward_pass(model, x, y)[-1]
    model[layer].params[name] = original
    numeric = (loss_plus - loss_minus) / (2 * step)
    return analytic, numeric


def magnitude_checker(model, x, y):
    a1, h1, a2, loss = forward_pass(model, x, y)
    backward_pass(model, x, a1, h1, a2, y)
    return np.sum(model['L1'].gradient['W'])


def early_stopping(val, patience):
    best_acc, best = -1.0, 0
    for t, acc in enumerate(val):
        if acc >= best_acc:
            best_acc = acc
            best = t + 1
    stop = len(val) - best >= patience
    return best, stop


def momentum_step(model, velocity, _learning_rate, _alpha):
    for name in ('L1', 'L2'):
        module = model[name]
        for key in ('W', 'b'):
            if name + key not in velocity:
                velocity[name + key] = np.zeros_like(module.params[key])
            velocity[name + key] = _alpha * velocity[name + key] + module.gradient[key]
            module.params[key] = module.params[key] - _learning_rate * velocity[name + key]
    return velocity


def accuracy(model, x, y):
    scores = forward_pass(model, x, y)[2]
    return float((scores.argmax(axis=1) == y).sum()) / len(y)


def train(model, data, args):
    Xtr, Ytr, Xva, Yva, Xte, Yte = data
    N = Xtr.shape[0]
    b = args.minibatch_size
    train_acc, val_acc, test_acc = [], [], 0.0
    velocity = {}
    tic = time.time()
    for t in range(args.num_epoch):
        idx = np.random.permutation(N)
        for i in range(int(np.floor(N / b))):
            rows = idx[i * b:(i + 1) * b]
            x, y = Xtr[rows], Ytr[rows]
            a1, h1, a2, loss = forward_pass(model, x, y)
            backward_pass(model, x, a1, h1, a2, y)
            if args.alpha > 0:
                velocity = momentum_step(model, velocity, args.learning_rate, args.alpha)
            else:
                model = miniBatchGradientDescent(model, args.learning_rate)
        train_acc.append(accuracy(model, Xtr, Ytr))
        val_acc.append(accuracy(model, Xva, Yva))
        best, stop = early_stopping(val_acc, args.early_stopping_patience)
        if best == t + 1:
            test_acc = accuracy(model, Xte, Yte)
        print('epoch', t + 1, train_acc[-1], val_acc[-1])
        if stop:
            break
    return {'train': train_acc, 'val': val_acc, 'test': test_acc, 'time': time.time() - tic}


def load(path):
    with gzip.open(path, 'rb') as f:
        magic, n = struct.unpack('>II', f.read(8))
        if magic == 2051:
            rows, cols = struct.unpack('>II', f.read(8))
            return np.frombuffer(f.read(), dtype=np.uint8).reshape(n, rows * cols)
        return np.frombuffer(f.read(), dtype=np.uint8).astype(int)


def load_all(folder):
    X = load(folder + '/train-images-idx3-ubyte.gz') / 255.0
    Y = load(folder + '/train-labels-idx1-ubyte.gz')
    Xte = load(folder + '/t10k-images-idx3-ubyte.gz') / 255.0
    Yte = load(folder + '/t10k-labels-idx1-ubyte.gz')
    tr, va = [], []
    for c in range(10):
        idx = np.where(Y == c)[0]
        held = min(200, len(idx) // 6)
        tr.append(idx[:min(1000, len(idx) - held)])
        va.append(idx[len(idx) - held:])
    tr, va = np.concatenate(tr), np.concatenate(va)
    return X[tr], Y[tr], X[va], Y[va], Xte, Yte


if __name__ == '__main__':
    parser = argparse.ArgumentParser()
    parser.add_argument('--random_seed', default=42, type=int)
    parser.add_argument('--data_dir', default='.')
    parser.add_argument('--learning_rate', default=0.01, type=float)
    parser.add_argument('--alpha', default=0.0, type=float)
    parser.add_argument('--num_epoch', default=200, type=int)
    parser.add_argument('--minibatch_size', default=1, type=int)
    parser.add_argument('--early_stopping_patience', default=3, type=int)
    parser.add_argument('--check_gradient', action='store_true')
    parser.add_argument('--check_magnitude', action='store_true')
    args = parser.parse_args()
    np.random.seed(args.random_seed)
    Xtr, Ytr, Xva, Yva, Xte, Yte = load_all(args.data_dir)
    perm = np.random.permutation(Xtr.shape[0])
    Xtr, Ytr = Xtr[perm], Ytr[perm]
    model = make_model(Xtr.shape[1])
    result = train(model, (Xtr, Ytr, Xva, Yva, Xte, Yte), args)
    with open('MLP_lr{}_b{}.json'.format(args.learning_rate, args.minibatch_size), 'w') as f:
        json.dump(result, f)
