"""For a diagnosis: what is wrongly thought of the derivatives 2.9, and those of all."""

import numpy as np

from .graph_slots import (
    SIGN,
    by_y1,
    by_y2,
    by_z1,
    by_z2,
    kept,
    one,
    slope,
    slope_at,
)
from .graph_thoughts import DY1, DZ1, DZ2
from .thoughts import Slot, Thoughts
from .weight_thoughts import DB2, DC1, DM11, DM12, DW22


def into(v):
    """What goes into ReLU."""
    return v.w11 * v.x1 + v.w21 * v.x2


GATES = {
    "The two cases are exchanged: ReLU is flat below zero, not above.": lambda v: into(v) < 0,
    "The case below zero, where ReLU is flat, is missing, or never holds.": lambda v: (
        into(v) < np.inf
    ),
    "The case is on w11 x1 alone.": lambda v: v.w11 * v.x1 >= 0,
    "The case is on w21 x2 alone.": lambda v: v.w21 * v.x2 >= 0,
    "The case is on x1 alone.": lambda v: v.x1 >= 0,
    "The case is on w11 alone.": lambda v: v.w11 >= 0,
    "The case is on the gradient dJ/dz1 instead of on ReLU's input.": lambda v: by_z1(v) >= 0,
    "The case compares the two terms instead of their sum with 0.": lambda v: (
        v.w11 * v.x1 >= v.w21 * v.x2
    ),
    "The case has lost the weights: it is on x1 + x2.": lambda v: v.x1 + v.x2 >= 0,
    "The case has lost the inputs: it is on w11 + w21.": lambda v: v.w11 + v.w21 >= 0,
    "The inputs in the case are exchanged.": lambda v: v.w11 * v.x2 + v.w21 * v.x1 >= 0,
    "The case needs both terms to be positive.": lambda v: (
        (v.w11 * v.x1 >= 0) & (v.w21 * v.x2 >= 0)
    ),
}
BELOW = {
    "Below zero dJ/dz1 itself is passed on instead of 0.": by_z1,
    "Below zero the sign is turned, as for the absolute value, instead of 0.": lambda v: (
        -by_z1(v) * v.x1
    ),
    "Below zero the slope is 0.01, as that of a leaky ReLU, instead of 0.": lambda v: (
        0.01 * by_z1(v) * v.x1
    ),
    "Below zero the slope is 0.1, as that of a leaky ReLU, instead of 0.": lambda v: (
        0.1 * by_z1(v) * v.x1
    ),
    "Below zero the value is 1 instead of 0.": one,
    "Below zero the value is -1 instead of 0.": lambda v: -1.0,
    "Below zero the value is x1 instead of 0.": lambda v: v.x1,
    "Below zero -dJ/dz1 is passed on instead of 0.": lambda v: -by_z1(v),
    "Below zero x2 takes the place of x1, instead of 0.": lambda v: by_z1(v) * v.x2,
}

DW11 = Thoughts(
    lambda sign, by, x, more, gate, below: np.where(gate, sign * by * x * more, below),
    (
        SIGN,
        Slot(
            by_z1,
            {
                "dJ/dz1 is not multiplied in.": one,
                "The step back to z1 is skipped: dJ/dy1 stands for dJ/dz1.": by_y1,
                "The step back to z1 is skipped: dJ/dy2 stands for dJ/dz1.": by_y2,
                "The steps back to z1 are skipped: dJ/dy1 + dJ/dy2 stands for dJ/dz1.": lambda v: (
                    by_y1(v) + by_y2(v)
                ),
                "dJ/dz2 stands where dJ/dz1 belongs.": by_z2,
                "Only the path over y1 is in what stands for dJ/dz1.": lambda v: (
                    by_y1(v) * slope(v) * 3 * v.m11 * v.z1**2
                ),
                "Only the path over y2 is in what stands for dJ/dz1.": lambda v: (
                    by_y2(v) * v.m12 * np.cos(v.z1)
                ),
            },
        ),
        Slot(
            lambda v: v.x1,
            {
                "x2 stands where x1 belongs: w11 stands before x1.": lambda v: v.x2,
                "w11 stands where x1 belongs: this is the derivative by x1.": lambda v: v.w11,
                "The factor x1, which stands behind w11, is missing.": one,
                "x1 is squared.": lambda v: v.x1**2,
                "w21 stands where x1 belongs.": lambda v: v.w21,
                "x2 is added, though it does not stand behind w11.": lambda v: v.x1 + v.x2,
                "w21 x2 is added, though it does not contain w11.": lambda v: v.x1 + v.w21 * v.x2,
                "ReLU's value is multiplied in instead of its derivative by w11.": into,
            },
        ),
        Slot(
            one,
            {
                kept("w11"): lambda v: v.w11,
                "ReLU's value is multiplied in beside its slope.": into,
            },
        ),
        Slot(lambda v: into(v) >= 0, GATES),
        Slot(lambda v: 0.0, BELOW),
    ),
    (
        (
            "The slope of a sigmoid is taken for that of ReLU.",
            lambda v: by_z1(v) * v.x1 * v.z1 * (1 - v.z1),
        ),
        (
            "The slope of a sigmoid is taken for that of ReLU.",
            lambda v: by_z1(v) * v.x1 * slope_at(into(v)),
        ),
        ("The derivative is said to be 0 in both cases.", lambda v: 0.0),
    ),
)

GRAPH_THOUGHTS = {
    "2.1": DY1,
    "2.2": DZ1,
    "2.3": DZ2,
    "2.4": DM11,
    "2.5": DM12,
    "2.6": DC1,
    "2.7": DW22,
    "2.8": DB2,
    "2.9": DW11,
}
