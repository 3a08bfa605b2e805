"""Where initial parameters come from that aren't those asked for, told by their distribution."""

import numpy as np

ALIKE = 0.025  # three to four standard errors of a deviation, for some five thousand numbers


def start_cause(name, w, scale):
    """What was drawn instead of N(0, scale), or for biases instead of zeros, in words, or ""."""
    if name.startswith("b"):
        return bias_cause(name, w)
    if not np.any(w):
        return f"{name} starts as zeros: then all hidden units stay alike; it has to be random."
    if w.std() < 1e-6 * np.abs(w).max():
        return f"All entries of {name} start as the same number: then all hidden units stay alike."
    return shape_cause(name, w, scale) or deviation_cause(name, w, scale)


def bias_cause(name, b):
    """What biases start as instead of zeros."""
    if np.ptp(b) == 0:
        return f"{name} starts as a constant that isn't 0."
    return f"{name} starts as random numbers, as if it were a weight: biases start at 0."


def shape_cause(name, w, scale):
    """Numbers of another distribution, or around another mean than 0."""
    deviation, mean, largest = w.std(), w.mean(), np.abs(w - w.mean()).max()
    uniform = largest < 1.01 * np.sqrt(3) * deviation
    if uniform and np.all(w >= 0):
        return f"{name} is drawn uniformly, from positive numbers alone, instead of normally."
    if uniform:
        return f"{name} is drawn from a uniform distribution instead of a normal one."
    if np.all(w >= 0):
        return f"{name} has no negative entry: half of the numbers should be below 0."
    if abs(mean) > 10 * deviation / np.sqrt(w.size):
        ways = {1.0: "1", scale: "weight_scale"}
        found = [words for value, words in ways.items() if abs(mean - value) < 0.1 * value]
        return f"The mean of {name} is {found[0]} instead of 0." if found else ""
    return ""


def deviation_cause(name, w, scale):
    """Normal numbers of another deviation than the one asked for."""
    rows, columns = w.shape
    if abs(w.std() - 1) < ALIKE and 0.6 < w.mean() / scale < 1.5 and w.mean() > 2.5 / w.size**0.5:
        return f"weight_scale is the mean of {name}, and its deviation is 1."
    own = f"{name} is scaled by the sizes of its layer"
    ways = {
        np.sqrt(scale): f"weight_scale is taken as the variance of {name}: it is the deviation.",
        scale**2: f"{name} has the square of weight_scale as its deviation.",
        1.0: f"{name} isn't multiplied by weight_scale.",
        1e-3: f"{name} has the default deviation, whatever weight_scale says.",
        1e-2: f"{name} has a fixed deviation, whatever weight_scale says.",
        **{
            np.sqrt(part / of) * times: f"{own}, as Xavier or He initialisation does."
            for part in (1, 2)
            for of in (rows, columns, (rows + columns))
            for times in (1.0, scale)
        },
    }
    found = {words for value, words in ways.items() if abs(w.std() / value - 1) < ALIKE}
    return found.pop() if len(found) == 1 else ""
