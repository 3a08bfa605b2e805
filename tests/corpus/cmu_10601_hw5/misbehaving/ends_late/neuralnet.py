# Writes the metrics in a thread after sys.exit(0), closes them at exit, works in another folder.
# HW5 neural network
import sys
import numpy as np
import atexit
import os
import threading
import time


def read_data(filename):
    labels = []
    features = []
    with open(filename) as f:
        for line in f:
            line = line.strip()
            if line == "":
                continue
            parts = line.split(",")
            labels.append(int(parts[0]))
            features.append([1.0] + [float(v) for v in parts[1:]])
    return np.array(features), np.array(labels)


def init_weights(flag, rows, cols):
    w = np.zeros((rows, cols))
    if flag == 1:
        w[:, 1:] = np.random.uniform(-0.1, 0.1, (rows, cols - 1))
    return w


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def softmax(b):
    e = np.exp(b - np.max(b))
    return e / np.sum(e)


def nn_forward(x, y, alpha, beta):
    a = np.dot(alpha, x)
    z = np.append(1.0, sigmoid(a))
    b = np.dot(beta, z)
    yhat = softmax(b)
    J = -np.log(yhat[y])
    return a, z, b, yhat, J


def nn_backward(x, y, alpha, beta, z, yhat):
    onehot = np.zeros(len(yhat))
    onehot[y] = 1
    gb = yhat - onehot
    gbeta = np.outer(gb, z)
    gz = np.dot(beta[:, 1:].T, gb)
    ga = gz * z[1:] * (1 - z[1:])
    galpha = np.outer(ga, x)
    return galpha, gbeta


def mean_loss(X, Y, alpha, beta):
    total = 0.0
    for x, y in zip(X, Y):
        total += nn_forward(x, y, alpha, beta)[4]
    return total / len(Y)


def predict(X, Y, alpha, beta):
    out = []
    for x, y in zip(X, Y):
        yhat = nn_forward(x, y, alpha, beta)[3]
        out.append(int(np.argmax(yhat)))
    return out


def error(labels, Y):
    wrong = 0
    for l, y in zip(labels, Y):
        if l != y:
            wrong += 1
    return wrong / len(Y)


def write_labels(filename, labels):
    with open(filename, "w") as f:
        for l in labels:
            f.write(str(l) + "\n")


def late(file, text):
    time.sleep(0.05)
    file.write(text)


def main():
    train_input, valid_input, train_out, valid_out, metrics_out = sys.argv[1:6]
    num_epoch = int(sys.argv[6])
    hidden_units = int(sys.argv[7])
    init_flag = int(sys.argv[8])
    learning_rate = float(sys.argv[9])

    X, Y = read_data(train_input)
    Xv, Yv = read_data(valid_input)
    num_classes = 10
    alpha = init_weights(init_flag, hidden_units, X.shape[1])
    beta = init_weights(init_flag, num_classes, hidden_units + 1)

    metrics = ""
    for epoch in range(1, num_epoch + 1):
        for x, y in zip(X, Y):
            a, z, b, yhat, J = nn_forward(x, y, alpha, beta)
            galpha, gbeta = nn_backward(x, y, alpha, beta, z, yhat)
            alpha = alpha - learning_rate * galpha
            beta = beta - learning_rate * gbeta
        train_loss = mean_loss(X, Y, alpha, beta)
        valid_loss = mean_loss(Xv, Yv, alpha, beta)
        metrics += "epoch=%d crossentropy(train): %.11f\n" % (epoch, train_loss)
        metrics += "epoch=%d crossentropy(validation): %.11f\n" % (epoch, valid_loss)

    train_labels = predict(X, Y, alpha, beta)
    valid_labels = predict(Xv, Yv, alpha, beta)
    metrics += "error(train): %f\n" % error(train_labels, Y)
    metrics += "error(validation): %f\n" % error(valid_labels, Yv)
    write_labels(train_out, train_labels)
    write_labels(valid_out, valid_labels)
    here = os.getcwd()
    os.makedirs("scratch", exist_ok=True)
    os.chdir("scratch")
    np.savez("weights.npz", alpha=alpha, beta=beta)
    file = open(os.path.join(here, metrics_out), "w")
    atexit.register(file.close)
    threading.Thread(target=late, args=(file, metrics)).start()
    sys.exit(0)


if __name__ == "__main__":
    main()
