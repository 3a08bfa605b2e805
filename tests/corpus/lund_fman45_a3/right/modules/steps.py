def momentum_step(w, grad, m, lr, mu, wd):
    m = grad + mu * (m - grad)
    return w - lr * m - (lr * wd) * w, m
