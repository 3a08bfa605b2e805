"""What the text of umich_ps4 leaves open costs nothing, and lets nothing wrong pass."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.course import load_assignment
from grader.datasets import DataShelf
from grader.intake import read
from grader.model import Report
from grader.runner.bench import Bench

COURSE = Path(__file__).parents[2]
BASE = COURSE / "tests" / "corpus" / "umich_ps4" / "base.py"
HISTORIES = {
    "deque": "import collections\n{} = collections.deque({})",
    "array": "import array\n{} = array.array('d', {})",
    "fractions": "from fractions import Fraction\n{} = [Fraction(float(a)) for a in {}]",
    "decimals": "from decimal import Decimal\n{} = tuple(Decimal(float(a)) for a in {})",
    "values": "{} = dict(enumerate({})).values()",
    "arrays of one": "{} = [np.array([a]) for a in {}]",
    "lists of one": "{} = [[a] for a in {}]",
    "a column": "{} = np.reshape({}, (-1, 1))",
}
NUMBERED = """
_numbers = {node["name"]: i for i, node in enumerate(graph_a["nodes"], start=1)}
def _named(name): return _numbers.get(name, name)
def _node(name, op, inputs): return {"name": name, "op": op, "inputs": inputs}
graph_a["output"] = _named("f")
graph_a["nodes"] = collections.deque(
    _node(_named(n["name"]), n["op"], [_named(i) for i in n["inputs"]]) for n in graph_a["nodes"])
"""
WORDS = """
Op = enum.Enum("Op", {"O%d" % i: op for i, op in enumerate(["+", "*", "*-1", "+1", "exp", "1/x"])},
               type=str)
graph_a["inputs"] = dict.fromkeys(graph_a["inputs"]).keys()
for _node in graph_a["nodes"]:
    _node["op"], _node["inputs"] = Op(_node["op"]), np.array(_node["inputs"])
"""
WRAPPED = """
def _checked(function):
    @functools.wraps(function)
    def call(*args):
        return function(*args)
    return call
graph_a_forward = _checked(graph_a_forward)
graph_c_forward = _checked(graph_c_forward)
"""
RENAMED = """
def graph_a_forward(data, weights, _forward=graph_a_forward): return _forward(data, weights)
def graph_c_forward(values, _forward=graph_c_forward): return _forward(values)
"""
SWAPPED = """
def graph_a_forward(w, x, _forward=graph_a_forward): return _forward(x, w)
"""
IMPORTS = "import collections, enum, functools\n"


@pytest.fixture(scope="module", name="bench")
def _bench() -> Iterator[Bench]:
    found = Bench(load_assignment(COURSE / "assignments" / "umich_ps4"), "full", DataShelf())
    yield found
    found.close()


def graded(bench: Bench, folder: Path, problem: str, more: str) -> Report:
    """The report on one problem, for the base with more lines at its end."""
    folder.mkdir()
    text = IMPORTS + BASE.read_text(encoding="utf-8") + more
    (folder / "backprop.py").write_text(text, encoding="utf-8")
    wanted = [c.id for c in bench.collected.checks if c.problem == problem]
    report = bench.grade(read(folder), wanted)
    assert report.complete, bench.internal
    return report


def lost(report: Report) -> dict[str, str]:
    """The message of each check that didn't pass."""
    return {o.check: o.message for o in report.outcomes if o.status != "passed"}


def trained(rule: str, lines: str, factor: str = "") -> str:
    """Lines that put both histories of a training into another form."""
    made = [lines.format(n, f"[{n}_{factor}]" if factor else n) for n in ("train", "val")]
    body = "\n".join(made).replace("\n", "\n    ")
    return f"""
def {rule}(*args, _rule={rule}, **kwargs):
    model, train, val = _rule(*args, **kwargs)
    {body}
    return model, train, val
"""


