"""Reads source for a loop over the samples. Nothing is run.

Theory of operation. The statements of a function are walked once, in order, with what is known of
each name (`samples`): first of the parameters, whose arrays grow with the number of samples, then
of whatever is made from them. A `for`, `while` or comprehension that takes one step a sample is
found, in the function itself and in the student's own functions and methods that it calls; so is
what hides such a loop (`np.vectorize`, `np.apply_along_axis`, `map`, a recursion on a part of the
samples). Whatever reading can't follow (values out of containers) is taken for no loop.
"""

import ast
from collections.abc import Sequence
from typing import Any

from grader.checks import samples as known
from grader.checks.definitions import (
    Class,
    File,
    Function,
    Instance,
    Method,
    Place,
    attribute,
    callee,
    is_part,
    last_name,
)
from grader.checks.known_calls import loops_inside, result_of
from grader.checks.samples import COUNT, EACH, Samples, Value

MOST_CALLS = 200
LIBRARIES = frozenset("np numpy scipy math random".split())
VECTORIZERS = frozenset({"vectorize", "frompyfunc"})


def find_loop(name: str, files: Sequence[File], arguments: Sequence[Value]) -> Place | None:
    """The loop over the samples in the function of this name, None if there is none to be seen.

    arguments: what is known of the positional arguments.
    Where several files define the name, all of them must have such a loop. Code that is nested too
    deep to be read has none.
    """
    try:
        return _find_loop(name, files, arguments)
    except RecursionError:
        return None


def _find_loop(name: str, files: Sequence[File], arguments: Sequence[Value]) -> Place | None:
    readers = []
    shared: dict[str, Any] = {}
    for file in files:
        reader = _Reader("", {})
        for reader.label, statements in file:
            reader.run(statements)
        readers.append(reader)
        shared.update(reader.names)
    found: list[Place | None] = []
    for reader in readers:
        if own := callee(reader.names.get(name)):
            reader.places, reader.calls = [], [MOST_CALLS]  # the file's own calls don't count
            reader.names.update({key: shared[key] for key in shared.keys() - reader.names.keys()})
            reader.apply(own[0], [*own[1], *arguments], None)
            found.append(reader.places[0] if reader.places else None)
    return found[0] if found and None not in found else None


