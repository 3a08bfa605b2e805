"""Modules and files that aren't there, and files that import each other."""

import ast
import posixpath
import re
import sys

from grader.diagnosis.evidence import Finding
from grader.diagnosis.python.code import Code, Piece, Raised, at_top, quoted
from grader.diagnosis.python.say import closest, found

NO_MODULE = re.compile(r"No module named '([\w.]{1,80})'")
NO_NAME = re.compile(
    r"cannot import name '(\w{1,60})' from (?:partially initialized module )?'([\w.]{1,80})'"
)
MOVED = frozenset(
    "Iterable Iterator Mapping MutableMapping Sequence MutableSequence Callable Set Hashable Sized "
    "Container Generator".split()
)
PACKAGES = frozenset(
    "torch torchvision tensorflow keras sklearn scipy pandas jax flax numba autograd cupy cv2 PIL "
    "skimage imageio h5py mxnet theano seaborn plotly sympy statsmodels requests".split()
)
FAR = re.compile(r"^(?:[A-Za-z]:|/|~|\\\\)")
PLACES = ("/content", "/kaggle", "/home", "/Users", "C:", "D:", "drive")
FILE_KINDS = ("FileNotFoundError", "OSError", "IsADirectoryError", "NotADirectoryError")


def circular(raised: Raised, code: Code) -> Finding | None:
    """Two files of the submission that import each other."""
    kinds = ("ImportError", "AttributeError")
    if raised.kind not in kinds or "partially initialized module" not in raised.words:
        return None
    graph = {module_of(piece): _imports(piece) for piece in code.read if not piece.notebook}
    here = code.piece(raised.at)
    loop = _loop(module_of(here), graph) if here is not None else []
    if len(loop) < 2:
        return None
    chain = " imports ".join(f"{quoted(name, 40)}.py" for name in (*loop, loop[0]))
    told = f"files import each other in a circle ({chain}), so one is used half-made: move what"
    return found("circular_import", f"{told} they share into a third file", code, raised.at)


def module_of(piece: Piece) -> str:
    """The name under which a file is imported."""
    return piece.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _imports(piece: Piece) -> list[str]:
    names: list[str] = []
    for node in piece.nodes:
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
    return names


def _loop(start: str, graph: dict[str, list[str]]) -> list[str]:
    """The shortest way from a module back to itself; [] where there is none."""
    waiting, seen = [[start]], {start}
    while waiting:
        way = waiting.pop(0)
        for name in graph.get(way[-1], ()):
            if name == start:
                return way
            if name in graph and name not in seen:
                seen.add(name)
                waiting.append([*way, name])
    return []


def missing_module(raised: Raised, code: Code) -> Finding | None:
    """ModuleNotFoundError and ImportError: a module or name that isn't there."""
    if raised.kind == "ModuleNotFoundError":
        match = NO_MODULE.match(raised.words)
        return _no_module(match[1], raised, code) if match else None
    match = NO_NAME.match(raised.words) if raised.kind == "ImportError" else None
    nodes = code.at_line(raised.at)
    named = {alias.name for n in nodes if isinstance(n, ast.ImportFrom) for alias in n.names}
    if match is None or match[1] not in named:
        return None
    name, module = match.groups()
    if module == "collections" and name in MOVED:
        told = f"`{name}` moved from collections to collections.abc in Python 3.10"
        return found("moved_name", told, code, raised.at)
    own = [piece for piece in code.read if module_of(piece) == module]
    meant = closest(name, at_top(own[0])) if len(own) == 1 else ""
    if meant:
        told = f"{quoted(own[0].label, 80)} has no `{name}`: did you mean `{quoted(meant, 60)}`?"
        return found("misspelt_name", told, code, raised.at)
    return None


def _no_module(name: str, raised: Raised, code: Code) -> Finding | None:
    nodes = code.at_line(raised.at)
    asked = {alias.name for n in nodes if isinstance(n, ast.Import) for alias in n.names}
    asked |= {n.module for n in nodes if isinstance(n, ast.ImportFrom) and n.module}
    top = name.split(".")[0]
    name = name if name in asked else top
    if not any(module.split(".")[0] == top for module in asked):
        return None
    modules = {module_of(piece): piece for piece in code.read if not piece.notebook}
    near = closest(name, modules)
    inner = [module for module in modules if module.endswith(f".{name}")]
    notebook = [p.path for p in code.read if p.notebook and p.path == f"{name}.ipynb"]
    if inner:
        told = f"{name}.py was handed in inside a folder, as {quoted(modules[inner[0]].path, 80)}:"
        told += " put it beside the file that imports it"
    elif near:
        told = f"no file {name}.py was handed in: did you mean {quoted(near, 60)}.py?"
    elif notebook:
        told = f"{name} was handed in as a notebook, which can't be imported: save it as {name}.py"
    elif top in sys.stdlib_module_names:
        return None
    elif top in PACKAGES:
        told = f"the package {top} isn't installed for grading: do with what the task text names"
    else:
        told = f"`{name}` is neither installed for grading nor among the files handed in: hand in"
        told += f" {name}.py if it is yours, else do without it"
    return found("missing_module", told, code, raised.at)


def missing_file(raised: Raised, code: Code) -> Finding | None:
    """A file that the code opens and that wasn't handed in."""
    if raised.kind not in FILE_KINDS or raised.at is None:
        return None
    words = "No such file" in raised.words or "not found" in raised.words
    named = _named(raised, code) if words else ""
    if not named:
        return None
    base = posixpath.basename(named.replace("\\", "/"))
    told = f"`{quoted(named, 60)}` isn't there when the code is graded"
    same = [path for path in code.files if posixpath.basename(path) == base]
    near = closest(base, [posixpath.basename(path) for path in code.files])
    if FAR.match(named):
        told = f"`{quoted(named, 60)}` is a path on one machine alone, which grading doesn't have"
    elif same:
        told += f"; it was handed in as {quoted(same[0], 80)}: use that path"
    elif near:
        told += f"; {quoted(near, 60)} was handed in: did you mean that?"
    else:
        told += ": it was not handed in, and checks hand the data to your functions themselves"
    return found("missing_file", told, code, raised.at)


def _named(raised: Raised, code: Code) -> str:
    """The path in the message, if the sources have it, or its last part, as a text."""
    match = re.search(r"'([^'\n]{1,200})'\s*$|^([^\n]{1,200}) not found\.$", raised.words)
    path = (match[1] or match[2]) if match else ""
    texts = [
        node.value
        for piece in code.read
        for node in piece.nodes
        if isinstance(node, ast.Constant) and type(node.value) is str
    ]
    base = posixpath.basename(path.replace("\\", "/"))
    if path and path in texts:
        return path
    return next((t for t in texts if base and len(t) <= 200 and t.endswith(base)), "")
