def _dot(a, b):
    return sum(p * q for p, q in zip(a, b))


def bptt(x, h0, U, V, do):
    identity = [[float(i == j) for j in range(len(h0))] for i in range(len(h0))]
    dV, _, dU, dh = bptt_general(x, h0, U, identity, V, do)
    return dV, dU, dh


def bptt_general(x, h0, U, W, V, do):
    N, b = len(x), len(h0)
    h = [list(h0)]
    for n in range(N):
        h.append([_dot(U[i], x[n]) + _dot(W[i], h[n]) for i in range(b)])
    dh = [None] * N
    for n in range(N - 1, -1, -1):
        dh[n] = []
        for i in range(b):
            g = sum(V[k][i] * do[n][k] for k in range(len(do[n])))
            if n + 1 < N:
                g += sum(W[k][i] * dh[n + 1][k] for k in range(b))
            dh[n].append(g)

    def outers(left, right):
        return [
            [sum(l[i] * r[j] for l, r in zip(left, right)) for j in range(len(right[0]))]
            for i in range(len(left[0]))
        ]

    return [outers(do, h[1:]), outers(dh, h[:-1]), outers(dh, x), dh]
