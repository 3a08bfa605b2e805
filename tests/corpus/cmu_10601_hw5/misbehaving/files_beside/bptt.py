import numpy as np


def bptt(x, h0, U, V, do):
	N = x.shape[0]
	h = np.zeros((N, len(h0)))
	prev = h0
	for n in range(N):
		h[n] = U.dot(x[n]) + prev
		prev = h[n]
	dV = np.zeros(V.shape)
	dU = np.zeros(U.shape)
	dh = np.zeros(h.shape)
	carry = np.zeros(len(h0))
	for n in range(N - 1, -1, -1):
		dh[n] = V.T.dot(do[n]) + carry
		carry = dh[n]
		dV += np.outer(do[n], h[n])
		dU += np.outer(dh[n], x[n])
	return dV, dU, dh


def bptt_general(x, h0, U, W, V, do):
	N = x.shape[0]
	hs = [h0]
	for n in range(N):
		hs.append(U.dot(x[n]) + W.dot(hs[-1]))
	dV, dW, dU = np.zeros(V.shape), np.zeros(W.shape), np.zeros(U.shape)
	dh = np.zeros((N, len(h0)))
	carry = np.zeros(len(h0))
	for n in reversed(range(N)):
		g = V.T.dot(do[n]) + carry
		dh[n] = g
		dV += np.outer(do[n], hs[n + 1])
		dW += np.outer(g, hs[n])
		dU += np.outer(g, x[n])
		carry = W.T.dot(g)
	return dV, dW, dU, dh
