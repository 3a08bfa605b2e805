"""Stand-ins for what a sandbox gives: a handle that only its own methods may touch."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, eq=False, repr=False)
class Handle:
    """A remote value, as checks may know it. Any use beyond the protocol fails the test."""

    kind: str
    content: Any = None
    parameters: Any = None
    remote_name: str = ""

    def remote_plain(self) -> object:
        return self.content

    def remote_signature(self) -> Any:
        return self.parameters

    def __len__(self) -> int:
        return len(self.content)

    def __getitem__(self, key: Any) -> Any:
        return self.content[key]

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.content(*args, **kwargs)

    def __eq__(self, other: object) -> bool:
        raise AssertionError("a check compared a handle")

    def __array__(self, *args: Any, **kwargs: Any) -> Any:
        raise AssertionError("a check took a handle for an array")
