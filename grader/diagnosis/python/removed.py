"""Names that were removed from NumPy."""

import ast
import re

from grader.diagnosis.evidence import Finding
from grader.diagnosis.python.code import Code, Raised
from grader.diagnosis.python.removed_table import METHODS, NAMES
from grader.diagnosis.python.say import found

OF_NUMPY = re.compile(
    r"module 'numpy' has no attribute '(\w{1,40})'|`np\.(\w{1,40})` was removed in the NumPy"
)
OF_ARRAY = re.compile(
    r"'numpy\.ndarray' object has no attribute '(\w{1,40})'|`(\w{1,40})` was removed"
)
IMPORT = re.compile(r"cannot import name '(\w{1,40})' from 'numpy'")


def removed_from_numpy(raised: Raised, code: Code) -> Finding | None:
    """AttributeError or ImportError of a name that NumPy once had."""
    nodes = code.at_line(raised.at)
    asked = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    if raised.kind == "ImportError":
        match = IMPORT.match(raised.words)
        asked = {a.name for n in nodes if isinstance(n, ast.ImportFrom) for a in n.names}
    elif raised.kind == "AttributeError":
        match = OF_NUMPY.match(raised.words)
    else:
        return None
    name = (match[1] or (match.lastindex == 2 and match[2]) or "") if match else ""
    if name in NAMES and name in asked:
        version, now = NAMES[name]
        return _told(f"np.{name}", version, now, raised, code)
    match = OF_ARRAY.match(raised.words)
    name = (match[1] or match[2]) if match else ""
    if name in METHODS and name in asked:
        version, now = METHODS[name]
        return _told(f"{name}() of an array", version, now, raised, code)
    return None


def _told(what: str, version: str, now: str, raised: Raised, code: Code) -> Finding:
    told = f"NumPy {version} removed {what}, which older tutorials use: write {now} instead"
    return found("removed_from_numpy", told, code, raised.at)
