def momentum_step(w, grad, m, lr, mu, wd):
    return w - lr * grad, m


def training(net
