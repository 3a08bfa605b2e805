"""For a diagnosis: what is wrongly thought of the derivatives 2.4 to 2.8, by weights and biases."""

import numpy as np

from .graph_slots import (
    BEHIND,
    LOSS_1,
    LOSS_2,
    SIGN,
    SLOPE,
    by_y1,
    by_y2,
    by_z1,
    kept,
    one,
    product,
    slope,
)
from .thoughts import Slot, Thoughts

NO_SLOPE = "The slope of a sigmoid is multiplied in, but y2 has none."
ON = "The chain goes on through z2: only the derivative by z2 is asked for."

DM11 = Thoughts(
    product,
    (
        SIGN,
        LOSS_1,
        SLOPE,
        Slot(
            lambda v: v.z1**3,
            {
                "z1^3 is differentiated by z1, though m11 is what is asked for.": lambda v: (
                    3 * v.z1**2
                ),
                "The power is lost: z1^3 stands behind m11.": lambda v: v.z1,
                "The power of z1 is 2 here; z1^3 stands behind m11.": lambda v: v.z1**2,
                "The factor z1^3, which stands behind m11, is missing.": one,
                "sin(z1) stands where z1^3 belongs.": lambda v: np.sin(v.z1),
                "z2 stands where z1 belongs.": lambda v: v.z2**3,
                "The sigmoid's whole input is multiplied in, not its derivative by m11.": (
                    lambda v: v.m11 * v.z1**3 + v.c1
                ),
                "c1 is added to z1^3, though its term does not contain m11.": lambda v: (
                    v.z1**3 + v.c1
                ),
                "z1^3 and its derivative by z1 are both multiplied in.": lambda v: (
                    3 * v.z1**2 * v.z1**3
                ),
                "The cube is of the sine: z1^3 stands behind m11.": lambda v: np.sin(v.z1) ** 3,
            },
        ),
        Slot(
            one,
            {
                kept("m11"): lambda v: v.m11,
                "m12 is multiplied in; it is not on the way to m11.": lambda v: v.m12,
            },
        ),
    ),
    (
        (
            "This is the derivative by z1, over y1: m11 is what is asked for.",
            lambda v: by_y1(v) * slope(v) * 3 * v.m11 * v.z1**2,
        ),
        (
            "The path over y2 is added; m11 is in y1 only.",
            lambda v: by_y1(v) * slope(v) * v.z1**3 + by_y2(v) * np.sin(v.z1),
        ),
        (
            "dJ/dz1 is multiplied with z1^3; the chain to m11 goes over y1, not over z1.",
            lambda v: by_z1(v) * v.z1**3,
        ),
        (
            "The chain goes to z1, as if m11 were before it: y1 holds m11 itself.",
            lambda v: by_z1(v),
        ),
    ),
)

DM12 = Thoughts(
    product,
    (
        SIGN,
        LOSS_2,
        Slot(
            lambda v: np.sin(v.z1),
            {
                "The sine is differentiated, though m12 is what is asked for.": lambda v: np.cos(
                    v.z1
                ),
                "This is the derivative by m22.": lambda v: np.cos(v.z2),
                "The sine is taken of z2 instead of z1.": lambda v: np.sin(v.z2),
                "z1 stands where its sine belongs.": lambda v: v.z1,
                "The factor sin(z1), which stands behind m12, is missing.": one,
                "z1^3 stands where sin(z1) belongs.": lambda v: v.z1**3,
                "The sine and its derivative are both multiplied in.": lambda v: (
                    np.sin(v.z1) * np.cos(v.z1)
                ),
                "The term with m22 is kept, though it does not contain m12.": lambda v: (
                    np.sin(v.z1) + v.m22 * np.cos(v.z2)
                ),
                "The cosine term is added, though it does not contain m12.": lambda v: (
                    np.sin(v.z1) + np.cos(v.z2)
                ),
                "The whole of y2 is multiplied in instead of its derivative by m12.": lambda v: (
                    v.y2
                ),
            },
        ),
        Slot(
            one,
            {
                kept("m12"): lambda v: v.m12,
                NO_SLOPE: lambda v: v.y2 * (1 - v.y2),
                "The slope of y1's sigmoid is multiplied in, but m12 is in y2.": slope,
                "m22 is multiplied in; it is not on the way to m12.": lambda v: v.m22,
            },
        ),
    ),
    (
        (
            "This is the derivative by z1, over y2: m12 is what is asked for.",
            lambda v: by_y2(v) * v.m12 * np.cos(v.z1),
        ),
        ("dJ/dz1 stands where dJ/dy2 belongs.", lambda v: by_z1(v) * np.sin(v.z1)),
    ),
)