class _Reader:
    """Walks statements; `names` is what is known of each name, `places` the loops found."""

    def __init__(self, label: str, names: dict[str, Any]) -> None:
        self.label = label
        self.names = names
        self.places: list[Place] = []
        self.returned: list[Value] = []
        self.active: tuple[Any, ...] = ()
        self.calls = [MOST_CALLS]

    def found(self, node: ast.AST, code: ast.AST) -> None:
        """A loop over the samples stands here; the first one is told."""
        if self.places:
            return
        first_line = ast.unparse(code).partition("\n")[0]
        self.places.append(Place(self.label, getattr(node, "lineno", 0), first_line))

    # --- statements ---

    def run(self, statements: Sequence[ast.stmt]) -> None:
        """Walk statements in order; branches one after another."""
        for statement in statements:
            self.statement(statement)

    def statement(self, node: ast.stmt) -> None:
        if isinstance(node, ast.FunctionDef):
            self.names[node.name] = self.function(node)
        elif isinstance(node, ast.ClassDef):
            self.names[node.name] = self.class_of(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign) and node.value:
            value = self.value(node.value)
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                self.bind(target, value, keep=isinstance(node, ast.AugAssign))
        elif isinstance(node, ast.For):
            self.step_through(node, node.target, node.iter)
            self.run(node.body + node.orelse)
        elif isinstance(node, ast.While):
            self.repeat(node)
        elif isinstance(node, ast.Return):
            self.returned.append(self.value(node.value))
        else:
            self.parts(node)

    def function(self, node: ast.FunctionDef) -> Function:
        """A function that is defined here."""
        marks = frozenset(last_name(decorator) for decorator in node.decorator_list)
        return Function(node, self.label, self.names, bool(marks & VECTORIZERS), marks)

    def class_of(self, node: ast.ClassDef) -> Class:
        """A class that is defined here; its methods don't see its other members as names."""
        members: dict[str, Any] = {}
        for base in node.bases:
            value = self.value(base)
            members.update(value.members if isinstance(value, Class) else {})
        for statement in node.body:
            if isinstance(statement, ast.FunctionDef):
                members[statement.name] = self.function(statement)
            elif isinstance(statement, ast.Assign):
                value = self.value(statement.value)
                members.update({t.id: value for t in statement.targets if isinstance(t, ast.Name)})
        return Class(members)

    def parts(self, node: ast.AST) -> None:
        """Statements and expressions inside of any other statement."""
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.stmt):
                self.statement(child)
            elif isinstance(child, ast.expr):
                self.value(child)
            else:
                self.parts(child)

    def step_through(self, node: ast.AST, target: ast.expr, iterated: ast.expr) -> bool:
        """A `for` of any kind: does it take one step a sample?"""
        value = self.value(iterated)
        goes = known.goes_through(value)
        if goes:
            header = ast.For(target, iterated, [], [])
            self.found(node, ast.fix_missing_locations(header))
        self.bind(target, known.item_of(value))
        return goes

    def repeat(self, node: ast.While) -> None:
        """A `while`: counting up to the number of samples, in its head or before a break."""
        endless = isinstance(node.test, ast.Constant)
        tests = [n.test for n in node.body if isinstance(n, ast.If)] if endless else [node.test]
        parts = [part for test in tests for part in ast.walk(test) if isinstance(part, ast.expr)]
        if any(self.value(part) == COUNT for part in parts):
            self.found(node, ast.fix_missing_locations(ast.While(node.test, [], [])))
        self.run(node.body + node.orelse)

    def bind(self, target: ast.expr, value: Any, keep: bool = False) -> None:
        """An assignment; keep: an unknown value leaves what was known."""
        if isinstance(target, ast.Name):
            if not (keep and value is None):
                self.names[target.id] = value
        elif isinstance(target, ast.Tuple | ast.List):
            fits = isinstance(value, tuple) and len(value) == len(target.elts)
            for index, part in enumerate(target.elts):
                self.bind(part, value[index] if fits else None)
        elif isinstance(target, ast.Attribute):
            owner = self.value(target.value)
            if isinstance(owner, Instance) and not (keep and value is None):
                owner.attributes[target.attr] = value

    # --- expressions ---

    def value(self, node: ast.expr | None) -> Any:
        """What is known of an expression; loops inside of it are found on the way."""
        if node is None:
            return None
        read = getattr(self, f"_{type(node).__name__.lower()}", None)
        if read is not None:
            return read(node)
        children = [n for n in ast.iter_child_nodes(node) if isinstance(n, ast.expr)]
        return known.widest([self.value(child) for child in children])

    def _name(self, node: ast.Name) -> Any:
        return self.names.get(node.id)

    def _tuple(self, node: ast.Tuple) -> Any:
        return tuple(self.value(part) for part in node.elts)

    def _namedexpr(self, node: ast.NamedExpr) -> Any:
        value = self.value(node.value)
        self.bind(node.target, value)
        return value

    def _lambda(self, node: ast.Lambda) -> Any:
        return Function(node, self.label, self.names)

    def _attribute(self, node: ast.Attribute) -> Any:
        return self.member(node, self.value(node.value))

    def member(self, node: ast.Attribute, value: Any) -> Any:
        """An attribute of a value; of a module of the student's, what it defines."""
        if isinstance(value, Samples):
            if node.attr == "shape":
                return known.shape_of(value)
            flipped = value.moved(value.ndim - 1 - value.axis)
            return {"T": flipped, "size": COUNT, "flat": EACH}.get(node.attr)
        if isinstance(value, Class | Instance):
            found = attribute(value, node.attr)
            if isinstance(found, Method) and "property" in found.function.marks:
                return self.own_call(node, found.function, [], [found.owner], {})
            return found
        own = isinstance(node.value, ast.Name) and node.value.id not in LIBRARIES
        return self.names.get(node.attr) if own else None

    def _subscript(self, node: ast.Subscript) -> Any:
        self.value(node.slice)
        return known.indexed(self.value(node.value), node.slice)

    def _slice(self, node: ast.Slice) -> Any:
        for part in (node.lower, node.upper, node.step):
            self.value(part)

    def _binop(self, node: ast.BinOp) -> Any:
        left, right = self.value(node.left), self.value(node.right)
        if isinstance(node.op, ast.MatMult):
            return known.product(left, right)
        if COUNT in (left, right) and isinstance(node.op, ast.Add | ast.Sub | ast.Mult):
            return COUNT
        return known.widest([left, right])

    def _listcomp(self, node: Any) -> Any:
        goes = [self.step_through(node, part.target, part.iter) for part in node.generators]
        for part in node.generators:
            for test in part.ifs:
                self.value(test)
        for part in (getattr(node, name, None) for name in ("elt", "key", "value")):
            self.value(part)
        return EACH if any(goes) else None

    _setcomp = _dictcomp = _generatorexp = _listcomp

    def _call(self, node: ast.Call) -> Any:
        target = None
        if isinstance(node.func, ast.Attribute):
            target = self.value(node.func.value)  # once, since calls may stand in a long chain
            own = self.member(node.func, target)
        else:
            own = self.value(node.func)
        values = [self.value(argument) for argument in node.args]
        named = {word.arg: self.value(word.value) for word in node.keywords}
        if isinstance(own, Class):
            made = Instance(own.members, {})
            if start := callee(attribute(made, "__init__")):
                self.own_call(node, start[0], node.args, [*start[1], *values], named)
            return made
        if run := callee(own):
            return self.own_call(node, run[0], node.args, [*run[1], *values], named)
        nodes = node.args
        if isinstance(node.func, ast.Attribute) and isinstance(target, Samples):
            values, nodes = [target, *values], [node.func.value, *nodes]  # a method of an array
        return self.library(node, last_name(node.func), values, nodes)

    # --- calls ---

    def own_call(
        self,
        node: ast.expr,
        own: Function,
        nodes: Sequence[ast.expr],
        values: list[Any],
        named: Any,
    ) -> Any:
        """A call of the student's own function; `nodes` are its arguments as they are written."""
        if own.hidden and any(isinstance(v, Samples) for v in [*values, *named.values()]):
            self.found(node, node)
            return known.widest(values)
        if own.node in self.active:
            if any(is_part(argument) for argument in nodes):
                self.found(node, node)
            return None
        return self.apply(own, values, named)

    def apply(self, own: Function, values: list[Any], named: dict[Any, Any] | None) -> Any:
        """Read the function's body with these arguments; gives what is known of its result."""
        if self.calls[0] <= 0:
            return None
        self.calls[0] -= 1
        if own.hidden:
            self.found(own.node, own.node)
            return None
        names = [parameter.arg for parameter in own.node.args.posonlyargs + own.node.args.args]
        inner = _Reader(own.label, {**own.names, **dict.fromkeys(names), **(named or {})})
        inner.names.update(zip(names, values, strict=False))
        inner.active, inner.calls, inner.places = (*self.active, own.node), self.calls, self.places
        if isinstance(own.node, ast.Lambda):
            return inner.value(own.node.body)
        inner.run(own.node.body)
        told = [value for value in inner.returned if value is not None]
        return told[0] if told else None

    def library(self, node: ast.Call, name: str, values: list[Any], nodes: list[Any]) -> Any:
        """A call of Python's or numpy's; a method has its object as the first argument."""
        if name in VECTORIZERS:
            return Function(node, self.label, self.names, hidden=True)
        if loops_inside(name, values, nodes):
            self.found(node, node)
            return EACH
        words = {word.arg: word.value for word in node.keywords if word.arg}
        return result_of(name, values, nodes, words)
