def translate_up(X, pixels=4):
    side = int(len(X[0]) ** 0.5 + 0.5)
    return [list(row[pixels * side:]) + [0.0] * (pixels * side) for row in X.tolist()]


def rotate(X, degrees):
    side = int(len(X[0]) ** 0.5 + 0.5)
    out = []
    for row in X.tolist():
        image = [row[i * side:(i + 1) * side] for i in range(side)]
        for _ in range(degrees // 90):
            image = [list(column) for column in zip(*image)][::-1]
        out.append([pixel for line in image for pixel in line])
    return out
