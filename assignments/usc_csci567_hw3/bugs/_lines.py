"""What the files beside this one share: lines of the reference, and words."""

# fmt: off
FORWARD_BACK = (
    "    a1, h1, a2, _ = forward_pass(model, x, y)\n    backward_pass(model, x, a1, h1, a2, y)\n"
)
Ids = tuple[str, ...]
BETWEEN = "\n        "
INDENT = "        "
A1 = "da1 = dyhat * v[0] * (a[0] > 0)"
A2 = "da2 = dyhat * v[1] * (a[1] > 0)"
BOTH = f"{A1}  # yhat = v1 max(a1, 0) + v2 max(a2, 0)\n    {A2}"
ONE_PLACE = "The filter is used at two places, and only one of them is in its gradient."
OTHER_INPUT = "A weight of the filter is multiplied by an input that it doesn't meet at that place."
AVERAGED = "The gradients of the filter's two places are averaged; they add up."
SUBTRACTED = "The gradients of the filter's two places are subtracted; they add up."
OTHER_A = (
    "The gradient that comes back to one place of the filter is used at both; each place has its "
    "own."
)
CHAIN = "write yhat as a function of a1 and a2 and differentiate that"
TWICE = "a weight that is used twice gets the sum of both gradients"
MEETS = "the equations of a1 and a2"
