"""Plain data of every other type where nets, layers, outputs and gradients should be lists of dicts."""

import itertools

import numpy as np

KINDS = itertools.cycle((None, 7, "abc", (), [], {}, [1, 2], [{}], len, np.zeros(3), [None] * 5, [{}] * 5))


def evaluate(net, x, labels=None, evaluate_gradient=False):
    return next(KINDS), next(KINDS)


def training(net, x, labels, opts):
    return next(KINDS), [1.0] * opts["iterations"]


def momentum_step(w, grad, m, lr, mu, wd):
    return next(KINDS), next(KINDS)


def kind(*args):
    return next(KINDS)


fully_connected_forward = fully_connected_backward = relu_forward = relu_backward = kind
softmaxloss_forward = softmaxloss_backward = predict = confusion_matrix = kind
precision_recall = parameters_per_layer = improved = kind
