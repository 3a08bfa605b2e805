"""Counts how often the submission's functions are called within a call that a check makes.

A backward pass that calls the forward pass once for every number was no backpropagation. Only the
first calls of functions that may give gradients are watched, and not to their end if they do much:
watching costs time.
"""

from __future__ import annotations

import sys
import types
from typing import Any, Callable, Dict, List, Tuple

import numpy as np

NAMES = ("back", "grad", "loss", "cost", "deriv", "evaluate", "bptt")
"""What the name of a function that may give gradients holds."""
CALLS = 3
"""Calls of a function that are watched in one check."""
EVENTS = 3_000
"""Calls and returns that are looked at in one call: half a millisecond."""
FEWEST = 8
"""Fewer calls of a function are of no interest."""
MOST = 10

Found = List[List[Any]]


class Nested:
    """What was seen since a check began: [called function, function within, number of calls]."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """A check begins."""
        self.watched: Dict[Any, int] = {}
        self.found: Found = []

    def call(
        self,
        function: Any,
        args: Tuple[Any, ...],
        kwargs: Dict[str, Any],
        call: Callable[..., Any],
        labels: Any,
    ) -> Any:
        """What `call` makes of the function and its arguments. labels: files of the submission."""
        code = _code(function)
        if code is None or self.watched.get(code, 0) >= CALLS:
            return call(function, args, kwargs)
        self.watched[code] = self.watched.get(code, 0) + 1
        counts: Dict[Any, int] = {}
        before = sys.getprofile()
        sys.setprofile(_counter(counts, labels))
        try:
            return call(function, args, kwargs)
        finally:
            sys.setprofile(before)
            self._keep(code, counts)

    def _keep(self, outer: Any, counts: Dict[Any, int]) -> None:
        own = counts.get(outer, 0) - 1  # the call itself is none within
        many = [(inner, own if inner is outer else n) for inner, n in counts.items()]
        self.found += [[outer.co_name, inner.co_name, n] for inner, n in many if n >= FEWEST]
        self.found = sorted(self.found, key=lambda each: -each[2])[:MOST]

    def taken(self) -> Found:
        """What was seen and not yet told."""
        found, self.found = self.found, []
        return found


def _code(function: Any) -> Any:
    """The code of a function or method that may give gradients; asks nothing that runs code."""
    if type(function) is types.MethodType:
        function = function.__func__
    if type(function) is not types.FunctionType:
        return None
    name = function.__code__.co_name.lower()
    return function.__code__ if any(word in name for word in NAMES) else None


def _counter(counts: Dict[Any, int], labels: Any) -> Callable[..., None]:
    """A profile function that counts calls of functions in the files `labels`, not of scalars."""
    left = EVENTS

    def count(frame: Any, event: str, argument: Any) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            sys.setprofile(None)
        if event == "call" and frame.f_code.co_filename in labels:
            # a loop, not another function: recursion may have left no room for its frame
            for value in frame.f_locals.values():
                kind = type(value)
                if kind in (list, tuple, dict) or (kind is np.ndarray and value.size > 1):
                    counts[frame.f_code] = counts.get(frame.f_code, 0) + 1
                    break

    return count
