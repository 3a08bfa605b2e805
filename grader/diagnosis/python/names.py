"""Names that aren't there: misspelt, not imported, or known in another place only."""

import ast
import builtins
import re

from grader.diagnosis.evidence import Finding
from grader.diagnosis.python.code import (
    Code,
    FunctionNode,
    Piece,
    Raised,
    at_top,
    bound_at,
    parameters,
    quoted,
    within,
)
from grader.diagnosis.python.say import closest, found

UNKNOWN = re.compile(r"(?:free variable |global )?(?:name )?'(\w{1,60})' is not defined")
MODULES = {
    "np": "numpy", "numpy": "numpy", "math": "math", "random": "random", "os": "os", "sys": "sys",
    "plt": "matplotlib.pyplot", "pd": "pandas", "time": "time", "copy": "copy", "pickle": "pickle",
    "torch": "torch", "scipy": "scipy", "json": "json", "csv": "csv", "itertools": "itertools",
}  # fmt: skip
"""Usual names of modules, and what they are names of."""
WORDS = ("True", "False", "None", "self")


def asked_for(raised: Raised, code: Code) -> str:
    """The name that a NameError is about, if the line has it; what a text says proves nothing."""
    match = UNKNOWN.match(raised.words) if raised.kind == "NameError" else None
    nodes = code.at_line(raised.at) if match else []
    used = any(isinstance(node, ast.Name) and match and node.id == match[1] for node in nodes)
    return match[1] if match and used else ""


def unknown_name(raised: Raised, code: Code) -> Finding | None:
    """NameError: the name that was meant, or why this one isn't known here."""
    name, here = asked_for(raised, code), code.piece(raised.at)
    if not name or here is None:
        return None
    if name in MODULES:
        told = f"`{name}` is usually the module {MODULES[name]}, and nothing here imports it"
        return found("not_imported", told, code, raised.at)
    return (
        _local_elsewhere(name, raised, code, here)
        or _in_other_file(name, raised, code, here)
        or _misspelt(name, raised, code)
        or _nowhere(name, raised, code)
    )


def _misspelt(name: str, raised: Raised, code: Code) -> Finding | None:
    function = code.around(raised.at)
    inner = {} if function is None else bound_at(within(function.body))
    near = [*inner, *(parameters(function) if function else ())]
    outer = [known for piece in code.beside(raised.at) for known in at_top(piece)]
    other = name.swapcase()
    if len(name) == 1 and other in near:
        told = f"`{name}` has no value, `{other}` has: capital and small letters differ"
        return found("misspelt_name", told, code, raised.at)
    given = bound_at(code.at_line(raised.at))  # what gets its value here can't be what was meant
    known = [word for word in [*near, *outer] if word not in given]
    meant = closest(name, known) or closest(name, [*code.promised, *vars(builtins), *WORDS])
    if not meant or not meant.isidentifier():
        return None
    told = f"there is no `{name}`: did you mean `{meant}`?"
    return found("misspelt_name", told, code, raised.at)


def _nowhere(name: str, raised: Raised, code: Code) -> Finding | None:
    """A name to which nothing in all the sources gives a value."""
    pieces = code.beside(raised.at)
    stars = (n for p in pieces for n in p.nodes if isinstance(n, ast.ImportFrom))
    if any(alias.name == "*" for node in stars for alias in node.names):
        return None
    bound = any(name in bound_at(p.nodes) for p in code.read)
    if bound or len(code.read) < len(code.pieces) or _may_be_given(name, code):
        return None
    told = f"nothing gives `{name}` a value: it is defined nowhere"
    return found("defined_nowhere", told, code, raised.at)


def _may_be_given(name: str, code: Code) -> bool:
    """Whether a name may get a value where syntax trees don't show it: in what doesn't parse."""
    text = re.compile(
        rf"\b(?:def|class|import|as|for)\s+{name}\b|^\s*{name}\s*=[^=]|\b(?:exec|globals)\(", re.M
    )
    return any(text.search(piece.text) for piece in code.read)


def _local_elsewhere(name: str, raised: Raised, code: Code, here: Piece) -> Finding | None:
    """A variable that another function has for itself."""
    if any(name in at_top(piece) for piece in code.beside(raised.at)):
        return None
    mine = code.around(raised.at)
    owners = [
        node
        for piece in code.beside(raised.at)
        for node in piece.nodes
        if isinstance(node, FunctionNode) and node is not mine
        if name in bound_at(within(node.body)) or name in parameters(node)
    ]
    if len(owners) != 1 or (mine is not None and owners[0].name == mine.name):
        return None
    where = "here" if mine is None else f"in `{quoted(mine.name, 60)}`"
    told = (
        f"`{name}` is defined nowhere {where} (that of `{quoted(owners[0].name, 60)}` is its own)"
    )
    return found("local_elsewhere", told, code, raised.at)


def _in_other_file(name: str, raised: Raised, code: Code, here: Piece) -> Finding | None:
    others = [p for p in code.read if p.path != here.path and name in at_top(p)]
    if len(others) != 1:
        return None
    told = f"`{name}` is defined in {quoted(others[0].label, 80)}, and not imported from there"
    return found("not_imported", told, code, raised.at)
