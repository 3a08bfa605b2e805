"""Known bugs of 4.1a: the logistic unit as a graph."""

from grader.model import KnownBug


def node(name: str, op: str, *inputs: str) -> str:
    """A node as it stands in the reference."""
    listed = ", ".join(f'"{each}"' for each in inputs)
    return f'{{"name": "{name}", "op": "{op}", "inputs": [{listed}]}}'


def nodes(*each: str) -> str:
    """Nodes that follow each other."""
    return ",\n        ".join(each)


P0, R1, P1 = node("p0", "*", "w0", "x0"), node("r1", "1/x", "x1"), node("p1", "*", "w1", "r1")
P2, S01 = node("p2", "*", "w2", "x2"), node("s01", "+", "p0", "p1")
S012, S = node("s012", "-", "s01", "p2"), node("s", "+", "s012", "w3")
N, E = node("n", "*-1", "s"), node("e", "exp", "n")
D, F = node("d", "+1", "e"), node("f", "1/x", "d")
OUT = '    "output": "{}",\n}}\n# END'
PAIRS = "each weight belongs to the x with its own number"
WHICH = "what `output` names"

# fmt: off
BUGS = tuple(
    KnownBug(
        id=f"graph_a_{id}", problem="4.1a", check="test_graph_a_values", file="backprop.py",
        old=old, new=new, sentence=sentence, hint=hint or "the formula of f in 4.1a",
    )
    for id, old, new, sentence, hint in (
        ("exponent_sign", E, node("e", "exp", "s"),
         "The exponent lacks its minus sign.", ""),
        ("w2x2_added", S012, node("s012", "+", "s01", "p2"),
         "w2 x2 is added, not subtracted.", ""),
        ("subtraction_turned", S012, node("s012", "-", "p2", "s01"),
         "The inputs of the subtraction are in the wrong order: the first terms are taken from "
         "w2 x2.", 'what "-" does with its two inputs'),
        ("times_x1", P1, node("p1", "*", "w1", "x1"),
         "w1 is multiplied by x1, not divided by it.", ""),
        ("x1_over_w1", nodes(R1, P1), nodes(node("r1", "1/x", "w1"), node("p1", "*", "x1", "r1")),
         "The quotient of w1 and x1 is upside down: x1 is divided by w1.", ""),
        ("inverse_of_product", nodes(R1, P1),
         nodes(node("q1", "*", "w1", "x1"), node("p1", "1/x", "q1")),
         "The inverse is taken of the product of w1 and x1, not of x1 alone.", ""),
        ("quotient_added", P1, node("p1", "+", "w1", "r1"),
         "w1 and the inverse of x1 are added, not multiplied.", ""),
        ("quotient_subtracted", S01, node("s01", "-", "p0", "p1"),
         "w1 / x1 is subtracted, not added.", ""),
        ("no_w1", S01, node("s01", "+", "p0", "r1"),
         "The factor w1 is missing: 1 / x1 stands alone in the sum.", ""),
        ("no_w0x0", S012, node("s012", "-", "p1", "p2"), "w0 x0 is missing from the sum.", ""),
        ("no_w1x1", S012, node("s012", "-", "p0", "p2"), "w1 / x1 is missing from the sum.", ""),
        ("no_w2x2", S, node("s", "+", "s01", "w3"), "w2 x2 is missing from the sum.", ""),
        ("no_w3", N, node("n", "*-1", "s012"), "w3 is missing from the sum.", ""),
        ("w3_times", S, node("s", "*", "s012", "w3"), "w3 multiplies the sum; it is added.", ""),
        ("w3_subtracted", S, node("s", "-", "s012", "w3"), "w3 is subtracted, not added.", ""),
        ("crossed", P0, node("p0", "*", "w0", "x2"),
         f"w0 is multiplied by x2: {PAIRS}.", ""),
        ("crossed_back", P2, node("p2", "*", "w2", "x0"),
         f"w2 is multiplied by x0: {PAIRS}.", ""),
        ("crossed_both", nodes(P0, R1, P1, P2),
         nodes(node("p0", "*", "w0", "x2"), R1, P1, node("p2", "*", "w2", "x0")),
         f"w0 is multiplied by x2 and w2 by x0: {PAIRS}.", ""),
        ("first_pair_added", P0, node("p0", "+", "w0", "x0"),
         "w0 and x0 are added, not multiplied.", ""),
        ("last_pair_added", P2, node("p2", "+", "w2", "x2"),
         "w2 and x2 are added, not multiplied.", ""),
        ("divided_by_x0", P0, nodes(node("r0", "1/x", "x0"), node("p0", "*", "w0", "r0")),
         "w0 is divided by x0, not multiplied by it.", ""),
        ("divided_by_x2", P2, nodes(node("r2", "1/x", "x2"), node("p2", "*", "w2", "r2")),
         "w2 is divided by x2, not multiplied by it.", ""),
        ("w1_squared", P1, node("p1", "*", "w1", "w1"),
         "w1 is multiplied by itself instead of divided by x1.", ""),
        ("quotient_of_w0", P1, node("p1", "*", "w0", "r1"),
         f"w0 is divided by x1 instead of w1: {PAIRS}.", ""),
        ("quotient_of_w2", P1, node("p1", "*", "w2", "r1"),
         f"w2 is divided by x1 instead of w1: {PAIRS}.", ""),
        ("inverse_of_x0", R1, node("r1", "1/x", "x0"), "w1 is divided by x0 instead of x1.", ""),
        ("inverse_of_x2", R1, node("r1", "1/x", "x2"), "w1 is divided by x2 instead of x1.", ""),
        ("crossed_first", P0, node("p0", "*", "w0", "x1"),
         f"w0 is multiplied by x1: {PAIRS}.", ""),
        ("crossed_last", P2, node("p2", "*", "w2", "x1"),
         f"w2 is multiplied by x1: {PAIRS}.", ""),
        ("first_pair_added_to", S01, node("s01", "-", "p1", "p0"),
         "w0 x0 is subtracted from w1 / x1 instead of added.", ""),
        ("first_pair_times", S01, node("s01", "*", "p0", "p1"),
         "w0 x0 and w1 / x1 are multiplied, not added.", ""),
        ("last_pair_times", S012, node("s012", "*", "s01", "p2"),
         "w2 x2 multiplies the first terms; it is subtracted from them.", ""),
        ("minus_all", nodes(S01, S012), nodes(node("q", "-", "p1", "p2"),
         node("s012", "-", "p0", "q")),
         "The brackets are wrong: the difference of w1 / x1 and w2 x2 is subtracted from w0 x0.",
         ""),
        ("whole_over_x1", nodes(P1, P2, S01),
         nodes(P2, node("q", "+", "p0", "w1"), node("s01", "*", "q", "r1")),
         "w0 x0 is divided by x1 as well: only w1 is.", ""),
        ("no_inverse", F, node("f", "*-1", "d"),
         "The denominator is negated at the end instead of inverted.", ""),
        ("exponent_inverse", E, nodes(node("i", "1/x", "s"), node("e", "exp", "i")),
         "The sum is inverted where its sign should be turned.", ""),
        ("minus_one", D, nodes(node("m", "*-1", "e"), node("d", "+1", "m")),
         "The exponential is subtracted in the denominator, not added.", ""),
        ("no_exp", D, node("d", "+1", "n"), "The exponential is left out.", ""),
        ("no_plus_one", F, node("f", "1/x", "e"), "The 1 in the denominator is left out.", ""),
        ("plus_one_after_inverse", nodes(D, F), nodes(node("d", "1/x", "e"), node("f", "+1", "d")),
         "1 is added after the division instead of to the denominator.", ""),
        ("plus_one_in_exponent", nodes(E, D, F),
         nodes(node("d", "+1", "n"), node("e", "exp", "d"), node("f", "1/x", "e")),
         "1 is added to the exponent instead of to the exponential.", ""),
        ("minus_after_exp", nodes(N, E, D),
         nodes(node("e", "exp", "s"), node("n", "*-1", "e"), node("d", "+1", "n")),
         "The exponential is negated instead of the exponent.", ""),
        ("minus_twice", F, nodes(node("f0", "1/x", "d"), node("f", "*-1", "f0")),
         "f itself is negated: the minus sign belongs to the exponent alone.", ""),
        ("output_denominator", OUT.format("f"), OUT.format("d"),
         "The output is the denominator of f, not f: the last division is missing.", WHICH),
        ("output_exp", OUT.format("f"), OUT.format("e"), "The output is the exponential.", WHICH),
        ("output_sum", OUT.format("f"), OUT.format("s"),
         "The output is the sum in the exponent: the logistic function is missing.", WHICH),
        ("output_negated_sum", OUT.format("f"), OUT.format("n"),
         "The output is the exponent: the logistic function is missing.", WHICH),
    )
)
