import numpy as np
import sys

np.random.seed(1)   # so that I can compare


def main(args):
    data = [np.atleast_2d(np.loadtxt(name, delimiter=',')) for name in args[:2]]
    hidden, lr = int(args[6]), float(args[8])
    D = data[0].shape[1]
    for d in data:
        print('read', d.shape)
    ys = [d[:, 0].copy().astype('int') for d in data]
    for d in data:
        d[:, 0] = 1  # the label's column becomes the constant
    if args[7] == '1':
        alpha = np.random.uniform(-.1, .1, (hidden, D))
        beta = np.random.uniform(-.1, .1, (10, hidden + 1))
        alpha[:, 0] = 0
        beta[:, 0] = 0
    else:
        alpha = np.zeros((hidden, D))
        beta = np.zeros((10, hidden + 1))
    res = []
    for ep in range(int(args[5])):
        for i in range(len(data[0])):
            p, z = go(data[0][i:i + 1], alpha, beta)
            diff = p.copy()
            diff[0, ys[0][i]] -= 1
            back = diff.dot(beta[:, 1:]) * z[:, 1:] * (1 - z[:, 1:])
            new_beta = beta - lr * diff.T.dot(z)
            new_alpha = alpha - lr * back.T.dot(data[0][i:i + 1])
            alpha, beta = new_alpha, new_beta
        for name, d, y in zip(['train', 'validation'], data, ys):
            p, _ = go(d, alpha, beta)
            ce = 0
            for i in range(len(y)):
                ce -= np.log(p[i, y[i]])
            res.append('epoch=%d crossentropy(%s): %g' % (ep + 1, name, ce / len(y)))
        print(res[-2:], file=sys.stderr)
    for name, d, y, out in zip(['train', 'validation'], data, ys, args[2:4]):
        p, _ = go(d, alpha, beta)
        guess = np.argmax(p, axis=1)
        f = open(out, 'w')
        for g in guess:
            print(g, file=f)
        print(file=f)
        f.close()
        res.append('error(%s): %g' % (name, np.count_nonzero(guess - y) / len(y)))
    f = open(args[4], 'w')
    f.write('\n'.join(res))


def go(x, alpha, beta):
    z = 1. / (1. + np.exp(-x.dot(alpha.T)))
    z = np.hstack((np.ones((len(x), 1)), z))
    e = np.exp(z.dot(beta.T))
    return e / e.sum(1)[:, None], z


if __name__ == '__main__':
    main(sys.argv[1:])
