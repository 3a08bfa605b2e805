"""What a test holds: the submission, and objects of the student's that stay in the child."""

import difflib
import time
from collections.abc import Iterator
from typing import Any

from grader.errors import CheckFailed, Crash, NotData, StudentError
from grader.sandbox import told
from grader.sandbox.parsed import Piece, parsed
from grader.sandbox.session import Session


class Remote:
    """A handle to one object in the child: attributes, items and calls go there and come back.

    Scalars and arrays come back as themselves, everything else as another handle. A handle given
    as an argument is the same object again. `kind`: dict, list, tuple, array, function, class,
    module or object.
    """

    session: Session
    number: int
    kind: str
    generation: int
    remote_name: str
    remote_ahead: tuple[int, dict[str, "Remote"], Any]

    def __init__(
        self,
        session: Session,
        number: int,
        kind: str,
        members: dict[str, "Remote"] | None = None,
        content: Any = None,
    ) -> None:
        """members, content: what the child told with this handle; good until the next request."""
        vars(self).update(  # past __setattr__, whose attributes live in the child
            session=session,
            number=number,
            kind=kind,
            generation=session.generation,
            remote_name="",
            remote_ahead=(session.number, members or {}, content),
        )

    def _wire_tree(self) -> list[Any]:
        if self.generation != self.session.generation:
            raise Crash("the process that held this object has ended")
        return ["h", self.number, self.kind]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if self.kind == "dict" and name in ("keys", "values", "items", "update"):
            return getattr(_Items(self), name)
        told_at, members, _ = self.remote_ahead
        if told_at == self.session.number and type(members.get(name)) is Remote:
            return members[name]
        return self.session.request("get", self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "remote_name":
            object.__setattr__(self, name, value)
        else:
            self.session.defer("set", self, name, value)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.session.request("call", self, args, kwargs)

    def __getitem__(self, key: Any) -> Any:
        return self.session.request("item", self, key)

    def __setitem__(self, key: Any, value: Any) -> None:
        self.session.defer("setitem", self, key, value)

    def __iter__(self) -> Iterator[Any]:
        items = self.session.request("iterate", self)
        return iter(_typed(items, tuple))

    def __len__(self) -> int:
        return max(0, int(_typed(self.session.request("length", self), int)))

    def __bool__(self) -> bool:
        return True

    def __contains__(self, key: Any) -> bool:
        return _typed(self.session.request("contains", self, key), bool) is True

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:
        import numpy as np

        try:
            return np.asarray(self.remote_plain(), dtype=dtype)
        except (TypeError, ValueError, OverflowError):
            raise CheckFailed(f"a {self.kind} was returned that is no array of numbers") from None

    def __repr__(self) -> str:
        return f"<{self.kind} of the submission>"

    def remote_plain(self) -> Any:
        """The object as plain data; raises NotData where it has no plain form."""
        told_at, members, content = self.remote_ahead
        if content is None or told_at != self.session.number:
            return self._asked()
        vars(self)["remote_ahead"] = (told_at, members, None)  # given once: it may be changed
        return content

    def _asked(self) -> Any:
        try:
            return self.session.request("plain", self)
        except StudentError as error:
            if error.kind != "NotPlain":
                raise
            raise NotData(told.held(error.words, self.session.origin)) from None

    def remote_signature(self) -> list[dict[str, Any]]:
        """Parameters as [{name, kind, default}]; what doesn't fit that form is left out."""
        found = self.session.request("signature", self)
        items = found if type(found) is list else []
        return [
            item
            for item in items
            if type(item) is dict
            and type(item.get("name")) is str
            and type(item.get("kind")) is str
            and type(item.get("default")) is bool
        ]

    def remote_files(self) -> list[list[Piece]]:
        """The submission's source as it was handed in; the child isn't asked."""
        return parsed(self.session.submission)

    def remote_clock(self) -> float:
        """CPU seconds that the child used so far; wall seconds where the kernel doesn't tell."""
        process = self.session.process
        seconds = process.cpu_seconds() if process is not None else None
        return time.perf_counter() if seconds is None else seconds


def _typed(value: Any, kind: type) -> Any:
    """The value, if the child's own machinery can have sent it; else student code sent it."""
    if type(value) is not kind:
        raise Crash("it broke the connection to the grader: an answer of another type")
    return value


class _Items:
    """The views of a dict in the child, fetched when asked for, and its update in one request."""

    def __init__(self, remote: Remote) -> None:
        self.remote = remote

    def keys(self) -> tuple[Any, ...]:
        return tuple(self.remote)

    def values(self) -> tuple[Any, ...]:
        return tuple(self.remote[key] for key in self.remote)

    def items(self) -> tuple[tuple[Any, Any], ...]:
        return tuple((key, self.remote[key]) for key in self.remote)

    def update(self, items: dict[Any, Any]) -> None:
        self.remote.session.defer("update", self.remote, items)


class RemoteSubmission:
    """The `submission` of a test: every name that the student defined, as an attribute."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._found: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._found:
            found, value = self._lookup(name)
            if not found:
                failure = CheckFailed(self._missing(name))
                failure.missing = name
                raise failure
            if isinstance(value, Remote):
                value.remote_name = name
            self._found[name] = value
        return self._found[name]

    def __contains__(self, name: str) -> bool:
        return bool(self._lookup(name)[0])

    def _lookup(self, name: str) -> tuple[bool, Any]:
        if name in self._session.handles:  # functions and classes, told when they were loaded
            return True, Remote(self._session, *self._session.handles[name])
        answer = self._session.request("lookup", name)
        if len(_typed(answer, tuple)) != 2:
            return False, None
        return answer[0] is True, answer[1]

    @property
    def changed_arguments(self) -> tuple[str, ...]:
        """Which arguments the last call changed in place, by position or name."""
        return self._session.changed

    def _missing(self, name: str) -> str:
        promised = {n for file in self._session.assignment.files for n in file.names}
        others = [found for found in self._session.names if found not in promised]
        close = difflib.get_close_matches(name, others, n=1, cutoff=0.6)
        lower = [found for found in others if found.lower() == name.lower()]
        hint = (lower or close)[:1]
        if hint:
            return f"nothing named {name} was found, but {hint[0]} is there: is it misspelt?"
        cut = any(cell.message.startswith("SyntaxError") for cell in self._session.cells)
        why = ": is it in a part that has a syntax error (see what came of loading)?" if cut else ""
        return f"nothing named {name} was found in the submission{why}"
