# style: a small framework of node and layer objects; the cache of a function is such an object
import copy

import numpy as np


class Node:
    """One operation of a graph that remembers what came in."""

    def forward(self, *inputs):
        self.inputs = inputs
        return self.compute(*inputs)


class Mul(Node):
    def compute(self, a, b):
        return a * b

    def backward(self, g):
        a, b = self.inputs
        return g * b, g * a


class Add(Node):
    def compute(self, *terms):
        return sum(terms)

    def backward(self, g):
        return (g,) * len(self.inputs)


class Neg(Node):
    def compute(self, a):
        return -a

    def backward(self, g):
        return -g


class Inv(Node):
    def compute(self, a):
        return 1.0 / a

    def backward(self, g):
        return -g / self.inputs[0] ** 2


class Exp(Node):
    def compute(self, a):
        self.out = np.exp(a)
        return self.out

    def backward(self, g):
        return g * self.out


class Max(Node):
    def compute(self, a, b):
        return a if a > b else b

    def backward(self, g):
        a, b = self.inputs
        return (g, 0.0) if a > b else (0.0, g)


class GraphA:
    def __init__(self):
        self.m0, self.m1, self.m2 = Mul(), Mul(), Mul()
        self.inv, self.neg2, self.add = Inv(), Neg(), Add()
        self.neg, self.exp, self.out = Neg(), Exp(), Inv()

    def forward(self, x, w):
        a = self.m0.forward(w[0], x[0])
        b = self.m1.forward(w[1], self.inv.forward(x[1]))
        c = self.neg2.forward(self.m2.forward(w[2], x[2]))
        z = self.add.forward(a, b, c, w[3])
        return self.out.forward(self.exp.forward(self.neg.forward(z)) + 1)

    def backward(self):
        dz = self.neg.backward(self.exp.backward(self.out.backward(1.0)))
        da, db, dc, dw3 = self.add.backward(dz)
        dw0, dx0 = self.m0.backward(da)
        dw1, di = self.m1.backward(db)
        dw2, dx2 = self.m2.backward(self.neg2.backward(dc))
        return np.array([dx0, self.inv.backward(di), dx2]), np.array([dw0, dw1, dw2, dw3])


class GraphC:
    def forward(self, v):
        a, b, c, d = v
        self.u, self.m, self.s, self.f = Mul(), Max(), Add(), Mul()
        return self.f.forward(self.s.forward(self.m.forward(self.u.forward(a, b), c), d), b)

    def backward(self):
        ds, b_second = self.f.backward(1.0)
        dm, dd = self.s.backward(ds)
        du, dc = self.m.backward(dm)
        da, b_first = self.u.backward(du)
        return np.array([da, b_first + b_second, dc, dd])


def graph_a_forward(x, w):
    g = GraphA()
    return g.forward(x, w), g


def graph_a_backward(cache):
    return cache.backward()


def graph_c_forward(v):
    g = GraphC()
    return g.forward(v), g


def graph_c_backward(cache):
    return cache.backward()


class GraphWriter:
    def __init__(self):
        self.nodes = []

    def __call__(self, op, *inputs):
        name = "n%d" % len(self.nodes)
        self.nodes.append({"name": name, "op": op, "inputs": inputs})
        return name


_g = GraphWriter()
_p0 = _g("*", "x0", "w0")
_p1 = _g("*", "w1", _g("1/x", "x1"))
_p2 = _g("*", "w2", "x2")
_out = _g("1/x", _g("+1", _g("exp", _g("-", _p2, _g("+", _p0, _p1, "w3")))))
graph_a = {
    "inputs": ("x0", "x1", "x2", "w0", "w1", "w2", "w3"),
    "nodes": _g.nodes[::-1],
    "output": _out,
}


class Linear:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = x
        return x.dot(self.w) + self.b

    def backward(self, dout):
        self.dw = self.x.T.dot(dout)
        self.db = dout.sum(0)
        return dout.dot(self.w.T)


class ReLU:
    def forward(self, x):
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout):
        dx = dout.copy()
        dx[self.mask] = 0
        return dx


def fc_forward(x, w, b):
    layer = Linear(w, b)
    return layer.forward(x), layer


def fc_backward(dout, cache):
    dx = cache.backward(dout)
    return dx, cache.dw, cache.db


def relu_forward(x):
    layer = ReLU()
    return layer.forward(x), layer


def relu_backward(dout, cache):
    return cache.backward(dout)


