import argparse
import gzip
import json
import struct
import time

import numpy as np

from layers import *
from layers import linear_layer, relu


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
