"""Puts other code into the submission's functions, one function at a time, and takes it out again.

A function keeps its identity, so that whoever holds it calls the other code: classes, decorated
functions, other modules.
"""

from __future__ import annotations

import sys
import types
from typing import Any, Callable, Dict, Iterable, Iterator, List, Optional, Tuple

MOST = 60
"""Functions that are told."""


class Amended:
    """The functions that ran while `watching`, and the one that has other code at the moment."""

    def __init__(self, labels: Dict[str, str], namespaces: List[Dict[str, Any]]) -> None:
        """labels: the student's names of the files, by the name in their code."""
        self.labels = labels
        self.namespaces = namespaces
        self.on = False
        self.ran: Dict[types.CodeType, None] = {}
        self.functions: List[types.FunctionType] = []
        self.original: Optional[Tuple[types.FunctionType, types.CodeType]] = None

    def watch(self) -> None:
        """Note the functions that run from now on, in their own code."""
        self.put(0, "")
        self.on, self.ran = True, {}

    def watching(self, call: Callable[[], Any]) -> Any:
        """What `call` gives; the functions of the submission that run in it are noted."""
        before = sys.getprofile()
        sys.setprofile(self._note)
        try:
            return call()
        finally:
            sys.setprofile(before)

    def _note(self, frame: Any, event: str, argument: Any) -> None:
        if event == "call" and frame.f_code.co_filename in self.labels:
            self.ran[frame.f_code] = None

    def told(self) -> List[List[Any]]:
        """[number, file, line, name] of each function that ran, in the order of the first calls.

        No more are noted from now on. The number stays the same as long as the process lives.
        """
        self.on = False
        known = {function.__code__: function for function in self._defined()}
        found = []
        for code in [code for code in self.ran if code in known][:MOST]:
            if known[code] not in self.functions:
                self.functions.append(known[code])
            number = self.functions.index(known[code])
            found.append([number, self.labels[code.co_filename], code.co_firstlineno, code.co_name])
        return found

    def _defined(self) -> Iterator[types.FunctionType]:
        for namespace in self.namespaces:
            for value in list(namespace.values()):
                yield from _functions([value])
                if isinstance(value, type):
                    yield from _functions(list(vars(value).values()))

    def put(self, number: int, text: str) -> None:
        """Let a function run the code of the `def` in a text; "" for the code that it had.

        Raises ValueError where it can't run that code.
        """
        if self.original is not None:
            changed, code = self.original
            changed.__code__, self.original = code, None
        if not text:
            return
        function = self.functions[number]
        code = function.__code__
        other = _code_in(compile(text, code.co_filename, "exec"), code.co_name)
        if other is None:
            raise ValueError(f"the text holds no {code.co_name}")
        function.__code__ = other
        self.original = function, code


def _functions(values: Iterable[Any]) -> Iterator[types.FunctionType]:
    """The functions among values, those behind methods and what decorators made included."""
    for value in values:
        for _ in range(5):
            if type(value) in (staticmethod, classmethod):
                value = value.__func__
            elif type(value) is property:
                value = value.fget
            if type(value) is not types.FunctionType:
                break
            yield value
            value = vars(value).get("__wrapped__")


def _code_in(code: types.CodeType, name: str) -> Optional[types.CodeType]:
    """The code of the function of this name, in a class or not."""
    inner = [part for part in code.co_consts if type(part) is types.CodeType]
    for part in inner:
        if part.co_name == name:
            return part
    return next((found for part in inner for found in [_code_in(part, name)] if found), None)
