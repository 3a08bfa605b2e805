"""What every record is made of."""

from typing import Literal

import msgspec

Kind = Literal["code", "accuracy", "program", "written", "figure"]
Language = Literal["python", "java", "cpp"]
Visibility = Literal["public", "hidden"]
Status = Literal[
    "internal-error", "timeout", "memory", "crash", "error", "failed", "skipped", "passed"
]
IsolationLevel = Literal["full", "none"]


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of every record: immutable, keywords only, unknown fields refused when decoded."""
