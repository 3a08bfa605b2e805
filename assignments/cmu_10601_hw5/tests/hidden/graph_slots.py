"""For a diagnosis: factors of the derivatives 2.1 to 2.9, and what is taken for them."""

import numpy as np

from .thoughts import Slot


def product(*factors):
    """Of all slots."""
    return np.prod(np.broadcast_arrays(*factors), axis=0)


def one(v):
    """Of a factor that was left out."""
    return 1.0


def by_y1(v):
    """dJ/dy1."""
    return -2 / (v.t1 - v.y1)


def by_y2(v):
    """dJ/dy2."""
    return -2 / (v.t2 - v.y2)


def by_z2(v):
    """dJ/dz2."""
    return -by_y2(v) * v.m22 * np.sin(v.z2)


def by_z1(v):
    """dJ/dz1."""
    return by_y1(v) * slope(v) * 3 * v.m11 * v.z1**2 + by_y2(v) * v.m12 * np.cos(v.z1)


def slope(v):
    """That of the sigmoid, by its output."""
    return v.y1 * (1 - v.y1)


def slope_at(value):
    """That of the sigmoid, taken at another input."""
    s = 1 / (1 + np.exp(-value))
    return s * (1 - s)


SIGN = Slot(one, {"The sign is turned.": lambda v: -1.0})
SLOPE = Slot(
    slope,
    {
        "The slope of the sigmoid, from y1 to its input, is missing.": one,
        "The slope of the sigmoid has lost its factor 1 - y1.": lambda v: v.y1,
        "The slope of the sigmoid has lost its factor y1.": lambda v: 1 - v.y1,
        "The slope of the sigmoid has a plus where a minus belongs.": lambda v: v.y1 * (1 + v.y1),
        "The slope of tanh is taken for that of the sigmoid.": lambda v: 1 - v.y1**2,
        "The slope of the sigmoid is written with z1 instead of its output y1.": lambda v: (
            v.z1 * (1 - v.z1)
        ),
        "The slope of the sigmoid is taken at y1, as if the sigmoid came twice.": lambda v: (
            slope_at(v.y1)
        ),
        "The slope of the sigmoid is taken at z1 instead of at m11 z1^3 + c1.": lambda v: slope_at(
            v.z1
        ),
        "The slope of the sigmoid is taken at z1^3 instead of at m11 z1^3 + c1.": (
            lambda v: slope_at(v.z1**3)
        ),
        "The slope of the sigmoid is taken without c1 in its input.": lambda v: slope_at(
            v.m11 * v.z1**3
        ),
        "The slope of the sigmoid is taken at c1 alone instead of at m11 z1^3 + c1.": lambda v: (
            slope_at(v.c1)
        ),
        "The slope of the sigmoid is taken of y2; the sigmoid is in y1.": lambda v: (
            v.y2 * (1 - v.y2)
        ),
        "The slope of the sigmoid is multiplied in twice.": lambda v: slope(v) ** 2,
        "The factor 1 - y1 of the sigmoid's slope is squared.": lambda v: v.y1 * (1 - v.y1) ** 2,
        "The factor y1 of the sigmoid's slope is squared.": lambda v: v.y1**2 * (1 - v.y1),
    },
)
LOSS_1 = Slot(
    by_y1,
    {
        "dJ/dy1 is not multiplied in.": one,
        "dJ/dy2 stands where dJ/dy1 belongs.": by_y2,
        "dJ/dy2 is added to dJ/dy1, though y2 does not depend on it.": lambda v: (
            by_y1(v) + by_y2(v)
        ),
        "dJ/dy1 is that of a squared error here: the logarithm is left out.": lambda v: (
            -2 * (v.t1 - v.y1)
        ),
        "dJ/dy1 is written without its factor 2.": lambda v: by_y1(v) / 2,
        "dJ/dy1 is squared, or multiplied in twice.": lambda v: by_y1(v) ** 2,
    },
)
LOSS_2 = Slot(
    by_y2,
    {
        "dJ/dy2 is not multiplied in.": one,
        "dJ/dy1 stands where dJ/dy2 belongs.": by_y1,
        "dJ/dy1 is added to dJ/dy2, though y1 does not depend on it.": lambda v: (
            by_y1(v) + by_y2(v)
        ),
        "dJ/dy2 is that of a squared error here: the logarithm is left out.": lambda v: (
            -2 * (v.t2 - v.y2)
        ),
        "dJ/dy2 is written without its factor 2.": lambda v: by_y2(v) / 2,
        "dJ/dy2 is squared, or multiplied in twice.": lambda v: by_y2(v) ** 2,
    },
)
BEHIND = Slot(
    by_z2,
    {
        "The step from y2 to z2 is skipped: dJ/dy2 stands for dJ/dz2.": by_y2,
        "On the way from y2 to z2 the cosine is left as it is.": lambda v: (
            by_y2(v) * v.m22 * np.cos(v.z2)
        ),
        "On the way from y2 to z2 the cosine is left as it is, with a minus before it.": lambda v: (
            -by_y2(v) * v.m22 * np.cos(v.z2)
        ),
        "On the way from y2 to z2 the weight m22 is missing.": lambda v: -by_y2(v) * np.sin(v.z2),
        "On the way from y2 to z2 the sine is missing.": lambda v: -by_y2(v) * v.m22,
        "On the way from y2 to z2 only m22 is multiplied in; the cosine's derivative is missing.": (
            lambda v: by_y2(v) * v.m22
        ),
        "The sign is turned.": lambda v: -by_z2(v),
        "dJ/dy2 is not multiplied in.": lambda v: -v.m22 * np.sin(v.z2),
        "dJ/dy2 is not multiplied in, nor is the minus of the cosine's derivative.": lambda v: (
            v.m22 * np.sin(v.z2)
        ),
        "dJ/dz2 is not multiplied in.": one,
        "dJ/dy1 stands where dJ/dz2 belongs.": by_y1,
        "dJ/dy1 stands where dJ/dy2 belongs: z2 is in y2.": lambda v: (
            -by_y1(v) * v.m22 * np.sin(v.z2)
        ),
        "dJ/dy1 and dJ/dy2 are added for dJ/dz2; z2 is in y2 only.": lambda v: by_y1(v) + by_y2(v),
        "m12 stands where m22 belongs.": lambda v: -by_y2(v) * v.m12 * np.sin(v.z2),
        "The sine is taken of z1 instead of z2.": lambda v: -by_y2(v) * v.m22 * np.sin(v.z1),
        "dJ/dz1 stands where dJ/dz2 belongs.": by_z1,
        "dJ/dy2 and dJ/dz2 are both multiplied in; dJ/dz2 holds dJ/dy2.": lambda v: (
            by_y2(v) * by_z2(v)
        ),
        "dJ/dz2 and the step from y2 to z2 are both multiplied in; dJ/dz2 holds that step.": (
            lambda v: -by_z2(v) * v.m22 * np.sin(v.z2)
        ),
    },
)


def kept(name):
    """Of what is derived by, kept as a factor; z1: the sentence's end."""
    return f"{name} is kept as a factor after differentiating by it."
