"""Large arrays, written once to a file that children map, so that they never cross the pipe."""

import os
import weakref
from typing import Any

import numpy as np

from grader.sandbox.temporary import TemporaryFolder

LARGE = 1 << 20


class SharedArrays:
    """Files behind large arrays, one for each array, as long as both live.

    Hardened children get sealed memory files, passed as descriptors: no path leads to them and
    nobody can write them any more. Plain children get the paths of temporary files (`by_path`).
    """

    def __init__(self, by_path: bool) -> None:
        self.by_path = by_path
        self.files: dict[int, tuple[weakref.ref[Any], int, str]] = {}
        self.count = 0
        self.folder: TemporaryFolder | None = None

    def share(self, array: np.ndarray[Any, Any]) -> tuple[int, str]:
        """(descriptor, path) of a file with the array's bytes in C order; path "" for memory.

        The array must not change afterwards; only read-only arrays are kept for later calls.
        """
        known = self.files.get(id(array))
        if known is not None and known[0]() is array:
            return known[1], known[2]
        number, path = self._write(array)
        key = id(array)
        # A slice made by one check is gone with the check, and its file must be gone too.
        self.files[key] = (weakref.ref(array, lambda _: self._forget(key)), number, path)
        return number, path

    def _forget(self, key: int) -> None:
        _, number, path = self.files.pop(key)
        self._remove(number, path)

    def _write(self, array: np.ndarray[Any, Any]) -> tuple[int, str]:
        content = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
        if not self.by_path:
            import fcntl

            number = os.memfd_create("data", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
            with os.fdopen(os.dup(number), "wb") as file:
                file.write(content.data)
            seals = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
            fcntl.fcntl(number, fcntl.F_ADD_SEALS, seals)
            return number, ""
        self.folder = self.folder or TemporaryFolder()
        self.count += 1
        path = self.folder.path / f"{self.count}.bin"
        path.write_bytes(content.data)
        return -1, str(path)

    def forget_changeable(self) -> None:
        """Drop the files of arrays that could be written: their bytes may no longer be true."""
        for key, (known, _, _) in list(self.files.items()):
            array = known()
            if array is None or array.flags.writeable:
                self._forget(key)

    def close(self) -> None:
        """Remove every file."""
        for key in list(self.files):
            self._forget(key)
        if self.folder is not None:
            self.folder.close()
            self.folder = None

    def _remove(self, number: int, path: str) -> None:
        if number >= 0:
            os.close(number)
        if path:
            os.unlink(path)
