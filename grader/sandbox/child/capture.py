"""Text that student code prints, kept up to a bound and counted beyond it."""

from __future__ import annotations

import io
import sys
from typing import Any


class BoundedText(io.TextIOBase):
    """A text stream that keeps the first `most` characters and drops the rest."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most
        self.parts: list[str] = []
        self.kept = 0
        self.dropped = 0

    def writable(self) -> bool:
        """Always: a program that prints too much goes on as if all was well."""
        return True

    def write(self, text: str) -> int:
        """Keep what there is room for; says that all was written."""
        room = self.most - self.kept
        if room > 0:
            self.parts.append(text[:room])
            self.kept += min(room, len(text))
        self.dropped += max(0, len(text) - max(room, 0))
        return len(text)

    def fileno(self) -> int:
        """There is no file behind the stream."""
        raise io.UnsupportedOperation("fileno")

    def take(self) -> str:
        """What was written since the last call."""
        text = "".join(self.parts)
        if self.dropped:
            text += f"\n[{self.dropped} more characters were not kept]"
        self.parts, self.kept, self.dropped = [], 0, 0
        return text


class BoundedBytes(io.RawIOBase):
    """A byte stream that keeps the first `most` bytes and counts the rest."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most
        self.kept = bytearray()
        self.dropped = 0

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: Any) -> int:
        """Keep what there is room for; says that all was written."""
        view = memoryview(data).cast("B")
        room = self.most - len(self.kept)
        self.kept += view[:room]
        self.dropped += max(0, len(view) - room)
        return len(view)

    def text(self) -> str:
        """What was written, as text."""
        text = self.kept.decode("utf-8", "replace")
        return text + f"\n[{self.dropped} more bytes were not kept]" if self.dropped else text


def capture(most: int) -> BoundedText:
    """Point stdout and stderr of this process at one bounded stream."""
    text = BoundedText(most)
    sys.stdout = sys.__stdout__ = text  # type: ignore[misc, assignment]
    sys.stderr = sys.__stderr__ = text  # type: ignore[misc, assignment]
    return text