DC1 = Thoughts(
    product,
    (
        SIGN,
        LOSS_1,
        SLOPE,
        Slot(
            one,
            {
                "This is the derivative by m11: c1 has no factor z1^3.": lambda v: v.z1**3,
                "The weight m11 is multiplied in; it does not stand before c1.": lambda v: v.m11,
                "m11 z1^3 is multiplied in; it stands beside c1, not before it.": lambda v: (
                    v.m11 * v.z1**3
                ),
                "This is the derivative by z1: c1 stands beside the term with z1.": lambda v: (
                    3 * v.m11 * v.z1**2
                ),
                "The derivative of the cube is multiplied in; c1 stands beside the cube.": (
                    lambda v: 3 * v.z1**2
                ),
                kept("c1"): lambda v: v.c1,
                "The sigmoid's whole input is multiplied in, not its derivative by c1.": (
                    lambda v: v.m11 * v.z1**3 + v.c1
                ),
            },
        ),
    ),
    (
        ("A bias is said to have the derivative 1: nothing behind it is multiplied in.", one),
        ("A bias is said to have the derivative 0, as a constant: J depends on it.", lambda v: 0.0),
        ("dJ/dz1 stands here; c1 is behind z1 and does not reach J through it.", by_z1),
    ),
)

DW22 = Thoughts(
    product,
    (
        BEHIND,
        Slot(
            lambda v: v.x2**2,
            {
                "The square is lost: x2^2 stands behind w22.": lambda v: v.x2,
                "x2^2 is differentiated by x2, though w22 is what is asked for.": lambda v: (
                    2 * v.x2
                ),
                "This is the derivative by the input x2.": lambda v: 2 * v.w22 * v.x2,
                "This is the derivative by w32: x3 stands where x2^2 belongs.": lambda v: v.x3,
                "The factor x2^2, which stands behind w22, is missing.": one,
                "x1 stands where x2 belongs.": lambda v: v.x1**2,
                "w22 stands where x2^2 belongs.": lambda v: v.w22,
                "x2^2 is multiplied in twice.": lambda v: v.x2**4,
                "x2^2 has become x2^3.": lambda v: v.x2**3,
                "x3 is added, though its term does not contain w22.": lambda v: v.x2**2 + v.x3,
                "b2 is added, though it does not contain w22.": lambda v: v.x2**2 + v.b2,
                "The terms beside w22 x2^2 are kept, though they do not contain w22.": lambda v: (
                    v.x2**2 + v.w32 * v.x3 + v.b2
                ),
                "The whole of z2 is multiplied in instead of its derivative by w22.": lambda v: (
                    v.z2
                ),
            },
        ),
        Slot(one, {kept("w22"): lambda v: v.w22}),
    ),
)

DB2 = Thoughts(
    product,
    (
        BEHIND,
        Slot(
            one,
            {
                kept("b2"): lambda v: v.b2,
                "This is the derivative by w22: b2 has no factor x2^2.": lambda v: v.x2**2,
                "This is the derivative by w32: b2 has no factor x3.": lambda v: v.x3,
                "w22 is multiplied in; it does not stand before b2.": lambda v: v.w22,
                "This is the derivative by x2: b2 stands beside that term.": lambda v: (
                    2 * v.w22 * v.x2
                ),
                "The whole of z2 is multiplied in instead of its derivative by b2.": lambda v: v.z2,
            },
        ),
    ),
    (
        ("A bias is said to have the derivative 1: nothing behind it is multiplied in.", one),
        ("A bias is said to have the derivative 0, as a constant: J depends on it.", lambda v: 0.0),
    ),
)
