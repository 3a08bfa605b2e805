"""For a diagnosis: what is wrongly thought of the derivatives 2.1 to 2.3."""

import numpy as np

from .graph_slots import (
    LOSS_1,
    LOSS_2,
    SIGN,
    SLOPE,
    by_y1,
    by_y2,
    by_z1,
    by_z2,
    one,
    product,
    slope,
)
from .thoughts import Slot, Thoughts

NO_SLOPE = "The slope of a sigmoid is multiplied in, but y2 has none."
ON = "The chain goes on through z2: only the derivative by z2 is asked for."

DY1 = Thoughts(
    product,
    (
        SIGN,
        Slot(
            by_y1,
            {
                "The factor 2 of the square is lost.": lambda v: by_y1(v) / 2,
                "The factor 2 of the square is counted twice.": lambda v: 2 * by_y1(v),
                "This is the derivative by y2.": by_y2,
                "The derivative by y2 is added; the second term of J does not depend on y1.": (
                    lambda v: by_y1(v) + by_y2(v)
                ),
                "The difference of t1 and y1 has become a sum.": lambda v: -2 / (v.t1 + v.y1),
                "t2 stands where t1 belongs.": lambda v: -2 / (v.t2 - v.y1),
                "y2 stands where y1 belongs.": lambda v: -2 / (v.t1 - v.y2),
                "The target t1 is left out.": lambda v: -2 / v.y1,
                "The output y1 is left out of the difference.": lambda v: -2 / v.t1,
                "The logarithm is forgotten: this is the derivative of the squared error.": (
                    lambda v: -2 * (v.t1 - v.y1)
                ),
                "The logarithm and the factor 2 of the square are forgotten.": lambda v: (
                    -(v.t1 - v.y1)
                ),
                "Only the logarithm is differentiated; the derivative of the square inside it is "
                "missing.": lambda v: -1 / (v.t1 - v.y1) ** 2,
                "The inner derivative of the square has lost its factor t1 - y1, so the square in "
                "the denominator is not cancelled.": lambda v: -2 / (v.t1 - v.y1) ** 2,
                "J is taken for the logarithm of the sum of both squares.": lambda v: (
                    -2 * (v.t1 - v.y1) / ((v.t1 - v.y1) ** 2 + (v.t2 - v.y2) ** 2)
                ),
                "The logarithm stays as a factor beside its derivative.": lambda v: (
                    by_y1(v) * np.log((v.t1 - v.y1) ** 2)
                ),
                "The derivative of the square stands beside the logarithm itself.": lambda v: (
                    -2 * (v.t1 - v.y1) * np.log((v.t1 - v.y1) ** 2)
                ),
                "The brackets around the denominator are missing: only t1 is divided by.": (
                    lambda v: -2 / v.t1 - v.y1
                ),
            },
        ),
        Slot(
            one,
            {
                "The slope of the sigmoid is multiplied in; it belongs to the derivative by what "
                "goes into y1.": slope,
                "t1 is multiplied in as an inner derivative.": lambda v: v.t1,
                "y1 is multiplied in as an inner derivative.": lambda v: v.y1,
            },
        ),
    ),
    (
        ("The sign is turned: the inner derivative of t1 - y1 is -1.", lambda v: -by_y1(v)),
        (
            "Only the logarithm is differentiated; the derivative of what stands inside it is "
            "missing.",
            lambda v: 1 / (v.t1 - v.y1) ** 2,
        ),
        ("The brackets around the denominator are missing.", lambda v: 2 / v.t1 - v.y1),
        ("The brackets around the denominator are missing.", lambda v: 2 / v.y1 - v.t1),
        ("The brackets around the denominator are missing.", lambda v: 2 / v.t1 + v.y1),
        ("The brackets around the denominator are missing.", lambda v: -2 / v.y1 - v.t1),
        ("This is the term of J itself, not its derivative.", lambda v: np.log((v.t1 - v.y1) ** 2)),
    ),
)

Z1 = {
    "The power of z1 is not lowered: the derivative of z1^3 has z1^2.": lambda v: v.z1**3,
    "The power of z1 is lowered by two; the derivative of z1^3 has z1^2.": lambda v: v.z1,
    "The factor z1^2 of the cube's derivative is missing.": one,
    "z2 stands where z1 belongs.": lambda v: v.z2**2,
}
COS_Z1 = {
    "The sine is left as it is instead of differentiated.": lambda v: np.sin(v.z1),
    "The path over y2 has the wrong sign: the derivative of the sine has no minus.": lambda v: (
        -np.cos(v.z1)
    ),
    "The sine is left as it is instead of differentiated, with a minus before it.": lambda v: (
        -np.sin(v.z1)
    ),
    "The cosine is taken of z2 instead of z1.": lambda v: np.cos(v.z2),
    "The derivative of the sine is missing.": one,
    "z1 stands before the cosine as an inner derivative, which is 1.": lambda v: (
        v.z1 * np.cos(v.z1)
    ),
}


def over_y1(v):
    """The part of dJ/dz1 that comes over y1."""
    return by_y1(v) * slope(v) * 3 * v.m11 * v.z1**2


def over_y2(v):
    """The part of dJ/dz1 that comes over y2."""
    return by_y2(v) * v.m12 * np.cos(v.z1)


