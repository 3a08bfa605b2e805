"""What is told about an exception of the student's: type, text, places in their code."""

from __future__ import annotations

import linecache
from typing import Any, Dict, List

MAX_TEXT = 2000
MAX_PLACES = 8


def describe(error: BaseException, labels: Dict[str, str]) -> Dict[str, Any]:
    """Plain data about an exception.

    type and text of the exception, and `places`, outermost first: label, line, function, code of
    each frame in the student's own code. `inside` tells whether the innermost frame is theirs.
    """
    places: List[List[Any]] = []
    inside = False
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        inside = code.co_filename in labels
        if inside:
            line = linecache.getline(code.co_filename, trace.tb_lineno).strip()
            places.append([labels[code.co_filename], trace.tb_lineno, code.co_name, line[:200]])
        trace = trace.tb_next
    if isinstance(error, SyntaxError) and type(error.lineno) is int:
        label = labels.get(str(error.filename), str(error.filename))
        places = [[label, error.lineno, "", str(error.text or "").strip()[:200]]]
    return {
        "type": str(type(error).__name__)[:100],
        "text": _text(error)[:MAX_TEXT],
        "places": places[:1] + places[1:][-MAX_PLACES + 1 :],
        "inside": inside,
        "memory": isinstance(error, MemoryError),
    }


def _text(error: BaseException) -> str:
    try:
        return str(error.msg) if isinstance(error, SyntaxError) else str(error)
    except BaseException:  # the text is made by the student's own __str__
        return ""