@pytest.mark.parametrize("form", HISTORIES)
@pytest.mark.parametrize(("problem", "rule"), [("4.2c", "train_network"), ("4.2d", "SGD_Momentum")])
def test_a_history_may_be_any_sequence(
    problem: str, rule: str, form: str, bench: Bench, tmp_path: Path
) -> None:
    more = trained(rule, HISTORIES[form])
    assert lost(graded(bench, tmp_path / "work", problem, more)) == {}


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("import collections\n{} = collections.deque(1 - a for a in {})", "hist"),
        ("import collections\n{} = collections.deque({}, maxlen=1)", "hist"),
        ("{} = map(float, {})", "is or holds an object of type map, numbers were expected"),
        ("{0} = [object() for a in {0}]", "is or holds an object of type object"),
    ],
)
def test_a_history_of_other_numbers_or_none_fails(
    lines: str, words: str, bench: Bench, tmp_path: Path
) -> None:
    found = lost(graded(bench, tmp_path / "work", "4.2c", trained("train_network", lines)))
    assert "test_sgd_histories" in found
    assert all(words in message for message in found.values()), found
    assert not any("NotPlain" in message for message in found.values())


@pytest.mark.parametrize("more", [NUMBERED, WORDS, NUMBERED + WORDS])
def test_a_graph_may_have_numbers_for_names_and_other_containers(
    more: str, bench: Bench, tmp_path: Path
) -> None:
    report = graded(bench, tmp_path / "work", "4.1a", more)
    assert lost(report) == {}
    assert [len(graph.nodes) for outcome in report.outcomes for graph in outcome.graphs] == [19]


def test_a_wrong_graph_in_another_form_fails(bench: Bench, tmp_path: Path) -> None:
    more = 'graph_a["nodes"][9]["op"] = "*-1"\n' + NUMBERED + WORDS
    found = lost(graded(bench, tmp_path / "work", "4.1a", more))
    assert "computes another function" in found["test_graph_a_values"]


def test_an_input_that_the_problem_has_not_is_told(bench: Bench, tmp_path: Path) -> None:
    found = lost(graded(bench, tmp_path / "work", "4.1a", 'graph_a["inputs"].append("x3")\n'))
    assert set(found) == {"test_graph_a_at_a_point", "test_graph_a_values"}
    assert all("inputs the problem doesn't: x3" in message for message in found.values())


@pytest.mark.parametrize("more", [WRAPPED, RENAMED])
@pytest.mark.parametrize("problem", ["4.1b", "4.1c"])
def test_parameters_may_have_other_names(
    problem: str, more: str, bench: Bench, tmp_path: Path
) -> None:
    assert lost(graded(bench, tmp_path / "work", problem, more)) == {}


def test_parameters_in_another_order_fail(bench: Bench, tmp_path: Path) -> None:
    found = lost(graded(bench, tmp_path / "work", "4.1b", SWAPPED))
    assert {"test_graph_a_forward", "test_graph_a_dx", "test_graph_a_dw"} <= set(found)


UNPACKED = """
def fc_backward(dout, cache, _back=fc_backward):
    return dict(zip(("dx", "dw", "db"), _back(dout, cache))).values()
"""
ONE_CACHE = """
_kept = {}
def fc_forward(x, w, b, _forward=fc_forward):
    out, _kept["cache"] = _forward(x, w, b)
    return out, None
def fc_backward(dout, cache, _back=fc_backward): return _back(dout, _kept["cache"])
"""
STACK = (
    ONE_CACHE.replace('_kept["cache"] =', "cache =")
    .replace("return out, None", "_kept.setdefault(0, []).append(cache); return out, None")
    .replace('_kept["cache"])', "_kept[0].pop())")
)


@pytest.mark.parametrize("more", [UNPACKED, STACK])
def test_gradients_may_come_in_any_container_and_the_cache_lie_anywhere(
    more: str, bench: Bench, tmp_path: Path
) -> None:
    assert lost(graded(bench, tmp_path / "work", "4.2a", more)) == {}


def test_a_cache_that_the_next_layer_overwrites_fails(bench: Bench, tmp_path: Path) -> None:
    """In a network the second layer runs before the first one gets its gradient."""
    found = lost(graded(bench, tmp_path / "work", "4.2a", ONE_CACHE))
    assert set(found) == {"test_fc_dx", "test_fc_dw"}
    assert all("keep all that fc_backward needs in the cache" in m for m in found.values())