DZ1 = Thoughts(
    lambda d1, s, three, m11, z, minus, d2, m12, cos, more: (
        minus * d1 * s * three * m11 * z + d2 * m12 * cos + more
    ),
    (
        LOSS_1,
        SLOPE,
        Slot(
            lambda v: 3.0,
            {
                "The factor 3 of the cube's derivative is missing.": one,
                "The cube has the factor 2 of a square.": lambda v: 2.0,
            },
        ),
        Slot(
            lambda v: v.m11,
            {
                "The weight m11 before the cube is missing.": one,
                "m12 stands where m11 belongs.": lambda v: v.m12,
                "m11 is squared.": lambda v: v.m11**2,
            },
        ),
        Slot(lambda v: v.z1**2, Z1),
        Slot(one, {"The path over y1 has the wrong sign.": lambda v: -1.0}),
        LOSS_2,
        Slot(
            lambda v: v.m12,
            {
                "The weight m12 before the sine is missing.": one,
                "m22 stands where m12 belongs.": lambda v: v.m22,
                "m11 stands where m12 belongs.": lambda v: v.m11,
            },
        ),
        Slot(lambda v: np.cos(v.z1), COS_Z1),
        Slot(
            lambda v: 0.0,
            {
                "The term of z2 is derived as well; it does not contain z1.": lambda v: (
                    -by_y2(v) * v.m22 * np.sin(v.z2)
                ),
                "The term with m22 is kept, though it does not contain z1.": lambda v: (
                    by_y2(v) * v.m22 * np.cos(v.z2)
                ),
            },
        ),
    ),
    (
        ("Only the path over y1 is taken; z1 is in y2 too.", over_y1),
        ("Only the path over y2 is taken; z1 is in y1 too.", over_y2),
        ("The two paths are multiplied instead of added.", lambda v: over_y1(v) * over_y2(v)),
        (
            "Neither dJ/dy1 nor dJ/dy2 is multiplied in.",
            lambda v: slope(v) * 3 * v.m11 * v.z1**2 + v.m12 * np.cos(v.z1),
        ),
        (
            "The cube is differentiated as if it were a square.",
            lambda v: by_y1(v) * slope(v) * 2 * v.m11 * v.z1 + over_y2(v),
        ),
        (
            "The derivative of the cube by z1 is missing.",
            lambda v: by_y1(v) * slope(v) * v.m11 + over_y2(v),
        ),
        (
            "The cube is left as it is instead of differentiated.",
            lambda v: by_y1(v) * slope(v) * v.m11 * v.z1**3 + over_y2(v),
        ),
        ("The sign is turned everywhere.", lambda v: -by_z1(v)),
        (
            "The whole input of the sigmoid, with c1, is multiplied in instead of its derivative.",
            lambda v: by_y1(v) * slope(v) * (v.m11 * v.z1**3 + v.c1) + over_y2(v),
        ),
    ),
)


DZ2 = Thoughts(
    product,
    (
        Slot(lambda v: -1.0, {"The minus of the cosine's derivative is missing.": one}),
        LOSS_2,
        Slot(
            lambda v: v.m22,
            {
                "The weight m22 is missing.": one,
                "m12 stands where m22 belongs.": lambda v: v.m12,
                "m11 stands where m22 belongs.": lambda v: v.m11,
                "m22 is squared.": lambda v: v.m22**2,
            },
        ),
        Slot(
            lambda v: np.sin(v.z2),
            {
                "The cosine is left as it is instead of differentiated.": lambda v: np.cos(v.z2),
                "The sine is taken of z1 instead of z2.": lambda v: np.sin(v.z1),
                "The derivative of the cosine is missing: there is no sine.": one,
                "z2 stands before the sine as an inner derivative, which is 1.": lambda v: (
                    v.z2 * np.sin(v.z2)
                ),
                "z2 stands where the sine of z2 belongs.": lambda v: v.z2,
                "The other term is derived: the cosine of z1 is that of the sine before m12.": (
                    lambda v: np.cos(v.z1)
                ),
            },
        ),
        Slot(
            one,
            {
                NO_SLOPE: lambda v: v.y2 * (1 - v.y2),
                "The slope of y1's sigmoid is multiplied in, but z2 is in y2 only.": slope,
                ON: lambda v: 2 * v.w22 * v.x2,
                "The chain goes on through z2 to w22.": lambda v: v.x2**2,
                "The chain goes on through z2 to x3.": lambda v: v.w32,
                "The chain goes on through z2 to w32.": lambda v: v.x3,
            },
        ),
    ),
    (
        *(
            (
                "The sine term is added; it does not contain z2.",
                lambda v, d=d: by_y2(v) * v.m12 * d(v.z1) + by_z2(v),
            )
            for d in (np.sin, np.cos)
        ),
        (
            "Only the sine term is derived, which does not contain z2.",
            lambda v: by_y2(v) * v.m12 * np.cos(v.z1),
        ),
        (
            "The terms have the wrong signs, and the sine term does not contain z2.",
            lambda v: by_y2(v) * v.m12 * np.cos(v.z1) - by_z2(v),
        ),
        (
            "The whole of y2 is multiplied in instead of its derivative by z2.",
            lambda v: by_y2(v) * v.y2,
        ),
        (
            "The cosine is left as it is instead of differentiated.",
            lambda v: by_y2(v) * v.m22 * np.cos(v.z2),
        ),
    ),
)
