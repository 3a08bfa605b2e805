"""Files that appear whole or not at all."""

import os
import secrets
from pathlib import Path

from grader.errors import HostError


def check_writable(folder: Path) -> None:
    """Verify, before the work that reports are about, that they can be written into `folder`.

    Nothing is made yet. Raises HostError where it or a folder above is a file or not writable.
    """
    place = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    reason = ""
    if not place.is_dir():
        reason = f"{place} is a file"
    elif not os.access(place, os.W_OK | os.X_OK):
        reason = f"{place} may not be written"
    if reason:
        raise HostError(f"can't write reports into {folder}: {reason}; choose another folder")


def write_whole(path: Path, content: bytes) -> Path:
    """Write `content` to `path` by way of a temporary file beside it; missing folders are made.

    Whoever reads `path` meanwhile sees the old file or the new one, never a part. Returns `path`.
    Raises HostError where the folder can't be made or written.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with open(temporary, "xb") as file:
                file.write(content)
            os.replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise HostError(
            f"can't write {path}: {reason}; choose another folder or make room there"
        ) from error
    return path