class SoftmaxLoss:
    def forward(self, x, y):
        e = np.exp(x - x.max(1, keepdims=True))
        self.p = e / e.sum(1, keepdims=True)
        self.y = y
        return -np.log(self.p[range(len(y)), y]).mean()

    def backward(self):
        d = self.p.copy()
        d[range(len(self.y)), self.y] -= 1
        return d / len(self.y)


def softmax_loss(x, y):
    layer = SoftmaxLoss()
    return layer.forward(x, y), layer.backward()


class SoftmaxClassifier(object):
    def __init__(
        self, input_dim=3072, hidden_dim=300, num_classes=10, weight_scale=1e-3, reg=0.0, **options
    ):
        self.reg = reg
        init = np.random.RandomState(options.get("seed", 0))
        self.params = dict(
            W1=init.normal(scale=weight_scale, size=(input_dim, hidden_dim)),
            b1=np.zeros(hidden_dim),
            W2=init.normal(scale=weight_scale, size=(hidden_dim, num_classes)),
            b2=np.zeros(num_classes),
        )

    def layers(self):
        p = self.params
        return Linear(p["W1"], p["b1"]), ReLU(), Linear(p["W2"], p["b2"])

    def forwards_backwards(self, X, y=None):
        layers = self.layers()
        out = X
        for layer in layers:
            out = layer.forward(out)
        if y is None:
            return out
        last = SoftmaxLoss()
        loss = last.forward(out, y)
        d = last.backward()
        for layer in reversed(layers):
            d = layer.backward(d)
        first, _, second = layers
        loss += self.reg * (np.sum(first.w**2) + np.sum(second.w**2))
        return loss, {
            "W1": first.dw + 2 * self.reg * first.w,
            "b1": first.db,
            "W2": second.dw + 2 * self.reg * second.w,
            "b2": second.db,
        }


class SGD:
    def __init__(self, lr):
        self.lr = lr

    def step(self, params, grads):
        for k in params:
            params[k] -= self.lr * grads[k]


class Momentum(SGD):
    def __init__(self, lr, beta):
        super().__init__(lr)
        self.beta = beta
        self.v = None

    def step(self, params, grads):
        if self.v is None:
            self.v = {k: np.zeros_like(p) for k, p in params.items()}
        for k in params:
            self.v[k] *= self.beta
            self.v[k] += self.lr * grads[k]
            params[k] -= self.v[k]


class Trainer:
    def __init__(self, model, data, optimizer, decay, batch_size, epochs):
        self.__dict__.update(locals())
        self.best = (-1, None)

    def score(self, part):
        X, y = self.data["X_" + part], self.data["y_" + part]
        return (self.model.forwards_backwards(X).argmax(1) == y).mean()

    def epoch(self):
        X, y = self.data["X_train"], self.data["y_train"]
        order = np.random.permutation(len(X))
        for i in range(len(X) // self.batch_size):
            rows = order[i * self.batch_size : (i + 1) * self.batch_size]
            _, grads = self.model.forwards_backwards(X[rows], y[rows])
            self.optimizer.step(self.model.params, grads)
        self.optimizer.lr *= self.decay

    def run(self):
        history = [], []
        for _ in range(self.epochs):
            self.epoch()
            history[0].append(self.score("train"))
            history[1].append(self.score("val"))
            if history[1][-1] > self.best[0]:
                self.best = history[1][-1], copy.deepcopy(self.model.params)
        self.model.params = self.best[1]
        return self.model, history[0], history[1]


def train_network(
    model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=10, **kwargs
):
    return Trainer(model, data, SGD(learning_rate), lr_decay, batch_size, num_epochs).run()


def SGD_Momentum(
    model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=10, beta=0.9, **kwargs
):
    optimizer = Momentum(learning_rate, beta)
    return Trainer(model, data, optimizer, lr_decay, batch_size, num_epochs).run()


hyperparameters = dict(
    sgd=dict(
        model=dict(hidden_dim=100, weight_scale=0.01, seed=3),
        training=dict(learning_rate=0.1, num_epochs=12, lr_decay=0.97),
    ),
    momentum=dict(
        model=dict(hidden_dim=100, weight_scale=0.01, seed=3),
        training=dict(learning_rate=0.02, num_epochs=10, lr_decay=0.95),
    ),
    regularised=dict(
        model=dict(hidden_dim=100, weight_scale=0.01, reg=0.01),
        training=dict(learning_rate=0.1, num_epochs=12),
    ),
    best=dict(
        optimizer="momentum",
        model=dict(hidden_dim=150, weight_scale=0.01, reg=0.001),
        training=dict(learning_rate=0.02, num_epochs=12, lr_decay=0.95),
    ),
)
