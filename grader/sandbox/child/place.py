"""The private folder that a program runs in: what is put there, and what the program wrote."""

from __future__ import annotations

import os
import stat
from typing import Any, Dict, Iterator, Tuple

OLD = 1_000_000_000
"""What the time of an input file is set to (1970): whatever has another one was written."""

MOST_LISTED = 100_000


def fill(files: Dict[str, bytes]) -> None:
    """Write files below the current folder, older than anything a program writes."""
    for path, content in files.items():
        folder = os.path.dirname(path)
        if folder:
            os.makedirs(folder, exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)
        os.utime(path, ns=(OLD, OLD))


def written(folder: str, most_files: int, most_bytes: int) -> Dict[str, Any]:
    """Regular files below a folder that were written since `fill`.

    Gives `files` (relative path with forward slashes -> bytes), `count` and `size`. Links are not
    followed and nothing but regular files is read. Of more files than `most_files`, or more bytes
    together than `most_bytes`, the first ones come.
    """
    files: Dict[str, bytes] = {}
    count = size = 0
    for path, length in _regular(folder):
        count += 1
        size += length
        if count <= most_files and size <= most_bytes:
            with open(path, "rb") as file:
                files[os.path.relpath(path, folder).replace(os.sep, "/")] = file.read(length)
    return {"files": files, "count": count, "size": size}


def _regular(folder: str) -> Iterator[Tuple[str, int]]:
    listed = 0
    for at, names, files in os.walk(folder):
        names.sort()
        for name in sorted(files):
            listed += 1
            if listed > MOST_LISTED:
                return
            path = os.path.join(at, name)
            try:
                found = os.lstat(path)
            except OSError:
                continue
            if stat.S_ISREG(found.st_mode) and found.st_mtime_ns != OLD:
                yield path, found.st_size
