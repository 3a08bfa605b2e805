from math import exp


def slope(margin, y):
    """-y times the logistic function of -margin."""
    return [-y * 1 / (1 + exp(margin)) if margin < 0 else -y * exp(-margin) / (1 + exp(-margin))][0]


def mini_cnn_grads(w, v, x, y):
    w, v, x = list(map(float, w)), list(map(float, v)), list(map(float, x))
    places = [(0, 1), (1, 2)]
    a = [w[0] * x[i] + w[1] * x[j] for i, j in places]
    s = slope(y * sum(v[k] * max(a[k], 0.0) for k in range(2)), y)
    dw = [0.0, 0.0]
    dv = [s * max(a[k], 0.0) for k in range(2)]
    for k, (i, j) in enumerate(places):
        if a[k] > 0:
            dw[0] += s * v[k] * x[i]
            dw[1] += s * v[k] * x[j]
    return [dw[0], dw[1], dv[0], dv[1]]


def mini_cnn_sgd(w, v, X, Y, eta, order):
    theta = [float(w[0]), float(w[1]), float(v[0]), float(v[1])]
    for n in order:
        grads = mini_cnn_grads(theta[:2], theta[2:], X[n], Y[n])
        theta = [t - eta * g for t, g in zip(theta, grads)]
    return theta[:2], theta[2:]
