"""Attributes and keys that aren't there."""

import ast
import math
import random
import re
from collections.abc import Iterable

import numpy as np

from grader.diagnosis.evidence import Finding
from grader.diagnosis.python.code import Code, FunctionNode, Place, Raised, at_top, quoted
from grader.diagnosis.python.say import closest, found

OF_OBJECT = re.compile(r"'([\w.]{1,80})' object has no attribute '(\w{1,60})'")
OF_CLASS = re.compile(r"type object '(\w{1,80})' has no attribute '(\w{1,60})'")
OF_MODULE = re.compile(r"module '([\w.]{1,80})' has no attribute '(\w{1,60})'")
KEY = re.compile(r"'([^'\\]{1,60})'|(\"[^\"\\]{1,60}\")")
LIBRARY = {
    "numpy": np, "numpy.linalg": np.linalg, "numpy.random": np.random, "math": math,
    "random": random,
}  # fmt: skip
PLAIN = {"list": list, "dict": dict, "str": str, "tuple": tuple, "set": set}
OF_ARRAYS = frozenset(
    "shape T dot ndim size mean sum max min argmax reshape astype flatten".split()
)
CONSTRUCTOR = frozenset("_init_ _init __init init __int__ __init___ __innit__ __initi__".split())


def unknown_attribute(raised: Raised, code: Code) -> Finding | None:
    """AttributeError: what was meant, or what kind of thing it was asked of."""
    if raised.kind != "AttributeError":
        return None
    for pattern, rule in ((OF_OBJECT, _of_object), (OF_CLASS, _of_own), (OF_MODULE, _of_module)):
        match = pattern.match(raised.words)
        if match and _is_asked(match[2], raised.at, code):
            return rule(match[1], match[2], raised, code)
    return None


def _is_asked(name: str, at: Place | None, code: Code) -> bool:
    return any(isinstance(n, ast.Attribute) and n.attr == name for n in code.at_line(at))


def _did_you_mean(name: str, known: Iterable[str], raised: Raised, code: Code) -> Finding | None:
    meant = closest(name, [word for word in known if not word.startswith("__")])
    told = f"there is no `{name}` here: did you mean `{quoted(meant, 60)}`?"
    return found("misspelt_attribute", told, code, raised.at) if meant else None


def _of_object(kind: str, name: str, raised: Raised, code: Code) -> Finding | None:
    told = ""
    if kind == "numpy.ndarray":
        if name == "append":
            told = "an array doesn't grow: collect in a list and make an array of it at the end"
        elif callable(getattr(np, name, None)) and not isinstance(getattr(np, name), type):
            told = f"`{name}` is a function of numpy, not a method of an array: call `np.{name}`"
    elif kind in ("list", "tuple") and name in OF_ARRAYS:
        told = f"this is a {kind}, which has no `{name}`; an array has"
    elif kind in ("int", "float") and name in ("shape", "T", "ndim", "reshape"):
        told = f"this is a plain number, which has no `{name}`: an array was meant to come here"
    if told:
        return found("wrong_kind_of_thing", told, code, raised.at)
    known = dir(np.ndarray) if kind == "numpy.ndarray" else dir(PLAIN.get(kind, int))
    if kind == "numpy.ndarray" or kind in PLAIN:
        return _did_you_mean(name, known, raised, code)
    return _of_own(kind, name, raised, code)


def _of_own(kind: str, name: str, raised: Raised, code: Code) -> Finding | None:
    """Of an object of the student's own class."""
    owners = [
        node
        for piece in code.read
        for node in piece.nodes
        if isinstance(node, ast.ClassDef) and node.name == kind
    ]
    if len(owners) != 1:
        return None
    methods = [node for node in owners[0].body if isinstance(node, FunctionNode)]
    names = {method.name for method in methods}
    odd = names & CONSTRUCTOR
    if odd and "__init__" not in names:
        wrong = next(method for method in methods if method.name in odd)
        at = _place(wrong, code)
        told = "Python doesn't call this method by itself: two underscores on each side of `init`"
        return found("misspelt_constructor", told, code, at) if at else None
    known = own_attributes(owners[0])
    if name in known:
        told = f"`{name}` is set in `{quoted(known[name], 60)}` alone, which had not run by then"
        return found("set_later", told, code, raised.at)
    return _did_you_mean(name, [*known, *names], raised, code)


def _place(node: FunctionNode, code: Code) -> Place | None:
    return next(((p.label, node.lineno) for p in code.read if node in p.nodes), None)


def own_attributes(owner: ast.ClassDef) -> dict[str, str]:
    """The attributes that a class's methods set on their object, and the first to set each."""
    found: dict[str, str] = {}
    for method in owner.body:
        if not isinstance(method, FunctionNode):
            continue
        for node in ast.walk(method):
            if not isinstance(node, ast.Attribute) or not isinstance(node.ctx, ast.Store):
                continue
            if getattr(node.value, "id", "") == "self":
                found.setdefault(node.attr, method.name)
    return found


def _of_module(module: str, name: str, raised: Raised, code: Code) -> Finding | None:
    own = [piece for piece in code.read if piece.path in (f"{module}.py", f"{module}/__init__.py")]
    if own and module in LIBRARY:
        told = (
            f"your own file {quoted(own[0].label, 80)} hides Python's module `{module}`: rename it"
        )
        return found("hidden_module", told, code, raised.at)
    if module in LIBRARY:
        return _did_you_mean(name, dir(LIBRARY[module]), raised, code)
    if len(own) == 1:
        return _did_you_mean(name, at_top(own[0]), raised, code)
    return None


def unknown_key(raised: Raised, code: Code) -> Finding | None:
    """KeyError: the key that the student's own code writes into a dict, spelt otherwise."""
    match = KEY.fullmatch(raised.words) if raised.kind == "KeyError" else None
    if match is None or raised.at is None:
        return None
    key = match[1] or match[2][1:-1]
    if not any(isinstance(n, ast.Subscript) for n in code.at_line(raised.at)):
        return None
    meant = "" if key in (written := written_keys(code)) else closest(key, written)
    if not meant or not _has_text(key, raised.at, code):
        return None
    told = f"the dict has no key `{quoted(key, 60)}`: did you mean `{quoted(meant, 60)}`?"
    return found("misspelt_key", told, code, raised.at)


def _has_text(key: str, at: Place, code: Code) -> bool:
    nodes = code.at_line(at)
    return any(isinstance(node, ast.Constant) and node.value == key for node in nodes)


def written_keys(code: Code) -> list[str]:
    """The text keys that the sources put into dicts."""
    keys: list[str] = []
    for piece in code.read:
        for node in piece.nodes:
            if isinstance(node, ast.Dict):
                given: list[ast.expr | None] = list(node.keys)
            elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
                given = [node.slice]
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "dict":
                keys += [word.arg for word in node.keywords if word.arg]
                continue
            else:
                continue
            keys += [k.value for k in given if isinstance(k, ast.Constant) and type(k.value) is str]
    return keys
