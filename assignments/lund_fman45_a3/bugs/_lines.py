"""What the files beside this one share: lines of the reference, and words."""

# fmt: off
COLUMNS = 'columns = x.reshape(-1, x.shape[-1], order="F")\n    '
OUT = "return W @ columns + b"
DX = '(W.T @ dldZ).reshape(X.shape, order="F")'
DW = "dldW = dldZ @ columns.T"
DB = "dldb = dldZ.sum(axis=1, keepdims=True)"
SIZES = "return [sum(layer[name].size for name in PARAMETERS if name in layer) for layer in net]"
CLASSES = "return np.concatenate([np.argmax(part, axis=0) for part in scores])"
COUNT = "np.add.at(counts, (labels, predictions), 1)"
COUNTS = "return counts"
LABEL = "p[labels, np.arange(len(labels))] -= 1"
END = 'return (p / len(labels)).reshape(x.shape, order="F")'
Y = "np.eye(len(p))[:, labels]"
FORMULA = "your answer to 4a"
EXP = "p = np.exp(columns - columns.max(axis=0))"
NORMAL = "p /= p.sum(axis=0)"
SUMS = "log_sums = top + np.log(np.exp(columns - top).sum(axis=0))"
MEAN = "return np.mean(log_sums - columns[labels, np.arange(len(labels))])"
P_RIGHT = "np.exp(columns[labels, np.arange(len(labels))] - log_sums)"
HEAD = "def momentum_step(w, grad, m, lr, mu, wd):"
W = "return w - lr * (m + wd * w), m"
BOTH = """m = mu * m + (1 - mu) * grad  # a moving average of gradients alone
    return w - lr * (m + wd * w), m"""
M = "m = mu * m + (1 - mu) * grad  #"
AVERAGES = "averages = [dict.fromkeys(PARAMETERS, 0.0) for _ in net]"
ROWS = "rows = np.arange(iteration * size, (iteration + 1) * size) % count"
OUTPUTS = "outputs, grads = evaluate(net, x[..., rows], labels[rows], evaluate_gradient=True)"
BATCHES = "the paragraph on the order of batches in exercise 5"
RECORD = "losses.append(float(outputs[-1]))"
LAYERS = "for layer, average, grad in zip(net, averages, grads, strict=True):"
