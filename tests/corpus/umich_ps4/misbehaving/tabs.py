# style: tabs for indentation, form feeds, old Mac line ends nowhere, no newline at the end
import functools
import time
from collections import OrderedDict

import numpy as np

calls = {}


def timed(function):
	def wrapper(*args, **kwargs):
		start = time.perf_counter()
		try:
			return function(*args, **kwargs)
		finally:
			name = function.__name__
			calls[name] = calls.get(name, 0.0) + time.perf_counter() - start

	return wrapper


def chain(*nodes):
	return [dict(name=n, op=o, inputs=i.split()) for n, o, i in nodes]


graph_a = OrderedDict(
	output="out",
	nodes=chain(
		("a", "*", "w0 x0"),
		("b", "1/x", "x1"),
		("c", "*", "b w1"),
		("d", "*", "w2 x2"),
		("e", "*-1", "d"),
		("z", "+", "a c e w3"),
		("u", "exp", "z"),
		("v", "+1", "u"),
		("q", "1/x", "v"),
		("out", "*", "u q"),
	),
	inputs=["x0", "x1", "x2", "w0", "w1", "w2", "w3"],
)


def _features(x):
	return np.concatenate([x[:1], 1 / x[1:2], -x[2:3], [1.0]])


@timed
def graph_a_forward(x, w):
	f = np.reciprocal(1 + np.exp(-_features(x).dot(w)))
	return f, functools.partial(_graph_a_gradients, x, w, f)


def _graph_a_gradients(x, w, f):
	outer = f * (1 - f)
	inner = np.array([1.0, -(x[1] ** -2), -1.0])
	return outer * w[:3] * inner, outer * _features(x)


@timed
def graph_a_backward(cache):
	return cache()


class GraphC:
	@staticmethod
	def forward(v):
		s = max(v[0] * v[1], v[2]) + v[3]
		return s * v[1], {"v": v, "s": s, "which": int(np.argmax([v[2], v[0] * v[1]]))}

	@staticmethod
	def backward(cache):
		a, b, _, _ = cache["v"]
		rows = [[0, 0, b, b], [b * b, a * b, 0, b]]
		return np.array(rows[cache["which"]]) + cache["s"] * np.eye(4)[1]


graph_c_forward, graph_c_backward = GraphC.forward, GraphC.backward


@timed
def fc_forward(x, w, b):
	return np.tensordot(x, w, axes=1) + b, dict(x=x, w=w)


@timed
def fc_backward(dout, cache):
	dx = np.tensordot(dout, cache["w"], axes=(1, 1))
	dw = np.tensordot(cache["x"], dout, axes=(0, 0))
	return dx, dw, functools.reduce(np.add, dout)


@timed
def relu_forward(x):
	out = np.maximum(x, 0)
	return out, out  # positive exactly where x is


@timed
def relu_backward(dout, cache):
	return np.multiply(dout, cache > 0)


def softmax_loss(x, y):
	hot = np.equal.outer(y, np.arange(x.shape[1]))
	logp = x - np.logaddexp.reduce(x, axis=1, keepdims=True)
	return -logp[hot].mean(), (np.exp(logp) - hot) / len(y)


class SoftmaxClassifier:
	def __init__(self, input_dim=3072, hidden_dim=300, num_classes=10, weight_scale=1e-3, reg=0.0):
		draw = functools.partial(np.random.default_rng(11).normal, 0.0, weight_scale)
		self._params = OrderedDict(
			W1=draw((input_dim, hidden_dim)),
			b1=np.zeros(hidden_dim),
			W2=draw((hidden_dim, num_classes)),
			b2=np.zeros(num_classes),
		)
		self.reg = reg

	@property
	def params(self):
		return self._params

	@params.setter
	def params(self, new):
		self._params = OrderedDict(new)

	def __call__(self, X):
		W1, b1, W2, b2 = (self.params[k] for k in ("W1", "b1", "W2", "b2"))
		return np.maximum(X @ W1 + b1, 0) @ W2 + b2

	def forwards_backwards(self, X, y=None):
		if y is None:
			return self(X)
		W1, b1, W2, b2 = (self.params[k] for k in ("W1", "b1", "W2", "b2"))
		h = np.maximum(X @ W1 + b1, 0)
		loss, d2 = softmax_loss(h @ W2 + b2, y)
		d1 = (d2 @ W2.T) * (h > 0)
		penalty = self.reg * (np.einsum("ij,ij", W1, W1) + np.einsum("ij,ij", W2, W2))
		return loss + penalty, OrderedDict(
			W1=X.T @ d1 + 2 * self.reg * W1,
			b1=d1.sum(0),
			W2=h.T @ d2 + 2 * self.reg * W2,
			b2=d2.sum(0),
		)


def accuracy(model, X, y):
	return np.mean(model(X).argmax(1) == y)


def _rows(n, size, rng):
	"""An endless stream of shuffled rows, cut into batches."""
	while True:
		yield from np.split(rng.permutation(n), range(size, n, size))


def _fit(rule, model, data, learning_rate, lr_decay, batch_size, num_epochs, rng=None):
	rng = rng or np.random.default_rng()
	X, y = data["X_train"], data["y_train"]
	stream = _rows(len(y), batch_size, rng)
	histories = [], []
	for epoch in range(num_epochs):
		for _ in range(-(-len(y) // batch_size)):
			rows = next(stream)
			_, grads = model.forwards_backwards(X[rows], y[rows])
			rule(model.params, grads, learning_rate * lr_decay**epoch)
		histories[0].append(accuracy(model, X[:1000], y[:1000]))
		histories[1].append(accuracy(model, data["X_val"], data["y_val"]))
	return (model, *histories)


def train_network(
	model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=7, **kwargs
):
	def rule(params, grads, rate):
		params.update({k: params[k] - rate * grads[k] for k in params})

	return _fit(rule, model, data, learning_rate, lr_decay, batch_size, num_epochs)


def SGD_Momentum(
	model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=7, beta=0.9, **kwargs
):
	v = {k: 0.0 for k in model.params}

	def rule(params, grads, rate):
		v.update({k: beta * v[k] + rate * grads[k] for k in v})
		params.update({k: params[k] - v[k] for k in params})

	return _fit(rule, model, data, learning_rate, lr_decay, batch_size, num_epochs)


def _runs(**changes):
	base = {"model": {"hidden_dim": 40, "weight_scale": 0.01}, "training": {"lr_decay": 0.97}}
	base["training"].update(changes)
	return base


hyperparameters = {
	"sgd": _runs(learning_rate=0.1, num_epochs=7),
	"momentum": _runs(learning_rate=0.02),
	"regularised": _runs(learning_rate=0.1, num_epochs=7),
	"best": _runs(learning_rate=0.1, num_epochs=7),
}
hyperparameters["regularised"]["model"]["reg"] = 1e-2